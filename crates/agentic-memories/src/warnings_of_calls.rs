//! What ringing calls have shown the operator, by agent.

use std::{collections::BTreeMap, fmt};

use jiff::Timestamp;
use memories_domain::{
    AgentId, MaskedCaller, OperatorWarning, WarningCause,
    ports::{InboxError, RecordedWarning, WarningLog},
};

use crate::render;

/// Further lines are counted.
const MAX_LINES_SHOWN: usize = 10;

/// `Display` says what happened, and `remedy` what to do.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct WarningOfCalls {
    pub(crate) agent: Option<AgentId>,
    pub(crate) last_at: Timestamp,
    pub(crate) subject: Subject,
    pub(crate) remedy: String,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Subject {
    /// Returning callers were not greeted, because of this variable.
    BlankInGreeting { variable: String },
    /// Returning callers were not greeted.
    GreetingFailed { reason: String },
    /// The lines of this agent that several people use, latest first.
    SharedLines(Vec<SharedLine>),
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct SharedLine {
    caller: MaskedCaller,
    people: u32,
}

pub(crate) async fn recent(log: &dyn WarningLog) -> Result<Vec<WarningOfCalls>, InboxError> {
    Ok(by_agent(log.recent().await?))
}

/// `recorded` is latest first. The lines of an agent are one warning, because one remedy mends all.
fn by_agent(recorded: Vec<RecordedWarning>) -> Vec<WarningOfCalls> {
    let mut warnings = Vec::new();
    let mut shared = BTreeMap::<Option<AgentId>, WarningOfCalls>::new();
    for RecordedWarning {
        warning: OperatorWarning { agent, cause },
        last_at,
        ..
    } in recorded
    {
        let remedy = cause.remedy();
        let subject = match cause {
            WarningCause::BlankInGreeting { variable } => Subject::BlankInGreeting { variable },
            WarningCause::GreetingFailed { reason } => Subject::GreetingFailed { reason },
            WarningCause::SharedLine { caller, people } => {
                let line = SharedLine { caller, people };
                match shared.get_mut(&agent).map(|warning| &mut warning.subject) {
                    Some(Subject::SharedLines(lines)) => {
                        lines.push(line);
                        continue;
                    }
                    _ => Subject::SharedLines(vec![line]),
                }
            }
        };
        let warning = WarningOfCalls {
            agent: agent.clone(),
            last_at,
            subject,
            remedy,
        };
        if let Subject::SharedLines(_) = warning.subject {
            shared.insert(agent, warning);
        } else {
            warnings.push(warning);
        }
    }
    warnings.extend(shared.into_values());
    warnings
}

impl fmt::Display for WarningOfCalls {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let agent = self.agent.as_ref().map_or("unknown", AgentId::as_str);
        let last_at = render::minute(self.last_at);
        match &self.subject {
            Subject::BlankInGreeting { variable } => write!(
                f,
                "returning callers of agent {agent} were not greeted, the last one at {last_at} \
                 UTC, because GREETING_TEMPLATE prints `{variable}`, which was blank"
            ),
            Subject::GreetingFailed { reason } => write!(
                f,
                "returning callers of agent {agent} were not greeted, the last one at {last_at} \
                 UTC, because GREETING_TEMPLATE fails: {reason}"
            ),
            Subject::SharedLines(lines) => {
                let count = render::count(lines.len(), "line is", "lines are");
                write!(
                    f,
                    "{count} used by several people, whom agent {agent} cannot tell apart when it \
                     rings, so that nobody is named: "
                )?;
                for (index, SharedLine { caller, people }) in
                    lines.iter().take(MAX_LINES_SHOWN).enumerate()
                {
                    let separator = if index == 0 { "" } else { ", " };
                    write!(f, "{separator}{caller} ({people} people)")?;
                }
                if let Some(more @ 1..) = lines.len().checked_sub(MAX_LINES_SHOWN) {
                    write!(f, " and {more} more")?;
                }
                write!(f, "; the last one rang at {last_at} UTC")
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use memories_domain::{CallerId, Platform};

    use super::*;

    fn recorded(agent: &str, cause: WarningCause, seconds: i64) -> RecordedWarning {
        let at = Timestamp::from_second(seconds).unwrap();
        RecordedWarning {
            warning: OperatorWarning {
                agent: AgentId::new(Platform::ElevenLabs, agent).ok(),
                cause,
            },
            first_at: at,
            last_at: at,
        }
    }

    fn shared_line(number: &str, people: u32) -> WarningCause {
        WarningCause::SharedLine {
            caller: MaskedCaller::new(&CallerId::parse(number, None).unwrap()),
            people,
        }
    }

    #[test]
    fn the_lines_of_an_agent_are_one_warning_with_its_latest_time() {
        let blank = WarningCause::BlankInGreeting {
            variable: "plan".to_owned(),
        };
        let texts: Vec<String> = by_agent(vec![
            recorded("agent_1", shared_line("+12025550143", 2), 180),
            recorded("agent_2", shared_line("+12025550144", 3), 120),
            recorded("agent_1", blank, 90),
            recorded("agent_1", shared_line("+12025550145", 2), 60),
        ])
        .iter()
        .map(ToString::to_string)
        .collect();
        assert_eq!(
            texts,
            [
                "returning callers of agent agent_1 were not greeted, the last one at \
                 1970-01-01 00:01 UTC, because GREETING_TEMPLATE prints `plan`, which was blank",
                "2 lines are used by several people, whom agent agent_1 cannot tell apart when it \
                 rings, so that nobody is named: +1202•••0143 (2 people), +1202•••0145 (2 people); \
                 the last one rang at 1970-01-01 00:03 UTC",
                "1 line is used by several people, whom agent agent_2 cannot tell apart when it \
                 rings, so that nobody is named: +1202•••0144 (3 people); the last one rang at \
                 1970-01-01 00:02 UTC",
            ]
        );
    }

    #[test]
    fn only_the_latest_lines_are_shown_and_the_others_counted() {
        let lines = (0..12).map(|number| {
            let number = format!("+120255501{number:02}");
            recorded("agent_1", shared_line(&number, 2), 60)
        });
        let text = by_agent(lines.collect())[0].to_string();
        assert!(
            text.contains("+1202•••0109 (2 people) and 2 more"),
            "{text}"
        );
    }
}
