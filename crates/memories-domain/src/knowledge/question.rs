mod vocabulary;

use std::{fmt, sync::LazyLock};

use rustc_hash::FxHashSet;
use smol_str::SmolStr;

use super::answer_type::{
    AnswerType, AnswerTypes, asked_by, is_same_relation, is_specific, names_a_relation,
    names_a_relative, names_another, plain_words,
};
use crate::{
    ConceptSet, Memory,
    concepts::{concepts_asked, without_accent},
    extract::FillerFilter,
    text::{Word, sentences},
};

use self::vocabulary::{
    APPOINTMENTS, FAMILY_NAMES, NAMES, NEXT, PAST, ROLES, THIRD_PARTIES, WHICH,
};

/// Words of at least this length are equal if they begin alike: "allergies" and "allergic".
const MIN_PREFIX_CHARS: usize = 5;

/// A word of a compound has at least so many characters,
const MIN_STEM_CHARS: usize = 6;
/// of which the last ones differ in its forms.
const MAX_ENDING_CHARS: usize = 2;
/// Shorter ones are prefixes of verbs rather than nouns.
const MIN_FIRST_PART_BYTES: usize = 3;

/// Questions about one word may be different ones: "have a car", "bring a car".
const MIN_TOPIC_OF_A_QUESTION: usize = 2;

/// What something may be or not: repaired, cancelled.
static STATES: LazyLock<ConceptSet> = LazyLock::new(|| {
    [
        "broken",
        "repaired",
        "cancelled",
        "paid",
        "refund",
        "arrived",
        "delivered",
        "signed",
        "stolen",
        "lost",
        "leak",
        "valid",
    ]
    .into_iter()
    .map(concepts_asked)
    .fold(ConceptSet::default(), ConceptSet::union)
});

/// The words of a question that say what it is about, and the kind of thing it asks for.
#[derive(Clone, Default)]
#[expect(
    clippy::struct_excessive_bools,
    reason = "each is a question of its own, and several may be so at once"
)]
pub struct QuestionWords {
    content: Vec<SmolStr>,
    /// Those that are neither how it asks nor whom everything here is about.
    topic: Vec<SmolStr>,
    /// What each word of the topic means.
    topic_concepts: Vec<ConceptSet>,
    asks_for: AnswerTypes,
    /// Whether the topic only says what kind of thing it asks for: "monthly rent".
    topic_is_a_kind: bool,
    asks_for_the_name: bool,
    asks_what_comes_next: bool,
    asks_for_the_family_name: bool,
    /// Of somebody who need not be the caller.
    role: Option<SmolStr>,
    asks_for_the_present: bool,
    asks_for_the_past: bool,
    asks_yes_or_no: bool,
    /// Which of several it is: "which boiler", "welche Fenster".
    asks_which: bool,
}

/// Without the words, which may be about a person.
impl fmt::Debug for QuestionWords {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("QuestionWords")
            .field("content", &self.content.len())
            .field("topic", &self.topic.len())
            .field("asks_for", &self.asks_for)
            .finish_non_exhaustive()
    }
}

