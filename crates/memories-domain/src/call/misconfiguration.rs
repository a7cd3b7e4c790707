//! Calls that failed because of the operator's settings, and what to do about it.

use std::{fmt, str::FromStr};

use crate::{AgentId, Platform};

/// A setting that made a call fail, as the platform reported it. `Display` says what to do, and
/// `FromStr` reads that again: an inbox keeps the text.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Misconfiguration {
    /// The agent whose call failed; `None` if the event does not name it.
    pub agent: Option<AgentId>,
    pub mistake: Mistake,
}

/// What is wrong. Names are the operator's and never contain a backtick.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub enum Mistake {
    /// The agent's texts or tools mention dynamic variables that the call did not have.
    MissingVariables {
        /// As the platform names them, sorted; empty if it does not. Text that only looks like a
        /// variable is among them, such as `#if plan`.
        names: Vec<String>,
        asked: Asked,
    },
    /// The agent does not allow a setting that the reply replaced.
    OverrideNotAllowed { field: Option<String> },
}

/// Whether the platform asks this service for the variables of such a call.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Asked {
    /// While the phone rings.
    Service,
    /// Whoever starts the conversation sends them: a website, or the request for an outbound call.
    Starter,
}

/// The text does not describe a misconfiguration.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("it does not describe a misconfiguration")]
pub struct NotAMisconfiguration;

const AGENT: &str = "the call failed: agent ";
const UNKNOWN_AGENT: &str = "the call failed: an agent";
const MISSING: &str = " needs dynamic variables that the call did not have: ";
const REFUSED: &str = " does not allow an override that the reply contained: ";
const ADD: &str = "add to DYNAMIC_VARIABLES ";
const SEND: &str = "send with the request that starts the conversation ";
const CORRECT: &str = "correct in the agent's texts and tools ";
const LOOK_UP: &str = "the platform's log of the call names them";
const ALLOW: &str = "allow in the agent's security settings, or unset GREETING_TEMPLATE, for ";

/// Prefixes of variables that only the platform can set.
const RESERVED: [&str; 2] = ["system__", "secret__"];

/// Whether an operator can declare a variable of this name.
fn is_declarable(name: &str) -> bool {
    let is_word = |c: char| c.is_ascii_alphanumeric() || matches!(c, '_' | '-' | '.');
    name.starts_with(|c: char| c.is_ascii_alphabetic() || c == '_')
        && name.chars().all(is_word)
        && !RESERVED.iter().any(|prefix| name.starts_with(prefix))
}

impl std::error::Error for Misconfiguration {}

impl fmt::Display for Misconfiguration {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.agent {
            Some(agent) => write!(f, "{AGENT}{agent}")?,
            None => f.write_str(UNKNOWN_AGENT)?,
        }
        match &self.mistake {
            Mistake::MissingVariables { names, asked } => {
                f.write_str(MISSING)?;
                if names.is_empty() {
                    return f.write_str(LOOK_UP);
                }
                let (variables, others): (Vec<_>, Vec<_>) =
                    names.iter().partition(|name| is_declarable(name));
                let supply = match asked {
                    Asked::Service => ADD,
                    Asked::Starter => SEND,
                };
                let remedies: Vec<String> = [(supply, variables), (CORRECT, others)]
                    .into_iter()
                    .filter(|(_, names)| !names.is_empty())
                    .map(|(remedy, names)| format!("{remedy}{}", listed(names)))
                    .collect();
                f.write_str(&remedies.join("; "))
            }
            Mistake::OverrideNotAllowed { field } => {
                let field = field.as_deref().map_or_else(|| "it".to_owned(), quoted);
                write!(f, "{REFUSED}{ALLOW}{field}")
            }
        }
    }
}

fn quoted(name: &str) -> String {
    format!("`{name}`")
}

fn listed(names: Vec<&String>) -> String {
    let names: Vec<String> = names.into_iter().map(|name| quoted(name)).collect();
    names.join(", ")
}

