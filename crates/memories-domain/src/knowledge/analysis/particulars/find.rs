//! Reads the particulars of a sentence.

use smol_str::SmolStr;

use super::{
    News, Particulars,
    allergies::{allergen, is_allergy},
    emails, long_numbers,
    word_lists::is_any,
};
use crate::{
    Speaker,
    extract::FillerFilter,
    knowledge::{
        analysis::sentence::Sentence, contractions::base_word, cues, intent::Intent,
        negations::is_denial,
    },
};

impl Sentence<'_> {
    pub(in crate::knowledge::analysis) fn particulars(&self, filler: &FillerFilter) -> Particulars {
        let is_callers = self.speaker == Some(Speaker::Caller);
        let numbers = long_numbers(self.text, &self.words, self.language);
        let emails = emails::find(self.text, &self.words);
        let code_of = (!numbers.is_empty())
            .then(|| code_of(&self.words))
            .flatten();
        let is_news =
            cues::RENEWED.is_in(&self.words) || code_of.is_some() && cues::NOW.is_in(&self.words);
        let (sentence_before, words_before) = self.turn_before.last_sentence();
        let asked = self.question_answered();
        let is_on_file = !is_callers && self.says_that_the_address_is_new();
        let moves =
            is_on_file || is_callers && !self.is_question && self.says_that_somebody_moved();
        // What an agent has on file is the address of the home.
        let moves_together =
            moves && (is_on_file || self.words.iter().any(|word| is_any(word, &TOGETHER)));
        let is_renewed = !self.is_question && is_news && (code_of.is_some() || !emails.is_empty());
        let is_about_allergy = self.words.iter().any(|word| is_allergy(word))
            || is_callers && self.start == 0 && words_before.iter().any(|word| is_allergy(word));
        let takes_back = is_callers && !numbers.is_empty() && self.starts_with_withdrawal();
        let news = [
            (News::Moved, moves),
            (News::MovedTogether, moves_together),
            (News::Renewed, is_renewed),
            (News::Allergy, is_about_allergy),
            (News::TakenBack, takes_back),
        ];
        let news = news.into_iter().filter(|(_, applies)| *applies);
        Particulars {
            address: self
                .address_in(self.text, &self.words)
                .or_else(|| self.address_in(sentence_before, asked)),
            news: news.map(|(news, _)| news).collect(),
            tolerated: self.tolerated(filler),
            instead_of: self.instead_of(),
            is_instead: cues::INSTEAD_OF.is_in(&self.words),
            numbers,
            emails,
            code_of,
        }
    }

    /// "Yes." to "Is your address still 8 Mill Road?" says the address.
    fn question_answered(&self) -> &[SmolStr] {
        /// With more words it says something of its own.
        const MAX_WORDS: usize = 4;
        let is_answer = self.start == 0
            && self.speaker == Some(Speaker::Caller)
            && self.words.len() <= MAX_WORDS;
        let (question, words) = self.turn_before.last_sentence();
        if is_answer && crate::text::is_question(question) {
            words
        } else {
            &[]
        }
    }

    pub(in crate::knowledge::analysis) fn speaks_of_others(&self) -> bool {
        self.words.iter().any(|word| is_any(word, &OTHERS))
    }

    /// "I've updated your address to 4 Mill Road."
    fn says_that_the_address_is_new(&self) -> bool {
        const ADDRESS: [&str; 11] = [
            "address",
            "adresse",
            "anschrift",
            "dirección",
            "domicilio",
            "domicile",
            "morada",
            "endereço",
            "indirizzo",
            "adres",
            "residenza",
        ];
        let is_address = |word: &SmolStr| is_any(base_word(word), &ADDRESS);
        !self.is_question
            && self.words.iter().any(is_address)
            && [&cues::RENEWED, &cues::CHANGES]
                .iter()
                .any(|phrases| phrases.is_in(&self.words))
            && !self.speaks_of_others()
            && self.has_address()
    }

    fn says_that_somebody_moved(&self) -> bool {
        let moved = cues::MOVED_HOME.find(&self.words).any(|range| {
            !self
                .words
                .get(range.end)
                .is_some_and(|next| is_any(next, &MOVABLE))
        });
        moved
            && !self.speaks_of_others()
            && !self.words.iter().any(|word| is_any(word, &CONDITIONS))
    }

    /// "She's fine with eggs now", "die Erdnussallergie hat sie nicht mehr".
    fn tolerated(&self, filler: &FillerFilter) -> Vec<SmolStr> {
        if self.is_question {
            return Vec::new();
        }
        // "She isn't fine with eggs."
        let is_negated = |at: usize, clause: &[SmolStr]| {
            at.checked_sub(1)
                .and_then(|before| clause.get(before))
                .is_some_and(|word| is_denial(word))
        };
        let is_over = |clause: &Vec<SmolStr>| {
            cues::TOLERATED
                .find(clause)
                .any(|range| !is_negated(range.start, clause))
                || cues::ENDS.is_in(clause) && clause.iter().any(|word| allergen(word).is_some())
        };
        let clauses = self.clauses();
        let over = clauses.iter().filter(|clause| is_over(clause));
        over.flat_map(|clause| self.content_of(filler, clause))
            .filter(|word| !is_allergy(word) || allergen(word).is_some())
            .map(|word| allergen(&word).map_or(word.clone(), SmolStr::from))
            .collect()
    }

    /// What was so until now: the three words after "instead of", or those between "from" and "to".
    fn instead_of(&self) -> Vec<SmolStr> {
        let Some(range) = cues::INSTEAD_OF
            .find(&self.words)
            .next()
            .filter(|_| !self.is_question || self.speaker == Some(Speaker::Caller))
        else {
            return self.changed_from();
        };
        let after = self.words.get(range.end..).unwrap_or_default();
        after.iter().take(3).cloned().collect()
    }

    /// "I've changed Wednesday to Tuesday", "from plot 12 to plot 27".
    fn changed_from(&self) -> Vec<SmolStr> {
        const MAX_WORDS: usize = 4;
        if self.is_question || self.intent(&cues::CHANGES) != Some(Intent::Made) {
            return Vec::new();
        }
        let change = cues::CHANGES.find(&self.words).next();
        let from = self.words.iter().position(|word| is_any(word, &FROM));
        // German says what changed at the end: "von Platz 12 auf Platz 27 geändert".
        let start = match (from, change) {
            (Some(from), _) => from + 1,
            (None, Some(change)) => change.end,
            (None, None) => return Vec::new(),
        };
        let after = self.words.get(start..).unwrap_or_default();
        let until = after.iter().take(MAX_WORDS + 1);
        let until = until.clone().position(|word| is_any(word, &TO));
        let former = until.and_then(|until| after.get(..until));
        former.unwrap_or_default().to_vec()
    }
}

