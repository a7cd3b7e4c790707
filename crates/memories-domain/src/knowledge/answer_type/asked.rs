use super::{
    AnswerType, AnswerTypes,
    vocabulary::{
        APPOINTMENTS, ASKED, CALLED, COMPOUNDS, EMPTY, HAS_BEEN, HEADS, INTERROGATIVES,
        MAY_BE_CALLED, OF, PAID, PRESENT, PROFESSIONS, SPECIFIC, WHO_IS, YES_OR_NO,
    },
};
use crate::text::{PhraseSet, Word};

/// How many words of a question are its beginning: "for how many", "at what time".
const MAX_BEGINNING: usize = 4;

/// What the words of a question ask for.
#[derive(Debug, Default)]
pub(in crate::knowledge) struct Asked {
    pub(in crate::knowledge) types: AnswerTypes,
    pub(in crate::knowledge) yes_or_no: bool,
    pub(in crate::knowledge) the_present: bool,
    /// Which words say what it is about, rather than how it asks.
    pub(in crate::knowledge) is_topic: Vec<bool>,
}

/// Analyses a question. How it begins counts most: "when will the refund arrive" asks for a time.
/// Otherwise its most telling words do: "phone number" more than "number".
pub(in crate::knowledge) fn asked_by(words: &[Word]) -> Asked {
    let mut asked = Asked {
        is_topic: vec![true; words.len()],
        yes_or_no: words
            .first()
            .is_some_and(|word| YES_OR_NO.contains(&word.text.as_str()))
            || words.array_windows().any(|[first, second]| {
                // "Le frère a-t-il signé"
                first.text == "t" && matches!(second.text.as_str(), "il" | "elle" | "on" | "ils")
            }),
        ..Asked::default()
    };
    asked.the_present = asked.remove(words, &PRESENT);
    asked.remove(words, &EMPTY);
    let has_profession = PROFESSIONS.matches_anywhere(words);
    let beginning = words.get(..MAX_BEGINNING.min(words.len())).unwrap_or(words);
    let found = longest(&*INTERROGATIVES, beginning)
        .or_else(|| longest(&*ASKED, words))
        .inspect(|found| {
            // "How much is the rent" is about nothing but money.
            let lists = INTERROGATIVES.iter().chain(&*ASKED);
            let is_topic = asked.is_topic.clone();
            for (_, phrases) in lists.filter(|(kind, _)| kind == found) {
                asked.remove(words, phrases);
            }
            for ((word, is_topic), was_topic) in words.iter().zip(&mut asked.is_topic).zip(is_topic)
            {
                if was_topic && SPECIFIC.contains_word(&word.text) {
                    *is_topic = true;
                }
            }
        })
        .or_else(|| asked.compound(words))
        .or_else(|| {
            // "Termin Elterngespräch"
            APPOINTMENTS
                .contains_word(&words.first()?.text)
                .then_some(AnswerType::Time)
        });
    let kind = match found {
        // "Which unit does she rent" asks for a unit.
        Some(AnswerType::Money) if asks_for_another_noun(words) => None,
        Some(AnswerType::Money)
            if PAID.matches_anywhere(words) && longest(&*INTERROGATIVES, beginning).is_none() =>
        {
            None
        }
        // "Has the quote been sent"
        Some(AnswerType::Money | AnswerType::Reference | AnswerType::Duration)
            if words
                .first()
                .is_some_and(|word| HAS_BEEN.contains(&&*word.text))
                // "Was kostet"
                && longest(&*INTERROGATIVES, beginning).is_none() =>
        {
            None
        }
        Some(AnswerType::Person) | None if has_profession && !asked.yes_or_no => {
            Some(AnswerType::Professional)
        }
        found => found,
    };
    asked.types = kind.into_iter().collect();
    match kind {
        Some(AnswerType::Person) if WHO_IS.matches_anywhere(words) => {
            asked.types = asked.types.with(AnswerType::Relation);
        }
        // "Where does she live" may be answered with a country.
        Some(AnswerType::Address)
            if ASKED.iter().any(|(kind, phrases)| {
                *kind == AnswerType::Place && phrases.matches_anywhere(words)
            }) =>
        {
            asked.types = asked.types.with(AnswerType::Place);
        }
        Some(AnswerType::Professional) => {
            asked.remove(words, &PROFESSIONS);
        }
        // "When can she be called"
        Some(AnswerType::Time)
            if CALLED.matches_anywhere(words) && MAY_BE_CALLED.matches_anywhere(words) =>
        {
            asked.types = AnswerTypes::NONE.with(AnswerType::Hours);
        }
        _ => {}
    }
    asked
}

