use std::fmt;

use super::Misconfiguration;
use crate::AgentId;

/// Platforms' reasons are a sentence.
const MAX_REASON_CHARS: usize = 200;

/// The error with which a call ended, whether or not somebody had spoken before. `Display` is for
/// the operator: it contains nothing from the transcript.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub enum CallFailure {
    /// A setting of the operator.
    Misconfigured(Misconfiguration),
    /// Anything else, such as an exceeded quota.
    Error {
        /// The agent whose call failed; `None` if the event does not name it.
        agent: Option<AgentId>,
        /// The platform's code.
        code: Option<u64>,
        /// The platform's words, on one line; empty if it gives none.
        reason: String,
    },
}

impl CallFailure {
    /// An error in the platform's words.
    #[must_use]
    pub fn error(agent: Option<AgentId>, code: Option<u64>, reason: &str) -> Self {
        let words: Vec<&str> = reason.split_whitespace().collect();
        let line = words.join(" ");
        let line = line.chars().filter(|c| !c.is_control());
        Self::Error {
            agent,
            code,
            reason: line.take(MAX_REASON_CHARS).collect(),
        }
    }

    #[must_use]
    pub const fn agent(&self) -> Option<&AgentId> {
        match self {
            Self::Misconfigured(mistake) => mistake.agent.as_ref(),
            Self::Error { agent, .. } => agent.as_ref(),
        }
    }
}

impl std::error::Error for CallFailure {}

impl fmt::Display for CallFailure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Misconfigured(mistake) => mistake.fmt(f),
            Self::Error {
                agent,
                code,
                reason,
            } => {
                f.write_str("the call failed")?;
                if let Some(agent) = agent {
                    write!(f, ": agent {agent}")?;
                }
                if let Some(code) = code {
                    write!(f, ": error {code}")?;
                }
                if !reason.is_empty() {
                    write!(f, ": {reason}")?;
                }
                Ok(())
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Platform;

    #[test]
    fn the_error_of_a_call_is_told_on_one_line_with_its_agent() {
        let agent = AgentId::new(Platform::ElevenLabs, "agent_1").ok();
        let failure = CallFailure::error(agent, Some(1002), " Quota\n exceeded. ");
        assert_eq!(
            failure.to_string(),
            "the call failed: agent agent_1: error 1002: Quota exceeded."
        );
        let unknown = CallFailure::error(None, None, "");
        assert_eq!(unknown.to_string(), "the call failed");
    }

    #[test]
    fn a_long_reason_is_cut() {
        let failure = CallFailure::error(None, None, &"word ".repeat(10_000));
        assert!(failure.to_string().len() < 300);
    }
}
