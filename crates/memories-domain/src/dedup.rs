use crate::{
    Annotations, MemoryKind, PersonName, ProfileKey, Speaker, Subject, normalized_statement,
};

/// An answer of at most so many words means something else after another question.
const MAX_ANSWER_WORDS: usize = 3;

/// Identifies duplicates among the memories of one caller: a profile fact by its name, value and
/// person, a statement by its speaker or subject and its normalized text.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub enum DedupKey {
    Profile {
        key: ProfileKey,
        value: String,
        person: Option<PersonName>,
    },
    Factual(Subject, String),
    Semantic(Option<Speaker>, String),
}

impl DedupKey {
    #[must_use]
    pub fn new(text: &str, kind: &MemoryKind, annotations: &Annotations) -> Self {
        match kind {
            MemoryKind::Profile { key, value } => Self::Profile {
                key: key.clone(),
                value: statement_key(&value.to_text()),
                person: annotations
                    .caller
                    .as_ref()
                    .and_then(|caller| caller.name.clone()),
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
                )
            }
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
