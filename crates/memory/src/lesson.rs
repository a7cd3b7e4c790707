use crate::{Call, MemoryKind, Text};

/// One thing that a call teaches, before a store has made a memory of it.
#[derive(Debug, Clone, PartialEq)]
pub struct Lesson {
    /// What is known, in words.
    pub text: Text,
    /// What sort of knowledge it is.
    pub kind: MemoryKind,
}

/// Everything a call teaches, in the order it was said.
#[must_use]
pub fn lessons(_call: &Call) -> Vec<Lesson> {
    Vec::new()
}

/// What two statements have in common that say the same in the same words,
/// whatever their case, spacing and punctuation.
#[must_use]
pub fn statement_key(statement: &str) -> String {
    statement.to_lowercase()
}
