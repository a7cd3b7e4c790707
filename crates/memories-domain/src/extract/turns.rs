use super::{
    extracted_memory::{ExtractedMemory, MAX_TEXT_CHARS},
    novelty::NoveltyFilter,
};
use crate::{
    Annotations, Call, CallSpeakers, MemoryKind, Neighbours, PrivateText, Speaker, Turn,
    text::{
        Utterance, collapse_whitespace, contains_question_mark, is_question, is_speech, sentences,
        truncate_at_word, without_placeholders,
    },
};

const MAX_NEIGHBOUR_CHARS: usize = 300;

/// A turn that contains words.
struct CleanedTurn {
    /// Its index in the call.
    index: usize,
    speaker: Speaker,
    /// Without redacted sentences; `None` if all of them are.
    text: Option<String>,
    /// Redacted questions count.
    contains_question: bool,
}

impl CleanedTurn {
    fn new(index: usize, turn: &Turn) -> Option<Self> {
        is_speech(&turn.text).then(|| Self {
            index,
            speaker: turn.speaker,
            text: without_placeholders(&turn.text)
                .map(|text| truncate_at_word(&text, MAX_TEXT_CHARS).to_owned()),
            // Most turns have no question mark at all.
            contains_question: contains_question_mark(&turn.text)
                && sentences(&collapse_whitespace(&turn.text)).any(is_question),
        })
    }

    fn as_neighbour(&self) -> Option<PrivateText> {
        let text = self.text.as_deref()?;
        Some(truncate_at_word(text, MAX_NEIGHBOUR_CHARS).into())
    }
}

/// Extracts the informative turns, in order.
pub(super) fn extract_turns(call: &Call, speakers: &CallSpeakers) -> Vec<ExtractedMemory> {
    let mut novelty = NoveltyFilter::new(call.language.as_deref(), &call.injected_context);
    let turns: Vec<CleanedTurn> = call
        .turns
        .iter()
        .enumerate()
        .filter_map(|(index, turn)| CleanedTurn::new(index, turn))
        .collect();
    let preceding = |index: usize, distance: usize| turns.get(index.checked_sub(distance)?);
    // The agent's turns before the caller's first are its greeting.
    let greeting_turns = turns
        .iter()
        .take_while(|turn| turn.speaker == Speaker::Agent)
        .count();
    turns
        .iter()
        .enumerate()
        .skip(greeting_turns)
        .filter_map(|(index, turn)| {
            let prev = preceding(index, 1);
            let is_answer =
                prev.is_some_and(|prev| prev.contains_question && prev.speaker != turn.speaker);
            let text = turn.text.as_deref()?;
            let is_informative = match turn.speaker {
                Speaker::Caller => {
                    novelty.observe_caller_turn(text);
                    novelty.is_informative_caller_turn(text, is_answer)
                        && !Utterance::of(text).is_announcement()
                        || is_answer && novelty.is_yes_or_no(text, prev?.text.as_deref()?)
                }
                Speaker::Agent => novelty.is_informative_agent_turn(text, is_answer),
            };
            is_informative.then(|| ExtractedMemory {
                text: text.into(),
                kind: MemoryKind::Semantic {
                    speaker: Some(turn.speaker),
                    neighbours: Neighbours {
                        prev: prev.and_then(CleanedTurn::as_neighbour),
                        prev2: preceding(index, 2).and_then(CleanedTurn::as_neighbour),
                        next: turns.get(index + 1).and_then(CleanedTurn::as_neighbour),
                    },
                },
                annotations: Annotations {
                    turn: u32::try_from(index).ok(),
                    handed_to: speakers.handed_to(speakers.voice_at(turn.index)).cloned(),
                    ..Annotations::default()
                },
                expires_at: None,
            })
        })
        .collect()
}
