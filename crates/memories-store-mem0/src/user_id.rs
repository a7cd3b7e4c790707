//! The `user_id` under which a scope's memories are stored.

use std::borrow::Cow;

use mem0_client::{Entity, Filter, InvalidRequest};
use memories_domain::{CallerId, ProjectId, Scope};

const AGENT_PREFIX: &str = "agent:";
const PROJECT_PREFIX: &str = "project:";

pub(crate) fn entity(scope: &Scope) -> Result<Entity, InvalidRequest> {
    Entity::user(user_id(scope))
}

/// All memories of a scope, also those that earlier versions kept under another form of the
/// caller's number.
pub(crate) fn filter(scope: &Scope) -> Result<Filter, InvalidRequest> {
    let mut filter = Filter::new(entity(scope)?);
    for former in scope.caller.former_keys() {
        filter = filter.or(Entity::user(user_id_of(scope, &former))?);
    }
    Ok(filter)
}

pub(crate) fn user_id(scope: &Scope) -> String {
    user_id_of(scope, scope.caller.as_str())
}

/// Whether a `user_id` is one under which memories of a scope are stored.
pub(crate) fn is_in_scope(user_id: &str, scope: &Scope) -> bool {
    let mut former = scope.caller.former_keys().into_iter();
    user_id == self::user_id(scope) || former.any(|key| user_id == user_id_of(scope, &key))
}

fn user_id_of(scope: &Scope, caller: &str) -> String {
    let project = project_prefix(&scope.project);
    match &scope.agent {
        None => format!("{project}{}", escape_caller(caller)),
        Some(agent) => format!("{project}{AGENT_PREFIX}{}:{caller}", encode(agent.as_str())),
    }
}

/// Whether a `user_id` belongs to this caller, under any agent or none.
pub(crate) fn is_caller(user_id: &str, project: &ProjectId, caller: &CallerId) -> bool {
    let Some(in_project) = user_id.strip_prefix(&project_prefix(project)) else {
        return false;
    };
    let is_key = |key: &str| {
        let under_agent = in_project
            .strip_prefix(AGENT_PREFIX)
            .and_then(|rest| rest.split_once(':'))
            .is_some_and(|(agent, id)| !agent.is_empty() && id == key);
        under_agent || in_project == escape_caller(key)
    };
    is_key(caller.as_str()) || caller.former_keys().iter().any(|key| is_key(key))
}

/// Empty for the default project.
fn project_prefix(project: &ProjectId) -> String {
    if *project == ProjectId::default() {
        String::new()
    } else {
        format!("{PROJECT_PREFIX}{}:", encode(project.as_str()))
    }
}

/// Prefixes a caller id that looks like an agent's or a project's with an empty id of that kind,
/// which no agent or project has, so that they cannot collide.
fn escape_caller(caller: &str) -> Cow<'_, str> {
    for prefix in [AGENT_PREFIX, PROJECT_PREFIX] {
        if caller.starts_with(prefix) {
            return format!("{prefix}:{caller}").into();
        }
    }
    caller.into()
}

/// Encodes the colon, which ends the id.
fn encode(id: &str) -> Cow<'_, str> {
    if id.contains(['%', ':']) {
        id.replace('%', "%25").replace(':', "%3A").into()
    } else {
        id.into()
    }
}

#[cfg(test)]
mod tests {
    use std::collections::HashSet;

    use memories_domain::{AgentId, Platform};

    use super::*;

    const NUMBER: &str = "+12025550143";

    fn scope(project: Option<&str>, caller: &str, agent: Option<&str>) -> Scope {
        Scope {
            project: project.map_or_else(ProjectId::default, |id| ProjectId::parse(id).unwrap()),
            caller: CallerId::parse(caller, None).unwrap(),
            agent: agent.map(|id| AgentId::new(Platform::ElevenLabs, id).unwrap()),
        }
    }

    #[test]
    fn the_user_id_of_a_caller_who_is_shared_by_all_agents_is_the_callers_id() {
        assert_eq!(user_id(&scope(None, NUMBER, None)), NUMBER);
    }

    #[test]
    fn a_caller_of_one_agent_has_the_agents_id_in_front() {
        let scope = scope(None, NUMBER, Some("agent_1"));
        assert_eq!(user_id(&scope), "agent:agent_1:+12025550143");
    }

    #[test]
    fn a_caller_of_another_project_has_its_id_in_front() {
        let shared = scope(Some("hotel: north"), NUMBER, None);
        assert_eq!(user_id(&shared), "project:hotel%3A north:+12025550143");
        let under_agent = scope(Some("hotel"), NUMBER, Some("agent_1"));
        assert_eq!(
            user_id(&under_agent),
            "project:hotel:agent:agent_1:+12025550143"
        );
    }

    #[test]
    fn no_two_scopes_have_the_same_user_id_and_each_belongs_to_one_caller() {
        let projects = [None, Some("p"), Some("p:q"), Some("p%3Aq"), Some("agent")];
        let agents = [None, Some("a"), Some("a:b"), Some("a%3Ab")];
        let callers = [
            "c",
            "b:c",
            "agent:a:c",
            "agent:c",
            "project:p:c",
            "project:c",
            "project:p:agent:a:c",
        ];
        let mut scopes = Vec::new();
        for project in projects {
            for agent in agents {
                scopes.extend(callers.map(|caller| scope(project, caller, agent)));
            }
        }
        let ids: HashSet<String> = scopes.iter().map(user_id).collect();
        assert_eq!(ids.len(), scopes.len());
        for stored in &scopes {
            for asked in &scopes {
                let same = stored.project == asked.project && stored.caller == asked.caller;
                let id = user_id(stored);
                assert_eq!(
                    is_caller(&id, &asked.project, &asked.caller),
                    same,
                    "{id} {asked:?}"
                );
            }
        }
    }

    #[test]
    fn memories_under_the_other_form_of_a_number_belong_to_its_caller() {
        let robin = scope(None, "+525512345678", None);
        assert_eq!(
            serde_json::to_value(filter(&robin).unwrap()).unwrap(),
            serde_json::json!({"OR": [
                {"user_id": "+525512345678"},
                {"user_id": "+5215512345678"},
            ]})
        );
        assert!(is_in_scope("+5215512345678", &robin));
        assert!(is_caller("+5215512345678", &robin.project, &robin.caller));
        assert!(is_caller(
            "agent:a:+5215512345678",
            &robin.project,
            &robin.caller
        ));
        assert!(!is_in_scope("+5215512345679", &robin));
    }

    #[test]
    fn the_user_ids_of_other_software_belong_to_no_caller() {
        let robin = scope(None, NUMBER, None);
        for id in ["tenant7:+12025550143", "agent:+12025550143", "agent:"] {
            assert!(!is_caller(id, &robin.project, &robin.caller), "{id}");
        }
    }
}