/// Whether it asks "which …" or "what …" something does, and the noun between is no amount.
fn asks_for_another_noun(words: &[Word]) -> bool {
    const DO: [&str; 3] = ["do", "does", "did"];
    let begins = words
        .first()
        .is_some_and(|word| matches!(word.text.as_str(), "which" | "what"));
    let verb = words
        .iter()
        .position(|word| DO.contains(&word.text.as_str()));
    begins
        && verb.is_some_and(|verb| {
            verb > 1 && longest(&*ASKED, words.get(1..verb).unwrap_or_default()).is_none()
        })
}

/// The type of which the longest phrase occurs in some words; of equally long ones the head: what
/// comes last in "invoice address", and first in "adresse de facturation".
fn longest(lists: &[(AnswerType, PhraseSet)], words: &[Word]) -> Option<AnswerType> {
    let mut best: Option<Found> = None;
    for (kind, phrases) in lists {
        let found = (0..words.len()).filter_map(|start| {
            let length = phrases.longest_prefix(words.get(start..)?);
            (length > 0).then_some(Found {
                length,
                start,
                kind: *kind,
            })
        });
        for found in found {
            if best.is_none_or(|best| found.is_rather_asked_for_than(best, words)) {
                best = Some(found);
            }
        }
    }
    best.map(|best| best.kind)
}

/// A phrase that asks for a type.
#[derive(Clone, Copy)]
struct Found {
    length: usize,
    start: usize,
    kind: AnswerType,
}

impl Found {
    fn is_rather_asked_for_than(self, other: Self, words: &[Word]) -> bool {
        if self.length != other.length || self.kind == other.kind {
            return self.length > other.length;
        }
        self.is_head_of(other, words) && !other.is_head_of(self, words)
    }

    fn is_head_of(self, other: Self, words: &[Word]) -> bool {
        if self.start < other.start {
            let between = words.get(self.start + self.length..other.start);
            return between.is_some_and(|between| {
                !between.is_empty() && between.iter().all(|word| OF.contains(&&*word.text))
            });
        }
        self.start == other.start + other.length
            && words
                .get(self.start)
                .is_some_and(|word| HEADS.contains(&&*word.text))
    }
}

impl Asked {
    /// The type that a compound asks for; the word is no topic then.
    fn compound(&mut self, words: &[Word]) -> Option<AnswerType> {
        COMPOUNDS.iter().find_map(|(kind, endings)| {
            let is_compound = |word: &Word| {
                endings
                    .iter()
                    .any(|ending| word.text.len() > ending.len() && word.text.ends_with(ending))
            };
            let position = words.iter().position(is_compound)?;
            *self.is_topic.get_mut(position)? = false;
            Some(*kind)
        })
    }

    /// Takes phrases out of the topic; whether there were any.
    fn remove(&mut self, words: &[Word], phrases: &PhraseSet) -> bool {
        let mut removed = false;
        for start in 0..words.len() {
            let length = words
                .get(start..)
                .map_or(0, |rest| phrases.longest_prefix(rest));
            if let Some(found) = self.is_topic.get_mut(start..start + length)
                && !found.is_empty()
            {
                found.fill(false);
                removed = true;
            }
        }
        removed
    }
}

/// Whether a word says what kind of thing is asked for as well as what it is about: "rent".
pub(in crate::knowledge) fn is_specific(word: &str) -> bool {
    SPECIFIC.contains_word(word)
}
