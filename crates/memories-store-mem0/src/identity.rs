//! Under which `user_id` somebody's memories are kept.

use std::borrow::Cow;

use mem0_client::{Entity, Filter, InvalidRequest};
use memories_domain::{CallerId, Scope};

const UNDER_AN_AGENT: &str = "agent:";

/// The platform's user for a scope.
pub(crate) fn user(scope: &Scope) -> Result<Entity, InvalidRequest> {
    Entity::user(user_id(scope))
}

/// Everything that the platform keeps within a scope.
pub(crate) fn everything(scope: &Scope) -> Result<Filter, InvalidRequest> {
    user(scope).map(Filter::new)
}

pub(crate) fn user_id(scope: &Scope) -> String {
    let caller = scope.caller.as_str();
    match &scope.agent {
        None => alone(caller).into_owned(),
        Some(agent) => format!("{UNDER_AN_AGENT}{}:{caller}", escaped(agent.as_str())),
    }
}

/// Whether a `user_id` is this caller, alone or under some agent.
pub(crate) fn is_caller(user_id: &str, caller: &CallerId) -> bool {
    let under_agent = user_id
        .strip_prefix(UNDER_AN_AGENT)
        .and_then(|rest| rest.split_once(':'))
        .is_some_and(|(_, id)| id == caller.as_str());
    under_agent || user_id == alone(caller.as_str())
}

/// A caller who is called like one under an agent is under an agent without a
/// name, as no other is.
fn alone(caller: &str) -> Cow<'_, str> {
    if caller.starts_with(UNDER_AN_AGENT) {
        format!("{UNDER_AN_AGENT}:{caller}").into()
    } else {
        caller.into()
    }
}

/// The first colon after the prefix ends the agent's id.
fn escaped(agent: &str) -> Cow<'_, str> {
    if agent.contains(['%', ':']) {
        agent.replace('%', "%25").replace(':', "%3A").into()
    } else {
        agent.into()
    }
}

#[cfg(test)]
mod tests {
    use memories_domain::AgentId;

    use super::*;

    fn scope(caller: &str, agent: Option<&str>) -> Scope {
        Scope {
            caller: CallerId::parse(caller, None).unwrap(),
            agent: agent.map(|agent| AgentId::parse(agent).unwrap()),
        }
    }

    #[test]
    fn a_caller_known_to_all_agents_is_a_user_by_the_same_name() {
        assert_eq!(user_id(&scope("+12025550143", None)), "+12025550143");
    }

    #[test]
    fn a_caller_under_an_agent_is_another_user() {
        let scope = scope("+12025550143", Some("agent_1"));
        assert_eq!(user_id(&scope), "agent:agent_1:+12025550143");
    }

    #[test]
    fn no_two_scopes_under_agents_share_a_user() {
        assert_ne!(
            user_id(&scope("b:c", Some("a"))),
            user_id(&scope("c", Some("a:b"))),
        );
        assert_ne!(
            user_id(&scope("c", Some("a%3Ab"))),
            user_id(&scope("c", Some("a:b"))),
        );
    }

    #[test]
    fn a_caller_who_is_called_like_one_under_an_agent_is_somebody_else() {
        let (named, robin) = (
            scope("agent:agent_1:+12025550143", None),
            scope("+12025550143", Some("agent_1")),
        );
        assert_ne!(user_id(&named), user_id(&robin));
        assert!(is_caller(&user_id(&named), &named.caller));
        assert!(!is_caller(&user_id(&named), &robin.caller));
        assert!(!is_caller(&user_id(&robin), &named.caller));
    }

    #[test]
    fn a_caller_is_recognised_under_every_agent_and_nobody_else_is() {
        let robin = scope("+12025550143", None).caller;
        for agent in [None, Some("agent_1"), Some("a:b")] {
            assert!(is_caller(&user_id(&scope("+12025550143", agent)), &robin));
            assert!(!is_caller(&user_id(&scope("+12025550144", agent)), &robin));
        }
        assert!(!is_caller("tenant7:+12025550143", &robin));
    }
}
