use std::{
    collections::HashSet,
    sync::{Arc, Mutex, PoisonError},
};

use memories_domain::AgentId;

use super::greeting::NoGreeting;

/// Maximum number of reports that are remembered; a template has a few variables, and a workspace
/// a few agents.
const MAX_REPORTS: usize = 1_000;

type Report = (Option<AgentId>, NoGreeting);

/// Says why returning callers are not greeted: once for each agent and reason, because the same is
/// true of every ring until the operator mends it.
#[derive(Clone, Default)]
pub(crate) struct GreetingLog {
    reported: Arc<Mutex<HashSet<Report>>>,
}

impl GreetingLog {
    /// `is_shared`: several people use the line, so that nobody's name or facts are variables.
    pub(super) fn report(&self, agent: Option<&AgentId>, reason: &NoGreeting, is_shared: bool) {
        if matches!(reason, NoGreeting::Blank(_)) && is_shared {
            tracing::debug!("no greeting: several people use this line");
            return;
        }
        if *reason == NoGreeting::Empty {
            tracing::debug!("no greeting: the template prints nothing");
            return;
        }
        if !self.is_first(agent, reason) {
            tracing::debug!(%reason, "no greeting");
            return;
        }
        let agent_id = agent.map(AgentId::as_str);
        match reason {
            NoGreeting::Blank(variable) => tracing::warn!(
                agent_id,
                variable,
                "a returning caller was not greeted, because GREETING_TEMPLATE prints a blank \
                 variable: let the agent's data collection find it, give it a default in \
                 DYNAMIC_VARIABLES, or test it with {{% if … %}}; not reported again for this agent"
            ),
            reason => tracing::warn!(
                agent_id,
                %reason,
                "a returning caller was not greeted: correct GREETING_TEMPLATE; not reported \
                 again for this agent"
            ),
        }
    }

    fn is_first(&self, agent: Option<&AgentId>, reason: &NoGreeting) -> bool {
        let mut reported = self.reported.lock().unwrap_or_else(PoisonError::into_inner);
        reported.len() < MAX_REPORTS && reported.insert((agent.cloned(), reason.clone()))
    }
}

#[cfg(test)]
mod tests {
    use memories_domain::Platform;

    use super::*;

    fn agent(id: &str) -> AgentId {
        AgentId::new(Platform::ElevenLabs, id).unwrap()
    }

    fn blank(name: &str) -> NoGreeting {
        NoGreeting::Blank(name.to_owned())
    }

    #[test]
    fn a_blank_variable_is_reported_once_for_each_agent() {
        let log = GreetingLog::default();
        let (one, other) = (agent("agent_1"), agent("agent_2"));
        assert!(log.is_first(Some(&one), &blank("caller_name")));
        assert!(!log.is_first(Some(&one), &blank("caller_name")));
        assert!(log.is_first(Some(&one), &blank("device")));
        assert!(log.is_first(Some(&other), &blank("caller_name")));
        assert!(log.is_first(None, &blank("caller_name")));
        assert!(!log.clone().is_first(None, &blank("caller_name")));
    }

    #[test]
    fn the_number_of_reports_is_limited() {
        let log = GreetingLog::default();
        let reported = (0..2 * MAX_REPORTS)
            .filter(|n| log.is_first(Some(&agent(&format!("agent_{n}"))), &blank("x")))
            .count();
        assert_eq!(reported, MAX_REPORTS);
    }
}