impl QuestionWords {
    #[must_use]
    pub fn new(question: &str) -> Self {
        let filler = FillerFilter::for_language(None);
        let all = plain_words(question);
        let has = |list: &[&str]| all.iter().any(|word| list.contains(&word.text.as_str()));
        let is_content = |word: &Word| {
            word.text.chars().count() > 1
                && (filler.is_content(&word.text) || is_relation(&word.text, &all))
        };
        let content: Vec<SmolStr> = all
            .iter()
            .filter(|word| is_content(word))
            .map(|word| word.text.clone())
            .collect();
        let only_names_and_roles = content
            .iter()
            .all(|word| NAMES.contains(&word.as_str()) || ROLES.contains(&word.as_str()));
        let asked = asked_by(&all);
        let topic: Vec<SmolStr> = all
            .iter()
            .zip(&asked.is_topic)
            .filter(|(word, is_topic)| **is_topic && is_content(word))
            .map(|(word, _)| word.text.clone())
            .collect();
        Self {
            asks_for_the_name: has(&NAMES)
                && only_names_and_roles
                && !asked.types.contains(AnswerType::Time)
                && !asked.types.contains(AnswerType::Hours),
            asks_what_comes_next: has(&NEXT) && has(&APPOINTMENTS)
                || all
                    .iter()
                    .any(|word| is_compound_of_appointment(&word.text)),
            asks_for: asked.types,
            topic_is_a_kind: topic.iter().all(|word| is_specific(word)),
            asks_for_the_family_name: has(&FAMILY_NAMES),
            role: content
                .iter()
                .find(|word| THIRD_PARTIES.contains(&word.as_str()))
                .cloned(),
            asks_for_the_present: asked.the_present,
            asks_for_the_past: has(&PAST),
            asks_yes_or_no: asked.yes_or_no,
            asks_which: all.first().is_some_and(|word| WHICH.contains(&&*word.text)),
            topic_concepts: topic.iter().map(|word| concepts_asked(word)).collect(),
            topic,
            content,
        }
    }

    /// What kind of thing it asks for, if it says so.
    #[must_use]
    pub const fn asks_for(&self) -> AnswerTypes {
        self.asks_for
    }

    /// Whether it asks for what holds now.
    #[must_use]
    pub const fn asks_for_the_present(&self) -> bool {
        self.asks_for_the_present
    }

    /// Whether it asks for something that has been.
    #[must_use]
    pub const fn asks_for_the_past(&self) -> bool {
        self.asks_for_the_past
    }

    /// Whether yes or no answers it.
    #[must_use]
    pub const fn asks_yes_or_no(&self) -> bool {
        self.asks_yes_or_no
    }

    /// Whether what it is about is no more than the kind of thing it asks for: "monthly rent".
    #[must_use]
    pub const fn topic_is_a_kind(&self) -> bool {
        self.topic_is_a_kind
    }

    /// How many words say what it is about: none in "customer's current address".
    #[must_use]
    pub const fn topic_len(&self) -> usize {
        self.topic.len()
    }

    /// Leaves out whom it is about: "Agnes's address" is about an address.
    #[must_use]
    pub fn without(mut self, names: &[&str]) -> Self {
        let is_kept = |word: &SmolStr| !names.iter().any(|name| name.eq_ignore_ascii_case(word));
        let mut kept = self
            .topic
            .iter()
            .map(is_kept)
            .collect::<Vec<_>>()
            .into_iter();
        self.topic_concepts.retain(|_| kept.next() == Some(true));
        self.topic.retain(is_kept);
        self
    }

    /// What it is about, in any language.
    #[must_use]
    pub fn concepts(&self) -> ConceptSet {
        self.topic_concepts
            .iter()
            .fold(ConceptSet::default(), |all, concepts| all.union(*concepts))
    }

    /// Which of the words that say what it is about are known to mean something.
    pub fn has_concepts(&self) -> impl Iterator<Item = bool> {
        self.topic_concepts
            .iter()
            .map(|concepts| !concepts.is_empty())
    }

    /// Which of the words that say what it is about mean something that is in a set.
    #[must_use]
    pub fn topic_meant(&self, concepts: ConceptSet) -> Vec<bool> {
        self.topic_concepts
            .iter()
            .map(|asked| asked.intersects(concepts))
            .collect()
    }

    /// Whether a memory names somebody beside those whom the question names.
    #[must_use]
    pub fn is_answered_with_a_name(&self, memory: &Memory) -> bool {
        names_another(memory, &self.content)
    }

    /// Whether a memory names somebody as what the question says one is: "my husband Lars".
    #[must_use]
    pub fn is_answered_with_a_relative(&self, memory: &Memory) -> bool {
        let relations: Vec<&str> = self
            .topic
            .iter()
            .map(SmolStr::as_str)
            .filter(|word| names_a_relation(word))
            .collect();
        !relations.is_empty()
            && names_a_relative(memory, |word| {
                relations.iter().any(|asked| is_same_relation(asked, word))
            })
    }

