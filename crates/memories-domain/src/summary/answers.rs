//! Short answers, and what they answer.

use crate::{
    Memory, MemoryKind, Speaker,
    extract::{begins_with_yes_or_no, says_yes_or_no},
    text::{is_question, sentences, words},
};

/// An answer of more words says something without its question, unless it is a yes or no.
const MAX_WORDS_OF_AN_ANSWER: usize = 4;

pub(super) fn is_short(memory: &Memory) -> bool {
    memory.text.split_whitespace().count() <= MAX_WORDS_OF_AN_ANSWER
}

/// The first turns are the greeting of the agent and what the caller replies.
const LAST_OPENING_TURN: u32 = 1;

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
    last_question(answered_turn(memory)?).filter(|question| !names_a_choice(&memory.text, question))
}

/// Whether it is such an answer.
pub(super) fn is_answer(memory: &Memory) -> bool {
    answered_question(memory).is_some()
}

/// The turn that ends with the question.
fn answered_turn(memory: &Memory) -> Option<&str> {
    let MemoryKind::Semantic {
        speaker: Some(Speaker::Caller),
        neighbours,
    } = &memory.kind
    else {
        return None;
    };
    // "How can I help?" asks for nothing in particular.
    let is_opening = memory
        .annotations
        .turn
        .is_some_and(|turn| turn <= LAST_OPENING_TURN);
    let turn = neighbours.question()?;
    let is_answer = !is_question(&memory.text)
        && (is_short(memory) || !is_opening && begins_with_yes_or_no(&memory.text, turn));
    is_answer.then_some(turn)
}

/// Whether an answer names what it chooses of a question: "Classic" of "Classic or modern?"
fn names_a_choice(answer: &str, question: &str) -> bool {
    const OR: [&str; 6] = ["or", "oder", "o", "ou", "oppure", "of"];
    let asked = words(question);
    let or = asked
        .iter()
        .position(|word| OR.contains(&word.text.as_str()));
    // "O" is an article of Portuguese, too: it joins no words at the beginning.
    or.is_some_and(|or| or > 0)
        && words(answer).iter().any(|word| {
            word.text.chars().count() > 3 && asked.iter().any(|asked| asked.text == word.text)
        })
}

fn last_question(turn: &str) -> Option<&str> {
    sentences(turn)
        .filter(|sentence| is_question(sentence))
        .last()
        .map(str::trim)
}
