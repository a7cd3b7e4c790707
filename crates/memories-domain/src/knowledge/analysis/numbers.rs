//! Numbers with what they count, amounts, and the numbers of claims and tickets.

use std::ops::Range;

use smol_str::SmolStr;

use super::{part::NumberSlot, sentence::Sentence};
use crate::{
    extract::FillerFilter,
    knowledge::cues,
    text::{is_number, words},
};

/// What costs something, before an amount: "the repair now costs 80".
const COSTS: [&str; 14] = [
    "cost", "costs", "kostet", "kosten", "beträgt", "cuesta", "cuestan", "coûte", "coûtent",
    "custa", "custam", "costa", "costano", "kost",
];

/// Beside a number, without a meaning of their own.
const NUMBER_WORDS: [&str; 22] = [
    "number",
    "nummer",
    "número",
    "numero",
    "numéro",
    "no",
    "nr",
    "now",
    "about",
    "only",
    "jetzt",
    "nur",
    "ca",
    "ahora",
    "maintenant",
    "agora",
    "adesso",
    "ora",
    "nu",
    "then",
    "lautet",
    "was",
];

/// A person has one of these, or pays one, at a time. Orders, claims and tickets are many, and their
/// numbers say which one is meant.
const UNIQUE: [&str; 38] = [
    "rent",
    "price",
    "budget",
    "balance",
    "deposit",
    "fee",
    "salary",
    "mileage",
    "miete",
    "preis",
    "kaution",
    "gehalt",
    "beitrag",
    "kilometerstand",
    "alquiler",
    "renta",
    "precio",
    "presupuesto",
    "cuota",
    "fianza",
    "loyer",
    "prix",
    "caution",
    "cotisation",
    "affitto",
    "prezzo",
    "canone",
    "cauzione",
    "aluguel",
    "aluguer",
    "renda",
    "preço",
    "mensalidade",
    "caução",
    "huur",
    "prijs",
    "borg",
    "contributie",
];

/// A code belongs to what is named beside it: "gate code", "código de la puerta".
const CODES: [&str; 8] = [
    "code",
    "codes",
    "passcode",
    "código",
    "codigo",
    "codice",
    "zahlencode",
    "pincode",
];

/// Where somebody lives or stays, if they say so.
const HOMES: [&str; 22] = [
    "unit",
    "apartment",
    "apt",
    "flat",
    "suite",
    "room",
    "wohnung",
    "zimmer",
    "apartamento",
    "departamento",
    "piso",
    "habitación",
    "appartement",
    "chambre",
    "logement",
    "appartamento",
    "interno",
    "camera",
    "quarto",
    "fração",
    "kamer",
    "huisnummer",
];

const LIVES: [&str; 23] = [
    "live",
    "lives",
    "living",
    "moved",
    "my",
    "our",
    "wohne",
    "wohnen",
    "vivo",
    "vivimos",
    "habite",
    "habitons",
    "habitamos",
    "abito",
    "abitiamo",
    "moro",
    "moramos",
    "vivemos",
    "woon",
    "wonen",
    "mein",
    "meine",
    "unsere",
];

/// The same before a word for "in": "I'm in unit 402".
const IS: [&str; 15] = [
    "i'm", "we're", "am", "are", "bin", "sind", "estoy", "estamos", "suis", "sommes", "sono",
    "siamo", "estou", "ben", "zijn",
];
const IN: [&str; 12] = [
    "in", "im", "en", "dans", "à", "au", "nel", "nella", "all", "no", "na", "op",
];

/// The words between what there is one of and its number: "the rent is now 950".
const MAX_WORDS_BEFORE_NUMBER: usize = 6;

/// The periods in which something costs so much.
const PERIODS: [&str; 58] = [
    "month",
    "months",
    "year",
    "week",
    "monat",
    "jahr",
    "woche",
    "mes",
    "año",
    "semana",
    "mois",
    "an",
    "semaine",
    "mês",
    "ano",
    "mese",
    "anno",
    "settimana",
    "maand",
    "jaar",
    "monatlich",
    "mensuales",
    "mensuel",
    "mensili",
    "night",
    "nights",
    "day",
    "days",
    "hour",
    "hours",
    "nacht",
    "tag",
    "stunde",
    "noche",
    "día",
    "hora",
    "nuit",
    "jour",
    "heure",
    "notte",
    "giorno",
    "ora",
    "noite",
    "dia",
    "uur",
    "dag",
    "weeks",
    "years",
    "täglich",
    "wöchentlich",
    "jährlich",
    "nachts",
    "maandelijks",
    "anual",
    "annuel",
    "annuo",
    "mensile",
    "semanal",
];

/// The number of a claim or a ticket has at least so many digits.
const MIN_FILE_DIGITS: usize = 3;