    /// Whether it asks for the name of a relative.
    #[must_use]
    pub fn asks_for_a_relative(&self) -> bool {
        self.asks_for.contains(AnswerType::Person)
            && self.topic.iter().any(|word| names_a_relation(word))
    }

    /// Whether another question asks about the same.
    #[must_use]
    pub fn is_asked_by(&self, question: &str) -> bool {
        self.topic.len() >= MIN_TOPIC_OF_A_QUESTION && self.topic_in([question]) == self.topic.len()
    }

    /// Whether it asks which, and another question asks which of the same: "Wat voor ketel heeft
    /// u?"
    #[must_use]
    pub fn is_which_asked_by(&self, question: &str) -> bool {
        self.asks_which
            && !self.topic.is_empty()
            && sentences(question)
                .last()
                .map(plain_words)
                .is_some_and(|words| {
                    words.iter().any(|word| WHICH.contains(&&*word.text))
                        && self
                            .topic_among(words.iter().map(|word| word.text.as_str()))
                            .iter()
                            .zip(&self.topic_concepts)
                            .all(|(has, concepts)| {
                                *has || words
                                    .iter()
                                    .any(|word| concepts_asked(&word.text).intersects(*concepts))
                            })
                })
    }

    /// Which word of its topic says what may be so or not: "fixed" in "is the pump fixed".
    #[must_use]
    pub fn predicate(&self) -> Option<usize> {
        let last = self.topic.len().checked_sub(1)?;
        let is_state = self
            .topic_concepts
            .last()
            .is_some_and(|concepts| concepts.intersects(*STATES));
        (self.asks_yes_or_no && last > 0 && is_state).then_some(last)
    }

    /// Which of the words that say what it is about occur in a text.
    #[must_use]
    pub fn topic_of(&self, text: &str) -> Vec<bool> {
        let words = plain_words(text);
        self.topic_among(words.iter().map(|word| word.text.as_str()))
    }

