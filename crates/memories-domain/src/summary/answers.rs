//! Short answers, and what they answer.

use crate::{
    Memory, MemoryKind, Speaker,
    extract::{begins_with_yes_or_no, says_yes_or_no},
    text::{is_question, sentences},
};

/// An answer of more words says something without its question, unless it is a yes or no.
const MAX_WORDS_OF_AN_ANSWER: usize = 4;

pub(super) fn is_short(memory: &Memory) -> bool {
    memory.text.split_whitespace().count() <= MAX_WORDS_OF_AN_ANSWER
}

/// An agent answers with what holds: a longer answer is clear by itself, unless it is a yes or no.
const MAX_WORDS_OF_AN_AGENTS_ANSWER: usize = 4;
const MAX_WORDS_OF_AN_AGENTS_YES: usize = 8;

/// The question that an agent's answer needs: "Is parking free?" of "Yes, for two hours."
pub(super) fn question_to_agent<'m>(memory: &'m Memory, answer: &str) -> Option<&'m str> {
    let MemoryKind::Semantic {
        speaker: Some(Speaker::Agent),
        neighbours,
    } = &memory.kind
    else {
        return None;
    };
    let question = last_question(neighbours.question()?)?;
    let count = answer.split_whitespace().count();
    let is_short = count <= MAX_WORDS_OF_AN_AGENTS_ANSWER
        || count <= MAX_WORDS_OF_AN_AGENTS_YES && says_yes_or_no(answer);
    is_short.then_some(question)
}

/// The question of a short answer of the caller, which says nothing without it.
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
    last_question(turn)
}

fn last_question(turn: &str) -> Option<&str> {
    sentences(turn)
        .filter(|sentence| is_question(sentence))
        .last()
        .map(str::trim)
}