impl FromStr for Misconfiguration {
    type Err = NotAMisconfiguration;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let (agent, mistake) = if let Some((agent, remedy)) = text.split_once(MISSING) {
            let mut names = read_names(remedy);
            names.sort_unstable();
            let asked = if remedy.starts_with(SEND) {
                Asked::Starter
            } else {
                Asked::Service
            };
            (agent, Mistake::MissingVariables { names, asked })
        } else if let Some((agent, remedy)) = text.split_once(REFUSED) {
            let field = read_names(remedy).into_iter().next();
            (agent, Mistake::OverrideNotAllowed { field })
        } else {
            return Err(NotAMisconfiguration);
        };
        let agent = match agent.strip_prefix(AGENT) {
            // Of the agents of all platforms, only those of this one have such settings.
            Some(id) => {
                let agent = AgentId::new(Platform::ElevenLabs, id);
                Some(agent.map_err(|_| NotAMisconfiguration)?)
            }
            None if agent == UNKNOWN_AGENT => None,
            None => return Err(NotAMisconfiguration),
        };
        Ok(Self { agent, mistake })
    }
}

fn read_names(text: &str) -> Vec<String> {
    let names = text.split('`').skip(1).step_by(2);
    names.map(str::to_owned).collect()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn missing(names: &[&str], asked: Asked) -> Misconfiguration {
        Misconfiguration {
            agent: AgentId::new(Platform::ElevenLabs, "agent_1").ok(),
            mistake: Mistake::MissingVariables {
                names: names.iter().map(|&name| name.to_owned()).collect(),
                asked,
            },
        }
    }

    #[test]
    fn the_text_names_the_agent_the_variables_and_what_to_do() {
        assert_eq!(
            missing(&["caller_name", "plan"], Asked::Service).to_string(),
            "the call failed: agent agent_1 needs dynamic variables that the call did not have: \
             add to DYNAMIC_VARIABLES `caller_name`, `plan`"
        );
    }

    #[test]
    fn variables_of_a_call_that_the_service_is_not_asked_about_come_from_whoever_starts_it() {
        let text = missing(&["plan"], Asked::Starter).to_string();
        let remedy = "send with the request that starts the conversation `plan`";
        assert!(text.ends_with(remedy), "{text}");
    }

    #[test]
    fn what_cannot_be_a_variable_is_to_be_corrected_in_the_agent() {
        let text = missing(&["#if plan", "plan", "system__caller_id"], Asked::Service).to_string();
        let remedy = "add to DYNAMIC_VARIABLES `plan`; \
                      correct in the agent's texts and tools `#if plan`, `system__caller_id`";
        assert!(text.ends_with(remedy), "{text}");
    }

    #[test]
    fn any_other_reason_is_no_misconfiguration() {
        for text in [
            "",
            "the call failed",
            "the call failed: agent 1 needs a rest",
        ] {
            assert_eq!(text.parse::<Misconfiguration>(), Err(NotAMisconfiguration));
        }
    }

    fn any_mistake() -> impl Strategy<Value = Mistake> {
        let name = || "[#/]?[a-z_][a-z0-9_. ]{0,20}";
        let names = prop::collection::btree_set(name(), 1..4);
        let asked = prop_oneof![Just(Asked::Service), Just(Asked::Starter)];
        prop_oneof![
            (names, asked).prop_map(|(mut names, asked)| {
                names.insert("plan".to_owned());
                let names = names.into_iter().collect();
                Mistake::MissingVariables { names, asked }
            }),
            prop::option::of(name()).prop_map(|field| Mistake::OverrideNotAllowed { field }),
        ]
    }

    proptest! {
        #[test]
        fn what_is_written_is_read_again(
            agent in prop::option::of("[a-zA-Z0-9_-]{1,40}"),
            mistake in any_mistake(),
        ) {
            let agent = agent.map(|id| AgentId::new(Platform::ElevenLabs, &id).unwrap());
            let written = Misconfiguration { agent, mistake };
            prop_assert_eq!(written.to_string().parse(), Ok(written));
        }
    }
}
