//! Calls that failed because of a setting, and what to set.

use elevenlabs::initiation::{DynamicVariables, VariableName};
use jiff::Timestamp;
use memories_domain::{AgentId, Asked, Mistake};
use memories_server::BUILTIN_VARIABLES;

use super::check::Check;
use crate::{
    failed_calls::{self, FailedCalls},
    render,
    stores::Stores,
};

const SUBJECT: &str = "failed calls";
const ENABLE_WEBHOOK: &str = "enable fetching initiation client data in the agent's security \
     settings, and look for failed requests to /client-data in the log";

/// One check for each agent and cause; none if no call failed because of a setting.
pub(super) async fn check(stores: &Stores) -> Vec<Check> {
    let declared = &stores.config.reply.dynamic_variables;
    match failed_calls::recent(stores.inbox(), Timestamp::now()).await {
        Ok(failed) => failed
            .iter()
            .map(|failed| explain(failed, declared))
            .collect(),
        // Another check reads the same file and reports that.
        Err(_) => Vec::new(),
    }
}

fn explain(failed: &FailedCalls, declared: &DynamicVariables) -> Check {
    match &failed.cause.mistake {
        Mistake::MissingVariables { names, asked } => {
            let remedy = Remedy::new(names, *asked, declared);
            let message = message(failed, &format!("for want of {}", listed(names)));
            if remedy.is_done() {
                return Check::ok(
                    SUBJECT,
                    format!(
                        "{message}; DYNAMIC_VARIABLES has them now, so later calls succeed if \
                             the agent fetches them"
                    ),
                );
            }
            Check::warn(SUBJECT, message, remedy.to_text(declared))
        }
        Mistake::OverrideNotAllowed { field } => {
            let field = field.as_deref().map_or_else(
                || "an override".to_owned(),
                |field| format!("the override of `{field}`"),
            );
            Check::warn(
                SUBJECT,
                message(failed, &format!("because the agent does not allow {field}")),
                "enable this override in the agent's security settings, or unset GREETING_TEMPLATE",
            )
        }
    }
}

fn message(failed: &FailedCalls, why: &str) -> String {
    let agent = failed
        .cause
        .agent
        .as_ref()
        .map_or("unknown", AgentId::as_str);
    format!(
        "{} of agent {agent} failed, the last one at {} UTC, {why}",
        render::count(failed.count, "call", "calls"),
        render::minute(failed.last_at)
    )
}

fn listed(names: &[impl AsRef<str>]) -> String {
    if names.is_empty() {
        return "dynamic variables".to_owned();
    }
    let names: Vec<String> = names
        .iter()
        .map(|name| format!("`{}`", name.as_ref()))
        .collect();
    names.join(", ")
}

/// What to do about missing variables, each in one of four ways.
#[derive(Default)]
struct Remedy<'n> {
    /// The reply did not reach the call: it always has these.
    built_in: Vec<&'n str>,
    undeclared: Vec<VariableName>,
    /// The service is not asked for the variables of such a call.
    to_send: Vec<&'n str>,
    /// No variable can have this name.
    impossible: Vec<&'n str>,
    is_unknown: bool,
}

impl<'n> Remedy<'n> {
    fn new(names: &'n [String], asked: Asked, declared: &DynamicVariables) -> Self {
        let mut remedy = Self {
            is_unknown: names.is_empty(),
            ..Self::default()
        };
        for name in names {
            match VariableName::parse(name) {
                Err(_) => remedy.impossible.push(name),
                Ok(_) if asked == Asked::Starter => remedy.to_send.push(name),
                Ok(_) if BUILTIN_VARIABLES.contains(&name.as_str()) => remedy.built_in.push(name),
                Ok(variable) if declared.get(name).is_none() => remedy.undeclared.push(variable),
                Ok(_) => {}
            }
        }
        remedy
    }

    fn is_done(&self) -> bool {
        !self.is_unknown
            && self.built_in.is_empty()
            && self.undeclared.is_empty()
            && self.to_send.is_empty()
            && self.impossible.is_empty()
    }

