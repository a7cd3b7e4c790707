use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use crate::{AgentId, ConversationId, PrivateText, ProfileKey, ProfileValue, Source, Speaker};

/// A finished call, as far as memory is concerned.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Call {
    /// Which call it was.
    pub conversation_id: ConversationId,
    /// The agent that took it.
    pub agent_id: Option<AgentId>,
    /// When it began.
    pub started_at: Timestamp,
    /// How long it lasted, in seconds.
    pub duration_secs: u64,
    /// The language spoken, as ElevenLabs names it.
    pub language: Option<String>,
    /// How it went.
    pub outcome: CallOutcome,
    /// Whether the person on the line said anything. With a transcript that the
    /// operator withholds, the event's own count tells.
    pub caller_spoke: bool,
    /// What was said, in order.
    pub turns: Vec<Turn>,
    /// The platform's summary.
    pub summary: Option<PrivateText>,
    /// The summary in a few words.
    pub title: Option<PrivateText>,
    /// Judgements of the agent's conduct.
    pub evaluations: Vec<Evaluation>,
    /// Facts about the caller that the operator asked the platform to find.
    pub collected: Vec<CollectedFact>,
    /// What the agent had been told before it spoke: its brief, its first
    /// message, the answers of its memory searches. It repeats these; they are
    /// not news.
    pub injected_context: Vec<PrivateText>,
}

impl Call {
    /// Why this call teaches nothing, if it does not.
    #[must_use]
    pub fn skip_reason(&self) -> Option<SkipReason> {
        match self.outcome {
            CallOutcome::Failed => Some(SkipReason::Failed),
            CallOutcome::Voicemail => Some(SkipReason::Voicemail),
            CallOutcome::Unanswered => Some(SkipReason::Unanswered),
            CallOutcome::Answered if !self.caller_spoke => Some(SkipReason::CallerSilent),
            CallOutcome::Answered => None,
        }
    }

    /// Where a memory learned from this call comes from.
    #[must_use]
    pub fn source(&self) -> Source {
        Source {
            conversation_id: self.conversation_id.clone(),
            agent_id: self.agent_id.clone(),
            started_at: self.started_at,
            duration_secs: self.duration_secs,
            language: self.language.clone(),
        }
    }
}

/// How a call went.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum CallOutcome {
    /// Two parties talked.
    Answered,
    /// A machine took the call.
    Voicemail,
    /// Nobody took the call: busy, or no answer.
    Unanswered,
    /// The call broke down before it began.
    Failed,
}

/// Why a call teaches nothing.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum SkipReason {
    /// The platform reports the call as failed.
    #[error("the call failed")]
    Failed,
    /// A machine took the call.
    #[error("a voicemail took the call")]
    Voicemail,
    /// Nobody took the call.
    #[error("nobody answered")]
    Unanswered,
    /// Not a word from the person on the line.
    #[error("the caller said nothing")]
    CallerSilent,
    /// The caller withheld the number: nobody to remember.
    #[error("the caller withheld the number")]
    CallerWithheld,
}

/// One turn of a call that has words in it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Turn {
    /// Who spoke.
    pub speaker: Speaker,
    /// What was heard; of an interrupted turn, the part that was spoken.
    pub text: PrivateText,
}

/// A judgement of the agent's conduct by one criterion.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Evaluation {
    /// The criterion's id.
    pub criterion: String,
    /// Why it was judged so.
    pub rationale: PrivateText,
}

/// A fact about the caller that the platform found in the call.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct CollectedFact {
    /// The fact's name.
    pub key: ProfileKey,
    /// Its value.
    pub value: ProfileValue,
}