    /// How many of the words that say what it is about occur in any of some texts.
    #[must_use]
    pub fn topic_in<'t>(&self, texts: impl IntoIterator<Item = &'t str>) -> usize {
        if self.topic.is_empty() {
            return 0;
        }
        let words: Vec<Word> = texts.into_iter().flat_map(plain_words).collect();
        let among = self.topic_among(words.iter().map(|word| word.text.as_str()));
        among.into_iter().filter(|has| *has).count()
    }

    /// Whether a text has any of its words.
    #[must_use]
    pub fn has_words_in(&self, text: &str) -> bool {
        plain_words(text).iter().any(|word| {
            self.content
                .iter()
                .any(|asked| begin_alike(asked, &word.text))
        })
    }

    /// Which of the words that say what it is about are among some.
    pub(super) fn topic_among<'w>(&self, words: impl Iterator<Item = &'w str>) -> Vec<bool> {
        let mut found = vec![false; self.topic.len()];
        for word in words {
            let word = without_elision(word.strip_suffix("'s").unwrap_or(word));
            for (asked, found) in self.topic.iter().zip(&mut found) {
                *found = *found || begin_alike(asked, word);
            }
        }
        found
    }

    /// Whether it may ask for anybody's name.
    #[must_use]
    pub fn has_a_word_for_names(&self) -> bool {
        self.asks_for.contains(AnswerType::Person)
            || self
                .content
                .iter()
                .any(|word| NAMES.contains(&word.as_str()))
    }

    /// Whether it asks for the name of the person on the line, not of somebody or something else.
    #[must_use]
    pub const fn asks_for_the_name(&self) -> bool {
        self.asks_for_the_name
    }

    /// Whether it asks for more than a first name, or how a name is written.
    #[must_use]
    pub const fn asks_for_the_family_name(&self) -> bool {
        self.asks_for_the_family_name
    }

    /// The role of somebody who may be another than the caller: "tenant".
    #[must_use]
    pub fn role(&self) -> Option<&str> {
        self.role.as_deref()
    }

    /// Whether it asks for an appointment to come.
    #[must_use]
    pub const fn asks_what_comes_next(&self) -> bool {
        self.asks_what_comes_next
    }

    /// How many of them are among `words`.
    pub(super) fn count_in(&self, words: &FxHashSet<SmolStr>) -> usize {
        self.content
            .iter()
            .filter(|asked| {
                words
                    .iter()
                    .any(|word| begin_alike(asked, without_elision(word)))
            })
            .count()
    }

    /// Whether the name of a fact is what it is about most of all: both end alike ("plan" for
    /// "service plan"), or both begin alike and the question has the rest of the name as well
    /// ("número de contrato").
    #[must_use]
    pub fn is_named_after(&self, name: &str) -> bool {
        let ends_alike = self
            .topic
            .last()
            .zip(name.split(' ').next_back())
            .is_some_and(|(asked, named)| begin_alike(asked, named));
        let begins_alike = self
            .topic
            .first()
            .zip(name.split(' ').next())
            .is_some_and(|(asked, named)| begin_alike(asked, named));
        ends_alike || begins_alike && self.contain_all(name.split(' '))
    }

    /// Whether the name of a fact asks for the same kind about the same: "number of boxes" for "how
    /// many boxes did he rent".
    #[must_use]
    pub fn asks_for_what_is_named(&self, name: &str) -> bool {
        if self.asks_for.is_empty() {
            return false;
        }
        let words = plain_words(name);
        let asked = asked_by(&words);
        let mut topic = words
            .iter()
            .zip(&asked.is_topic)
            .filter(|(_, is_topic)| **is_topic)
            .peekable();
        asked.types.intersects(self.asks_for)
            && topic.peek().is_some()
            && topic.all(|(word, _)| {
                self.topic
                    .iter()
                    .any(|asked| begin_alike(asked, &word.text))
            })
    }

    /// Whether they contain every one of some words.
    #[must_use]
    pub fn contain_all<'w>(&self, words: impl IntoIterator<Item = &'w str>) -> bool {
        let mut words = words.into_iter().peekable();
        words.peek().is_some()
            && words.all(|word| self.content.iter().any(|asked| begin_alike(asked, word)))
    }

    /// Whether they contain any one of some words.
    #[must_use]
    pub fn contain_any<'w>(&self, words: impl IntoIterator<Item = &'w str>) -> bool {
        words
            .into_iter()
            .any(|word| self.content.iter().any(|asked| begin_alike(asked, word)))
    }
}

/// "Liefertermin", "controleafspraak".
fn is_compound_of_appointment(word: &str) -> bool {
    ["termin", "afspraak"]
        .iter()
        .any(|ending| word.len() > ending.len() && word.ends_with(ending))
}

/// Whether a word of a question is what somebody is to another. "Son" is also a Spanish verb.
fn is_relation(word: &str, all: &[Word]) -> bool {
    const ENGLISH: [&str; 8] = ["s", "the", "his", "her", "of", "name", "old", "is"];
    names_a_relation(word)
        && (word != "son" || all.iter().any(|word| ENGLISH.contains(&word.text.as_str())))
}

/// "épaule" of "l'épaule".
fn without_elision(word: &str) -> &str {
    match word.split_once('\'') {
        Some((before, after)) if after.len() > before.len() => after,
        _ => word,
    }
}

fn begin_alike(a: &str, b: &str) -> bool {
    if a == b || is_same_relation(a, b) {
        return true;
    }
    let shared = a
        .chars()
        .zip(b.chars())
        .take_while(|(a, b)| a == b || without_accent(*a) == without_accent(*b))
        .count();
    let is_whole = || shared == a.chars().count().min(b.chars().count());
    shared >= MIN_PREFIX_CHARS
        || shared + 1 >= MIN_PREFIX_CHARS && is_whole()
        || ends_with_stem(b, a)
        || ends_with_stem(a, b)
}

