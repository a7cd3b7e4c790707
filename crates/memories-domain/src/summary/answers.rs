//! Short answers, and what they answer.

use crate::{
    Memory, MemoryKind, Speaker,
    extract::begins_with_yes_or_no,
    text::{is_question, sentences},
};

/// An answer of more words says something without its question, unless it is a yes or no.
const MAX_WORDS_OF_AN_ANSWER: usize = 4;

pub(super) fn is_short(memory: &Memory) -> bool {
    memory.text.split_whitespace().count() <= MAX_WORDS_OF_AN_ANSWER
}

/// The question of a short answer, which says nothing without it.
pub(super) fn answered_question(memory: &Memory) -> Option<&str> {
    let MemoryKind::Semantic {
        speaker: Some(Speaker::Caller),
        neighbours,
    } = &memory.kind
    else {
        return None;
    };
    let is_short =
        is_short(memory) || begins_with_yes_or_no(&memory.text, neighbours.prev.as_deref()?);
    let turn = neighbours
        .question()
        .filter(|_| is_short && !is_question(&memory.text))?;
    sentences(turn)
        .filter(|sentence| is_question(sentence))
        .last()
        .map(str::trim)
}