impl Sentence<'_> {
    pub(super) fn find_numbers(&self, filler: &FillerFilter) -> Vec<NumberSlot> {
        let is_digits = |word: &SmolStr| word.starts_with(|c: char| c.is_ascii_digit());
        if !self.words.iter().any(is_digits) {
            return Vec::new();
        }
        let in_time = self.positions_of_times();
        let mut slots = Vec::new();
        for (position, number) in self.words.iter().enumerate() {
            if !is_digits(number) || in_time.iter().any(|range| range.contains(&position)) {
                continue;
            }
            let start = position.saturating_sub(MAX_WORDS_BEFORE_NUMBER);
            let before = self.words.get(start..position).unwrap_or_default();
            if let Some(slot) = self.slot_before(filler, before) {
                slots.push(NumberSlot {
                    slot,
                    number: number.clone(),
                    is_rate: false,
                });
            }
            let after = self.words.get(position + 1..).unwrap_or_default();
            let units =
                self.content_of(filler, after.get(..4.min(after.len())).unwrap_or_default());
            if let Some(period) = period_of_price(after).or_else(|| unit_of_price(after)) {
                slots.push(NumberSlot {
                    slot: period.into(),
                    number: number.clone(),
                    is_rate: true,
                });
            } else if let [first, second, ..] = units.as_slice()
                && !is_number(first)
                && !is_number(second)
                && !is_currency(first)
                && after.first() == Some(first)
            {
                slots.push(NumberSlot {
                    slot: smol_str::format_smolstr!("{first} {second}"),
                    number: number.clone(),
                    is_rate: false,
                });
            }
        }
        slots
    }

    /// The words that name days and hours, by their positions: "October 4" says nothing about the
    /// other number of "since October 4 we live in unit 4".
    fn positions_of_times(&self) -> Vec<Range<usize>> {
        let count = |from: usize, to: usize| {
            let text = self.text.get(from..to);
            text.map(|text| words(text).len())
        };
        self.days
            .iter()
            .filter_map(|day| {
                let start = (day.start as usize).checked_sub(self.start)?;
                let end = (day.end as usize).checked_sub(self.start)?;
                let before = count(0, start)?;
                Some(before..before + count(start, end)?)
            })
            .collect()
    }

    /// What the number after these words is of, if there is only one.
    fn slot_before(&self, filler: &FillerFilter, before: &[SmolStr]) -> Option<SmolStr> {
        let is_in = |list: &[&str], word: &SmolStr| list.contains(&word.as_str());
        if before.iter().any(is_code) {
            let mut of: Vec<SmolStr> = self
                .content_of(filler, before)
                .into_iter()
                .filter(|word| !is_number(word) && !is_in(&NUMBER_WORDS, word))
                .filter(|word| !is_in(&CODES, word) && !is_in(&COSTS, word))
                .collect();
            of.sort_unstable();
            return Some(smol_str::format_smolstr!("code {}", of.join(" ")));
        }
        let is_beside = |word: &&SmolStr| {
            is_in(&NUMBER_WORDS, word) || is_in(&COSTS, word) || word.chars().count() <= 3
        };
        let left = before
            .iter()
            .rev()
            .find(|word| !is_beside(word) || is_in(&UNIQUE, word) || is_in(&HOMES, word))?;
        if is_in(&UNIQUE, left) {
            return Some(left.clone());
        }
        if is_in(&HOMES, left) {
            let lives = self.words.iter().any(|word| is_in(&LIVES, word));
            let is_there = || {
                let mut pairs = self.words.array_windows();
                pairs.any(|[is, place]| is_in(&IS, is) && is_in(&IN, place))
            };
            return (lives || is_there()).then(|| left.clone());
        }
        let costs = before
            .iter()
            .rev()
            .take_while(|word| *word != left)
            .any(|word| is_in(&COSTS, word));
        (costs
            && !is_number(left)
            && filler.is_content(left)
            && !cues::GENERIC.contains(left.as_str()))
        .then(|| left.clone())
    }

    /// The numbers beside a currency.
    pub(super) fn amounts(&self) -> impl Iterator<Item = &str> {
        self.words.array_windows().filter_map(|[a, b]| {
            if is_number(a) && is_currency(b) {
                Some(a.as_str())
            } else {
                (is_currency(a) && is_number(b)).then_some(b.as_str())
            }
        })
    }

    /// The long numbers that are no amounts.
    pub(super) fn file_numbers(&self) -> Vec<SmolStr> {
        let amounts: Vec<&str> = self.amounts().collect();
        self.words
            .iter()
            .filter(|word| word.bytes().filter(u8::is_ascii_digit).count() >= MIN_FILE_DIGITS)
            .filter(|word| !amounts.contains(&word.as_str()) && !self.time_words.contains(*word))
            .cloned()
            .collect()
    }
}

/// "code", "Türcode".
fn is_code(word: &SmolStr) -> bool {
    CODES.contains(&word.as_str()) || word.ends_with("code") && word.len() > 5
}

/// "month" in "(39) euros a month".
fn period_of_price(after: &[SmolStr]) -> Option<&str> {
    after.first().filter(|word| is_currency(word))?;
    after
        .iter()
        .take(4)
        .map(SmolStr::as_str)
        .find(|word| PERIODS.contains(word))
}

/// "Instrument" in "(39) euros per instrument".
fn unit_of_price(after: &[SmolStr]) -> Option<&str> {
    const EACH: [&str; 7] = ["per", "je", "pro", "por", "par", "each", "al"];
    match after {
        [currency, each, unit, ..] if is_currency(currency) && EACH.contains(&each.as_str()) => {
            Some(unit)
        }
        _ => None,
    }
}

/// Whether a price is for some time, and not for each of some things.
pub(in crate::knowledge) fn is_period(slot: &str) -> bool {
    PERIODS.contains(&slot)
}

/// Whether a word only says that something costs so much in some time: "costs", "euros", "month".
pub(in crate::knowledge) fn is_of_a_price(word: &str) -> bool {
    const EACH: [&str; 4] = ["pro", "per", "por", "par"];
    is_currency(word)
        || COSTS.contains(&word)
        || NUMBER_WORDS.contains(&word)
        || PERIODS.contains(&word)
        || EACH.contains(&word)
}

/// Whether a word is for money.
pub(in crate::knowledge) fn is_currency(word: &str) -> bool {
    const CURRENCIES: [&str; 14] = [
        "euro", "euros", "dollar", "dollars", "pound", "pounds", "francs", "franken", "reais",
        "pesos", "cents", "quid", "bucks", "chf",
    ];
    CURRENCIES.contains(&word)
}
