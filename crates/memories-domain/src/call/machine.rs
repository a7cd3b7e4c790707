//! A machine that answered, or took over after a person.

use super::{Call, CallOutcome, Turn};
use crate::{
    Speaker,
    text::{Utterance, words},
};

/// A greeting may be transcribed in two turns, of which only the second is recognised:
/// "Hi, this is Bob." "Leave a message after the beep."
pub(super) const MAX_TURNS_BEFORE_ANNOUNCEMENT: usize = 1;
pub(super) const MAX_WORDS_BEFORE_ANNOUNCEMENT: usize = 15;
/// An unrecognised greeting is rarely interrupted twice by the agent.
const MIN_UNRECOGNISED_REPLIES: usize = 3;

impl Call {
    /// Takes into account that a machine is known to have answered. What a person said before it
    /// stays, without the machine's words and what the agent told it; without a person the outcome
    /// is [`CallOutcome::Voicemail`].
    pub fn set_machine_answered(&mut self) {
        match self.end_of_a_persons_turns() {
            Some(end) => {
                self.turns.truncate(end);
                if self.outcome == CallOutcome::Voicemail {
                    self.outcome = CallOutcome::Answered;
                }
            }
            None => self.outcome = CallOutcome::Voicemail,
        }
    }

    /// The number of turns before the machine, if a person was on the line.
    fn end_of_a_persons_turns(&self) -> Option<usize> {
        let is_announcement = |turn: &Turn| {
            turn.speaker == Speaker::Caller && Utterance::of(&turn.text).is_announcement()
        };
        let Some(machine) = self.turns.iter().position(is_announcement) else {
            return (self.replies() >= MIN_UNRECOGNISED_REPLIES).then_some(self.turns.len());
        };
        let before = self.turns.get(..machine)?;
        let spoken: Vec<&Turn> = before.iter().filter(|turn| is_spoken(turn)).collect();
        let is_person = spoken.len() > MAX_TURNS_BEFORE_ANNOUNCEMENT
            || spoken
                .iter()
                .any(|turn| words(&turn.text).len() > MAX_WORDS_BEFORE_ANNOUNCEMENT);
        is_person.then_some(machine)
    }

    /// How often the other side says something after the agent.
    fn replies(&self) -> usize {
        let mut replies = 0;
        let mut agent_spoke = false;
        for turn in &self.turns {
            match turn.speaker {
                Speaker::Agent => agent_spoke = true,
                Speaker::Caller if agent_spoke && is_spoken(turn) => {
                    replies += 1;
                    agent_spoke = false;
                }
                Speaker::Caller => {}
            }
        }
        replies
    }
}

fn is_spoken(turn: &Turn) -> bool {
    turn.speaker == Speaker::Caller && Utterance::of(&turn.text) == Utterance::Speech
}
