//! Calls that contain nothing to remember, by how they went and by what was said.

use super::{
    Call, CallFailure, CallOutcome, Misconfiguration, Turn,
    machine::{MAX_TURNS_BEFORE_ANNOUNCEMENT, is_person},
};
use crate::{
    Speaker,
    text::{
        Utterance, is_commitment, is_courtesy, is_number, notices_wrong_number, sentences, words,
    },
};

/// Calls with more turns of the other side are conversations, whatever was said.
const MAX_TURNS_OF_A_MACHINE: usize = 30;
/// Longest call with nothing but "Hello? Hello?" that is not taken for a conversation.
const MAX_SECS_OF_HESITATION: u64 = 20;
const MAX_TURNS_OF_HESITATION: usize = 4;
const MAX_SECS_OF_WRONG_NUMBER: u64 = 90;
const MAX_TURNS_OF_WRONG_NUMBER: usize = 5;

/// The reason to skip a call or an event: it contains nothing to remember.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum SkipReason {
    #[error("the call failed")]
    Failed,
    /// The call failed before anybody spoke, and the platform says why.
    #[error(transparent)]
    FailedWith(CallFailure),
    /// The call failed because of a setting.
    #[error(transparent)]
    Misconfigured(Misconfiguration),
    #[error("voicemail answered")]
    Voicemail,
    #[error("the call was not answered")]
    Unanswered,
    #[error("the caller said nothing")]
    CallerSilent,
    #[error("nobody spoke: only noise, silence or a greeting without an answer")]
    NoSpeech,
    #[error("a telephone menu answered")]
    AutomatedMenu,
    #[error("it was a wrong number")]
    WrongNumber,
    #[error("the caller withheld the number")]
    CallerWithheld,
    #[error("the caller's number is the agent's own")]
    OwnNumber,
    #[error("the event is a recording")]
    Recording,
    #[error("the event only says who answered")]
    AnsweredByPerson,
}

impl Call {
    /// The reason to skip this call, if any. A call without a transcript is judged by its
    /// outcome alone.
    #[must_use]
    pub fn skip_reason(&self) -> Option<SkipReason> {
        match self.outcome {
            CallOutcome::Voicemail => Some(SkipReason::Voicemail),
            CallOutcome::Unanswered => Some(SkipReason::Unanswered),
            CallOutcome::Failed if !self.caller_spoke => Some(SkipReason::Failed),
            _ if !self.caller_spoke => Some(SkipReason::CallerSilent),
            CallOutcome::Failed | CallOutcome::Answered | CallOutcome::InProgress => {
                self.reason_in_the_transcript()
            }
        }
    }

    fn reason_in_the_transcript(&self) -> Option<SkipReason> {
        let turns: Vec<&str> = self
            .caller_turns()
            .take(MAX_TURNS_OF_A_MACHINE + 1)
            .collect();
        if turns.is_empty() || turns.len() > MAX_TURNS_OF_A_MACHINE {
            return None;
        }
        let wrong_number = || {
            let is_wrong = self.is_wrong_number(turns.len());
            is_wrong.then_some(SkipReason::WrongNumber)
        };
        let Some(utterances) = without_conversation(&turns) else {
            return wrong_number();
        };
        if self.nobody_spoke(&utterances) {
            return Some(SkipReason::NoSpeech);
        }
        self.machine(&utterances).or_else(wrong_number)
    }

    /// The machine that was the only other side: an announcement, and after it nothing that only a
    /// person says.
    fn machine(&self, utterances: &[Utterance]) -> Option<SkipReason> {
        let first = utterances.iter().position(|said| said.is_announcement())?;
        if utterances
            .iter()
            .skip(first)
            .any(|said| *said == Utterance::Speech)
        {
            return None;
        }
        let turns = self.turns.iter().enumerate();
        let (announcement, _) = turns
            .filter(|(_, turn)| turn.speaker == Speaker::Caller)
            .nth(first)?;
        if is_person(self.turns.get(..announcement)?) {
            return None;
        }
        let is_voicemail = utterances.contains(&Utterance::Voicemail);
        Some(if is_voicemail {
            SkipReason::Voicemail
        } else {
            SkipReason::AutomatedMenu
        })
    }

    fn caller_turns(&self) -> impl Iterator<Item = &str> {
        let turns = self.turns.iter();
        turns
            .filter(|turn| turn.speaker == Speaker::Caller)
            .map(|turn| turn.text.as_str())
    }

    fn nobody_spoke(&self, utterances: &[Utterance]) -> bool {
        let only_hesitated = || {
            utterances.len() <= MAX_TURNS_OF_HESITATION
                && self.duration_secs <= MAX_SECS_OF_HESITATION
                && self.collected.iter().all(|fact| self.is_missing(fact))
                && utterances
                    .iter()
                    .all(|said| matches!(said, Utterance::Noise | Utterance::Hesitation))
        };
        utterances.iter().all(|said| *said == Utterance::Noise) || only_hesitated()
    }

    /// Whether either side noticed a wrong number in a short call, in which the agent had
    /// promised nothing before and the caller asked for nothing after.
    fn is_wrong_number(&self, caller_turns: usize) -> bool {
        if caller_turns > MAX_TURNS_OF_WRONG_NUMBER || self.duration_secs > MAX_SECS_OF_WRONG_NUMBER
        {
            return false;
        }
        let Some(noticed) = self
            .turns
            .iter()
            .position(|turn| notices_wrong_number(&turn.text))
        else {
            return false;
        };
        let (before, after) = self.turns.split_at(noticed);
        let is_done_business = |turn: &Turn| match turn.speaker {
            Speaker::Agent => sentences(&turn.text).any(is_commitment),
            Speaker::Caller => words(&turn.text).iter().any(|word| is_number(&word.text)),
        };
        !before.iter().any(is_done_business)
            && after.iter().skip(1).all(|turn| {
                turn.speaker == Speaker::Agent
                    || is_courtesy(&turn.text)
                    || notices_wrong_number(&turn.text)
            })
    }
}

/// What each turn says; `None` as soon as the turns are those of a conversation, which is after a few
/// turns of most calls: a machine says at most one thing that it does not announce, before it does.
fn without_conversation(turns: &[&str]) -> Option<Vec<Utterance>> {
    let mut utterances = Vec::with_capacity(turns.len());
    let (mut announced, mut spoken_before) = (false, 0);
    for turn in turns {
        let said = Utterance::of(turn);
        if said == Utterance::Speech {
            spoken_before += 1;
            if announced || spoken_before > MAX_TURNS_BEFORE_ANNOUNCEMENT {
                return None;
            }
        }
        announced |= said.is_announcement();
        utterances.push(said);
    }
    Some(utterances)
}

#[cfg(test)]
mod tests;