/// Whether a compound ends with a word in any of its forms: "Nussallergie" with "Allergien".
fn ends_with_stem(compound: &str, word: &str) -> bool {
    // Most words are too short to be a compound, or a part of one.
    if compound.len() < MIN_FIRST_PART_BYTES + MIN_STEM_CHARS - 1 {
        return false;
    }
    let length = word.chars().count();
    if length < MIN_STEM_CHARS {
        return false;
    }
    let end = word
        .char_indices()
        .nth(
            length
                .saturating_sub(MAX_ENDING_CHARS)
                .max(MIN_STEM_CHARS - 1),
        )
        .map_or(word.len(), |(end, _)| end);
    let stem = word.get(..end).unwrap_or(word);
    compound.find(stem).is_some_and(|start| {
        let rest = compound.len() - start - stem.len();
        start >= MIN_FIRST_PART_BYTES && rest <= word.len() - stem.len() + MAX_ENDING_CHARS
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_name_of_the_caller_is_not_that_of_somebody_else() {
        for question in ["customer's name", "wie heißt der Kunde", "nom du client"] {
            assert!(
                QuestionWords::new(question).asks_for_the_name(),
                "{question}"
            );
        }
        for question in [
            "son's name",
            "name of the dog",
            "nom du chien",
            "when can she be called",
        ] {
            assert!(
                !QuestionWords::new(question).asks_for_the_name(),
                "{question}"
            );
        }
    }

    #[test]
    fn the_topic_is_what_remains_beside_roles_and_the_kind_asked_for() {
        for (question, topic) in [
            ("customer's current address", vec![]),
            ("price of the winter tyres", vec!["winter", "tyres"]),
            ("nombre d'invités au mariage", vec!["invités", "mariage"]),
            ("monthly rent", vec!["rent"]),
            ("wie alt ist die Tochter", vec!["tochter"]),
        ] {
            assert_eq!(QuestionWords::new(question).topic, topic, "{question}");
        }
    }

    #[test]
    fn a_question_for_what_comes_next_may_be_one_word() {
        for question in [
            "next appointment",
            "Liefertermin",
            "volgende afspraak",
            "próxima cita",
        ] {
            assert!(
                QuestionWords::new(question).asks_what_comes_next(),
                "{question}"
            );
        }
        assert!(!QuestionWords::new("allergies").asks_what_comes_next());
    }

    #[test]
    fn a_reply_to_the_same_question_is_recognised() {
        let question = QuestionWords::new("is Moss vaccinated against kennel cough");
        assert!(question.is_asked_by("Is Moss vaccinated against kennel cough?"));
        assert!(!question.is_asked_by("Is Moss allergic to anything?"));
    }

    #[test]
    fn words_are_alike_in_other_forms_in_compounds_and_without_accents() {
        for (a, b) in [
            ("allergien", "haselnussallergie"),
            ("termin", "liefertermins"),
            ("bestelling", "taartbestelling"),
            ("menú", "menu"),
            ("mother", "moeder"),
        ] {
            assert!(begin_alike(a, b), "{a}, {b}");
        }
        for (a, b) in [
            ("fee", "coffee"),
            ("table", "stables"),
            ("plan", "explanation"),
        ] {
            assert!(!begin_alike(a, b), "{a}, {b}");
        }
    }

    #[test]
    fn the_name_of_a_fact_is_what_is_asked_for_if_it_ends_alike() {
        let question = QuestionWords::new("service plan");
        assert!(question.is_named_after("plan"));
        assert!(!question.is_named_after("service address"));
        let question = QuestionWords::new("wie viele Kisten hat er bestellt");
        assert!(question.asks_for_what_is_named("anzahl kisten"));
        assert!(!question.asks_for_what_is_named("anzahl paletten"));
    }

    #[test]
    fn which_of_something_somebody_rents_is_no_question_for_money() {
        let asks_for_money = |question: &str| {
            QuestionWords::new(question)
                .asks_for()
                .contains(AnswerType::Money)
        };
        assert!(!asks_for_money("which garage does the tenant rent"));
        assert!(asks_for_money("what rent does the tenant pay"));
        assert!(asks_for_money("how much does the garage cost"));
    }
}
