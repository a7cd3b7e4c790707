use super::{
    ExtractedMemory, MAX_TEXT_CHARS,
    news::Judge,
    placeholder::meaningful,
    sentence::{beginning, is_question, one_line, sentences},
    words::statement_key,
};
use crate::{Call, MemoryKind, Neighbours, PrivateText, Speaker, Turn};

/// Longest neighbour kept beside a turn, in characters.
const MAX_NEIGHBOUR_CHARS: usize = 300;

/// A turn with words in it.
struct Heard {
    speaker: Speaker,
    /// What was said, without redacted sentences; `None` when none is left.
    words: Option<String>,
    /// Whether a question was among it, redacted or not.
    asks: bool,
}

impl Heard {
    fn of(turn: &Turn) -> Option<Self> {
        (!statement_key(&turn.text).is_empty()).then(|| Self {
            speaker: turn.speaker,
            words: meaningful(&turn.text).map(|words| beginning(&words, MAX_TEXT_CHARS).to_owned()),
            asks: sentences(&one_line(&turn.text)).any(is_question),
        })
    }

    fn as_neighbour(&self) -> Option<PrivateText> {
        let words = self.words.as_deref()?;
        Some(beginning(words, MAX_NEIGHBOUR_CHARS).into())
    }
}

/// What was said and is worth remembering, in its order.
pub(super) fn turn_lessons(call: &Call) -> Vec<ExtractedMemory> {
    let mut judge = Judge::new(call.language.as_deref(), &call.injected_context);
    let heard: Vec<Heard> = call.turns.iter().filter_map(Heard::of).collect();
    let before = |index: usize, distance: usize| heard.get(index.checked_sub(distance)?);
    // What the agent says before the caller's first word is its greeting.
    let greeted = heard
        .iter()
        .take_while(|turn| turn.speaker == Speaker::Agent)
        .count();
    heard
        .iter()
        .enumerate()
        .skip(greeted)
        .filter_map(|(index, turn)| {
            let previous = before(index, 1);
            let answers = previous.is_some_and(|said| said.asks && said.speaker != turn.speaker);
            let words = turn.words.as_deref()?;
            let tells = match turn.speaker {
                Speaker::Caller => judge.caller_tells(words, answers),
                Speaker::Agent => judge.agent_tells(words, answers),
            };
            tells.then(|| ExtractedMemory {
                text: words.into(),
                kind: MemoryKind::Semantic {
                    speaker: Some(turn.speaker),
                    context: Neighbours {
                        before: previous.and_then(Heard::as_neighbour),
                        prev2: before(index, 2).and_then(Heard::as_neighbour),
                        after: heard.get(index + 1).and_then(Heard::as_neighbour),
                    },
                },
            })
        })
        .collect()
}