    fn to_text(&self, declared: &DynamicVariables) -> String {
        let mut remedies = Vec::new();
        if self.is_unknown {
            remedies.push("see ElevenLabs' log of the call for their names".to_owned());
        }
        if !self.undeclared.is_empty() {
            remedies.push(format!("set {}", setting(&self.undeclared, declared)));
        }
        if !self.to_send.is_empty() {
            remedies.push(format!(
                "send {} in the request that starts the conversation: for web sessions and outbound \
                 calls, ElevenLabs does not ask this service",
                listed(&self.to_send)
            ));
        }
        if !self.built_in.is_empty() {
            remedies.push(format!(
                "{} is in every reply, which did not reach the call: {ENABLE_WEBHOOK}",
                listed(&self.built_in)
            ));
        }
        if !self.impossible.is_empty() {
            remedies.push(format!(
                "correct {} in the agent's texts and tools: only a plain {{{{name}}}} is a variable, \
                 and names with system__ or secret__ are not for every call",
                listed(&self.impossible)
            ));
        }
        remedies.join("; ")
    }
}

/// The whole variable as it is to be: what is declared, and the missing ones with a blank default.
fn setting(missing: &[VariableName], declared: &DynamicVariables) -> String {
    let mut variables = declared.clone();
    for name in missing {
        variables.insert_if_absent(name.clone(), "");
    }
    let json = serde_json::to_string(&variables).unwrap_or_default();
    // A quotation mark would end the quoted value in a shell.
    if json.contains('\'') {
        format!("DYNAMIC_VARIABLES to {json}")
    } else {
        format!("DYNAMIC_VARIABLES='{json}'")
    }
}

#[cfg(test)]
mod tests {
    use memories_domain::{Misconfiguration, Platform};
    use serde_json::{Value, json};

    use super::*;

    fn explained(mistake: Mistake, declared: Value) -> Value {
        let failed = FailedCalls {
            cause: Misconfiguration {
                agent: AgentId::new(Platform::ElevenLabs, "agent_1").ok(),
                mistake,
            },
            count: 2,
            last_at: Timestamp::UNIX_EPOCH,
        };
        let declared = serde_json::from_value(declared).unwrap();
        serde_json::to_value(explain(&failed, &declared)).unwrap()
    }

    fn missing(names: &[&str], asked: Asked) -> Mistake {
        Mistake::MissingVariables {
            names: names.iter().map(|&name| name.to_owned()).collect(),
            asked,
        }
    }

    #[track_caller]
    fn assert_remedy(check: &Value, part: &str) {
        assert_eq!(check["status"], "warn", "{check:#}");
        let remedy = check["remedy"].as_str().unwrap();
        assert!(remedy.contains(part), "{remedy}");
    }

    #[test]
    fn missing_variables_are_added_to_the_declared_ones() {
        let check = explained(
            missing(&["caller_name", "plan"], Asked::Service),
            json!({"plan": "none"}),
        );
        assert_remedy(
            &check,
            r#"set DYNAMIC_VARIABLES='{"caller_name":"","plan":"none"}'"#,
        );
        let message = check["message"].as_str().unwrap();
        assert!(
            message.starts_with("2 calls of agent agent_1 failed"),
            "{message}"
        );
        assert!(message.contains("`caller_name`"), "{message}");
    }

    #[test]
    fn variables_that_were_declared_since_are_mended() {
        let check = explained(missing(&["plan"], Asked::Service), json!({"plan": ""}));
        assert_eq!(check["status"], "ok", "{check:#}");
    }

    #[test]
    fn a_built_in_variable_is_missing_only_where_the_reply_is() {
        let check = explained(missing(&["memory_summary"], Asked::Service), json!({}));
        assert_remedy(&check, "enable fetching initiation client data");
    }

    #[test]
    fn variables_of_calls_that_the_service_is_not_asked_about_are_to_be_sent() {
        let check = explained(missing(&["plan"], Asked::Starter), json!({"plan": ""}));
        assert_remedy(&check, "send `plan` in the request");
    }

    #[test]
    fn a_template_that_was_read_as_a_name_is_to_be_corrected() {
        let check = explained(missing(&["#if plan"], Asked::Service), json!({}));
        assert_remedy(&check, "correct `#if plan`");
    }

    #[test]
    fn an_override_that_is_not_allowed_is_to_be_enabled() {
        let field = Some("first_message".to_owned());
        let check = explained(Mistake::OverrideNotAllowed { field }, json!({}));
        assert_remedy(&check, "enable this override");
    }
}
