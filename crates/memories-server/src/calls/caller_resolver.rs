use memories_domain::{
    AgentId, CallerCandidates, CallerId, IdentifiedCaller, InvalidCallerId, ProjectId, Region,
    Scope,
};
use tracing::{Span, field};

/// Resolves the caller of a request or an event to a [`Scope`].
#[derive(Debug, Clone)]
pub struct CallerResolver {
    pub project: ProjectId,
    /// The country of numbers written without a country code.
    pub region: Option<Region>,
    pub scope_kind: ScopeKind,
}

/// Who shares the memories of a caller.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ScopeKind {
    /// All agents.
    Caller,
    /// Each agent has its own.
    Agent,
}

/// Why a request has no scope.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum ScopeError {
    #[error("`agent_id` is missing: here each agent has its own memories")]
    AgentMissing,
}

impl CallerResolver {
    /// The first of several candidates that identifies a caller.
    pub fn resolve(
        &self,
        candidates: &CallerCandidates<'_>,
    ) -> Result<IdentifiedCaller, InvalidCallerId> {
        candidates.identify(self.region)
    }

    /// The scope of a caller who talks to `agent`.
    pub fn scope(&self, caller: CallerId, agent: Option<AgentId>) -> Result<Scope, ScopeError> {
        let agent = match self.scope_kind {
            ScopeKind::Caller => None,
            ScopeKind::Agent => Some(agent.ok_or(ScopeError::AgentMissing)?),
        };
        Ok(Scope {
            project: self.project.clone(),
            caller,
            agent,
        })
    }
}

/// Adds the masked caller id to the log lines of the current request.
pub(super) fn record_caller(caller: &CallerId) {
    Span::current().record("user_id", field::display(caller.masked()));
}
