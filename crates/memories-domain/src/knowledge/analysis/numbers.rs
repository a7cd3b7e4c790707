//! Numbers with what they count, amounts, and the numbers of claims and tickets.

use smol_str::SmolStr;

use super::{NumberSlot, Sentence};
use crate::{extract::FillerFilter, knowledge::cues, text::is_number};

/// Words between a number and what it counts: "unit number 411", "the repair now costs 80". What
/// something costs is no name of it.
const NUMBER_WORDS: [&str; 95] = [
    "number",
    "nummer",
    "número",
    "numero",
    "numéro",
    "no",
    "nr",
    "code",
    "cost",
    "costs",
    "now",
    "about",
    "only",
    "kostet",
    "kosten",
    "beträgt",
    "jetzt",
    "nur",
    "ca",
    "cuesta",
    "cuestan",
    "ahora",
    "coûte",
    "coûtent",
    "maintenant",
    "custa",
    "custam",
    "agora",
    "costa",
    "costano",
    "adesso",
    "kost",
    "costed",
    "costing",
    "pay",
    "pays",
    "paid",
    "paying",
    "charge",
    "charges",
    "charged",
    "comes",
    "totals",
    "remains",
    "kostete",
    "kosteten",
    "betragen",
    "betrug",
    "macht",
    "zahlen",
    "zahle",
    "zahlt",
    "zahlst",
    "bezahlen",
    "bezahlt",
    "kommt",
    "kostenpunkt",
    "costará",
    "costaba",
    "costaban",
    "vale",
    "valen",
    "valdrá",
    "cobran",
    "cobramos",
    "pagar",
    "pagan",
    "pagamos",
    "coûtait",
    "coûtera",
    "vaut",
    "valent",
    "fait",
    "payer",
    "payez",
    "paie",
    "custava",
    "custará",
    "fica",
    "ficam",
    "pagam",
    "costava",
    "costavano",
    "costerà",
    "viene",
    "vengono",
    "pagare",
    "paghi",
    "kostte",
    "kostten",
    "bedraagt",
    "betaal",
    "betaalt",
    "betalen",
    "wordt",
];

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
        let mut slots = Vec::new();
        let in_time = |word: &str| {
            self.text.to_lowercase().find(word).is_some_and(|at| {
                let at = self.start + at;
                self.days
                    .iter()
                    .any(|day| (day.start as usize..day.end as usize).contains(&at))
            })
        };
        for (position, number) in self.words.iter().enumerate() {
            if !number.starts_with(|c: char| c.is_ascii_digit()) || in_time(number) {
                continue;
            }
            let before = self.words.get(..position).unwrap_or_default();
            let left = before
                .iter()
                .rev()
                .find(|word| !NUMBER_WORDS.contains(&word.as_str()));
            if let Some(left) = left
                && left.chars().count() > 3
                && !is_number(left)
                && filler.is_content(left)
                && !cues::GENERIC.contains(left.as_str())
            {
                slots.push(NumberSlot {
                    slot: left.clone(),
                    number: number.clone(),
                    is_rate: false,
                });
            }
            let after = self.words.get(position + 1..).unwrap_or_default();
            let units =
                self.content_of(filler, after.get(..4.min(after.len())).unwrap_or_default());
            if let Some(period) = period_of_price(after) {
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

/// "month" in "(39) euros a month".
fn period_of_price(after: &[SmolStr]) -> Option<&str> {
    after.first().filter(|word| is_currency(word))?;
    after
        .iter()
        .take(4)
        .map(SmolStr::as_str)
        .find(|word| PERIODS.contains(word))
}

/// Whether a word only says that something costs so much in some time: "costs", "euros", "month".
pub(in crate::knowledge) fn is_of_a_price(word: &str) -> bool {
    const EACH: [&str; 4] = ["pro", "per", "por", "par"];
    is_currency(word)
        || NUMBER_WORDS.contains(&word)
        || PERIODS.contains(&word)
        || EACH.contains(&word)
}

fn is_currency(word: &str) -> bool {
    const CURRENCIES: [&str; 14] = [
        "euro", "euros", "dollar", "dollars", "pound", "pounds", "francs", "franken", "reais",
        "pesos", "cents", "quid", "bucks", "chf",
    ];
    CURRENCIES.contains(&word)
}
