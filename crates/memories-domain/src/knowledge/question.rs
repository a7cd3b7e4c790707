mod vocabulary;

use std::fmt;

use rustc_hash::FxHashSet;
use smol_str::SmolStr;

use super::answer_type::{
    AnswerType, AnswerTypes, asked_by, is_specific, names_a_relation, names_another, plain_words,
};
use crate::{Memory, extract::FillerFilter, text::Word};

use self::vocabulary::{APPOINTMENTS, FAMILY_NAMES, NAMES, NEXT, ROLES, THIRD_PARTIES};

/// Words of at least this length are equal if they begin alike: "allergies" and "allergic".
const MIN_PREFIX_CHARS: usize = 5;

/// Questions about one word may be different ones: "have a car", "bring a car".
const MIN_TOPIC_OF_A_QUESTION: usize = 2;

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
    asks_for: AnswerTypes,
    /// Whether the topic only says what kind of thing it asks for: "monthly rent".
    topic_is_a_kind: bool,
    asks_for_the_name: bool,
    asks_what_comes_next: bool,
    asks_for_the_family_name: bool,
    /// Of somebody who need not be the caller.
    role: Option<SmolStr>,
    asks_for_the_present: bool,
    asks_yes_or_no: bool,
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
                && !asked.types.contains(AnswerType::Time),
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
            asks_yes_or_no: asked.yes_or_no,
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
        self.topic
            .retain(|word| !names.iter().any(|name| name.eq_ignore_ascii_case(word)));
        self
    }

    /// Whether a memory names somebody beside those whom the question names.
    #[must_use]
    pub fn is_answered_with_a_name(&self, memory: &Memory) -> bool {
        names_another(memory, &self.content)
    }

    /// Whether another question asks about the same.
    #[must_use]
    pub fn is_asked_by(&self, question: &str) -> bool {
        self.topic.len() >= MIN_TOPIC_OF_A_QUESTION && self.topic_in([question]) == self.topic.len()
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
    if a == b {
        return true;
    }
    let shared = a.chars().zip(b.chars()).take_while(|(a, b)| a == b).count();
    let shorter = a.chars().count().min(b.chars().count());
    shared >= MIN_PREFIX_CHARS || shared == shorter && shorter + 1 >= MIN_PREFIX_CHARS
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
}
