use std::fmt;

use jiff::Timestamp;

use crate::{
    Annotations, Memory, MemoryKind, Nature, OnBehalfOf, PersonName, ProfileKey, Speaker, Subject,
    knowledge::whom_it_concerns, normalized_statement,
};

/// An answer of at most so many words means something else after another question.
const MAX_ANSWER_WORDS: usize = 3;

/// Identifies duplicates among the memories of one caller: a profile fact by its name, value and
/// person, a statement by its speaker or subject and its normalized text.
#[derive(Clone, PartialEq, Eq, Hash)]
pub enum DedupKey {
    Profile {
        key: ProfileKey,
        value: String,
        person: Option<PersonName>,
        /// The person for whom that one called, if it is a fact about them.
        called_for: Option<OnBehalfOf>,
    },
    Factual(Subject, String),
    /// With the call, where the same words in another call are no duplicate.
    Semantic(Option<Speaker>, String, Option<Timestamp>),
}

/// With the kind alone: the rest is what somebody said.
impl fmt::Debug for DedupKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Profile { key, .. } => f
                .debug_struct("Profile")
                .field("key", key)
                .finish_non_exhaustive(),
            Self::Factual(subject, _) => f.debug_tuple("Factual").field(subject).finish(),
            Self::Semantic(speaker, ..) => f.debug_tuple("Semantic").field(speaker).finish(),
        }
    }
}

impl DedupKey {
    #[must_use]
    pub fn new(text: &str, kind: &MemoryKind, annotations: &Annotations) -> Self {
        match kind {
            MemoryKind::Profile { key, value } => Self::Profile {
                key: key.clone(),
                value: statement_key(&value.to_text()),
                person: annotations
                    .speaker()
                    .and_then(|speaker| speaker.name.clone()),
                called_for: whom_it_concerns(key, value, annotations).cloned(),
            },
            MemoryKind::Factual { subject } => Self::Factual(*subject, statement_key(text)),
            MemoryKind::Semantic {
                speaker,
                neighbours,
            } => {
                let statement = statement_key(text);
                let is_short = statement.split(' ').count() <= MAX_ANSWER_WORDS;
                let question = neighbours.question().filter(|_| is_short);
                Self::Semantic(
                    *speaker,
                    question.map_or(statement.clone(), |question| {
                        format!("{} {statement}", normalized_statement(question))
                    }),
                    annotations.changes_at,
                )
            }
        }
    }
}

impl Memory {
    /// Equal for duplicates.
    #[must_use]
    pub fn dedup_key(&self) -> DedupKey {
        DedupKey::new(&self.text, &self.kind, &self.annotations)
    }

    /// Whether it is a value of the same fact that was last stated earlier, of one who may be the same
    /// person, and that the other one took the place of: not an item of a list. Two memories show no
    /// more; for which values really precede, see [`Knowledge::former_values`].
    ///
    /// [`Knowledge::former_values`]: crate::Knowledge::former_values
    #[must_use]
    pub fn is_former_value_of(&self, other: &Self) -> bool {
        let (MemoryKind::Profile { key, value }, MemoryKind::Profile { key: other_key, .. }) =
            (&self.kind, &other.kind)
        else {
            return false;
        };
        let nature = self
            .annotations
            .nature
            .unwrap_or_else(|| Nature::of(key, value, &self.annotations.times));
        key == other_key
            && matches!(nature, Nature::Single | Nature::Event)
            && self.may_be_of_person_of(other)
            && self.called_for() == other.called_for()
            && self.updated_at < other.updated_at
            && self.dedup_key() != other.dedup_key()
    }

    fn called_for(&self) -> Option<&OnBehalfOf> {
        match &self.kind {
            MemoryKind::Profile { key, value } => whom_it_concerns(key, value, &self.annotations),
            MemoryKind::Factual { .. } | MemoryKind::Semantic { .. } => None,
        }
    }

    /// Whether both can be of one person: a call in which nobody gives a name can be anybody's.
    fn may_be_of_person_of(&self, other: &Self) -> bool {
        let name = |memory: &'_ Self| memory.annotations.caller.clone()?.name;
        match (name(self), name(other)) {
            (Some(name), Some(other)) => name.may_equal(&other),
            _ => true,
        }
    }
}

/// Statements without words are distinguished by their punctuation.
fn statement_key(text: &str) -> String {
    let normalized = normalized_statement(text);
    if normalized.is_empty() {
        text.to_owned()
    } else {
        normalized
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{CallSpeaker, Certainty, MemoryId, ProfileValue};

    fn city(value: &str, caller: Option<&str>, second: i64) -> Memory {
        let at = Timestamp::from_second(second).unwrap();
        Memory {
            id: MemoryId::generate(),
            text: format!("city: {value}").into(),
            kind: MemoryKind::Profile {
                key: ProfileKey::parse("city").unwrap(),
                value: ProfileValue::Text(value.into()),
            },
            created_at: at,
            updated_at: at,
            expires_at: None,
            source: None,
            confirmations: 0,
            annotations: Annotations {
                caller: caller.map(|name| CallSpeaker {
                    name: PersonName::parse(name),
                    certainty: Certainty::Stated,
                    other_spellings: Vec::new(),
                    relation: None,
                    on_behalf_of: None,
                }),
                ..Annotations::default()
            },
        }
    }

    #[test]
    fn a_former_value_is_another_value_of_the_same_person_that_was_stated_earlier() {
        let porto = city("Porto", Some("Robin"), 6);
        for former in [Some("Robin"), Some("Robin Okafor"), None] {
            assert!(city("Lisbon", former, 1).is_former_value_of(&porto));
        }
        for other in [
            city("Lisbon", Some("Robin"), 6),
            city("Lisbon", Some("Robin"), 9),
            city("Lisbon", Some("Priya"), 1),
            city("porto", Some("Robin"), 1),
        ] {
            assert!(!other.is_former_value_of(&porto), "{other:?}");
        }
    }

    #[test]
    fn a_memory_as_of_a_time_before_its_last_call_is_as_it_was_first_known() {
        let at = |second| Timestamp::from_second(second).unwrap();
        let memory = Memory {
            updated_at: at(9),
            confirmations: 3,
            ..city("Porto", None, 4)
        };
        assert_eq!(memory.clone().as_of(at(3)), None);
        let first = memory.clone().as_of(at(5)).unwrap();
        assert_eq!((first.updated_at, first.confirmations), (at(4), 0));
        assert_eq!(memory.clone().as_of(at(9)), Some(memory));
    }
}