/// Before what something was changed from, and to.
const FROM: [&str; 6] = ["from", "von", "vom", "desde", "dal", "van"];
const TO: [&str; 13] = [
    "to", "auf", "zu", "zum", "a", "al", "à", "au", "en", "para", "por", "con", "naar",
];

/// Things that people say they moved: "we moved the appointment".
const MOVABLE: [&str; 24] = [
    "the", "my", "our", "it", "him", "her", "you", "your", "them", "that", "this", "some", "cita",
    "den", "das", "le", "la", "el", "o", "a", "il", "lo", "de", "het",
];

const TOGETHER: [&str; 22] = [
    "we", "we've", "we're", "our", "wir", "unsere", "nos", "nosotros", "vivimos", "nuestra",
    "nous", "on", "notre", "mudámos", "mudamos", "moramos", "vivemos", "ci", "abbiamo", "abitiamo",
    "wij", "ons",
];

/// "Once we have moved": it is still to come.
const CONDITIONS: [&str; 22] = [
    "when", "once", "if", "until", "before", "wenn", "sobald", "falls", "bevor", "cuando", "quand",
    "lorsque", "avant", "quando", "antes", "appena", "prima", "zodra", "wanneer", "voordat",
    "after", "nachdem",
];

/// It is about the address of somebody else, or of work.
const OTHERS: [&str; 62] = [
    "mother",
    "mom",
    "mum",
    "father",
    "dad",
    "brother",
    "sister",
    "son",
    "daughter",
    "parents",
    "neighbour",
    "neighbor",
    "office",
    "work",
    "mutter",
    "vater",
    "bruder",
    "schwester",
    "sohn",
    "tochter",
    "eltern",
    "nachbarin",
    "nachbar",
    "büro",
    "madre",
    "padre",
    "hermano",
    "hermana",
    "hijo",
    "hija",
    "vecina",
    "vecino",
    "oficina",
    "mère",
    "père",
    "frère",
    "sœur",
    "fils",
    "fille",
    "voisin",
    "voisine",
    "bureau",
    "mãe",
    "pai",
    "irmão",
    "irmã",
    "filho",
    "filha",
    "vizinha",
    "vizinho",
    "escritório",
    "fratello",
    "sorella",
    "figlio",
    "figlia",
    "ufficio",
    "moeder",
    "vader",
    "broer",
    "zus",
    "zoon",
    "kantoor",
];

/// Where a code is entered, in the supported languages: the words for one place are one.
const PLACES: [(&str, &str); 14] = [
    (
        "gate",
        "gate gates tor hoftor verja portón portail portão cancello poort hek cancela",
    ),
    (
        "door",
        "door doors tür haustür eingang entrance entry puerta porte entrée porta entrada portone ingresso deur voordeur ingang portal",
    ),
    (
        "garage",
        "garage tiefgarage garaje garagem parking parkplatz",
    ),
    ("alarm", "alarm alarmanlage alarma alarme allarme"),
    (
        "lockbox",
        "lockbox keybox schlüsselkasten schlüsselbox cassetta sleutelkluis sleutelkastje",
    ),
    (
        "building",
        "building lobby gebäude edificio immeuble prédio palazzo gebouw",
    ),
    ("gate", "torcode gatecode poortcode"),
    ("door", "türcode haustürcode deurcode digicode"),
    ("alarm", "alarmcode"),
    ("garage", "garagencode garagecode"),
    ("wifi", "wifi wlan"),
    ("card", "card karte tarjeta carte cartão kaart"),
    (
        "elevator",
        "elevator lift aufzug ascensor ascenseur elevador ascensore",
    ),
    (
        "storage",
        "locker unit schließfach taquilla casier cacifo armadietto kluisje",
    ),
];

/// The places whose code a sentence gives, if it gives one.
fn code_of(words: &[SmolStr]) -> Option<Vec<&'static str>> {
    const CODES: [&str; 13] = [
        "code",
        "codes",
        "code's",
        "código",
        "codigo",
        "codice",
        "zugangscode",
        "torcode",
        "türcode",
        "haustürcode",
        "poortcode",
        "deurcode",
        "digicode",
    ];
    if !words
        .iter()
        .any(|word| is_any(word, &CODES) || word.ends_with("code"))
    {
        return None;
    }
    let mut places = Vec::new();
    for (place, names) in PLACES {
        let is_named = words
            .iter()
            .any(|word| names.split(' ').any(|name| name == word));
        if is_named && !places.contains(&place) {
            places.push(place);
        }
    }
    Some(places)
}
