use std::sync::Arc;

use memories_domain::{
    AgentId, CallerRecord, Scope,
    ports::{MemoryReader, StoreError},
};

use super::{
    caller_resolver::{CallerResolver, ScopeError},
    read_policy::ReadPolicy,
};

/// While the phone rings: loads the caller's record.
#[derive(Clone)]
pub struct GetClientData {
    pub reader: Arc<dyn MemoryReader>,
    pub callers: CallerResolver,
    pub policy: ReadPolicy,
}

/// The caller of a ringing call.
pub struct ClientData {
    /// `None` for a withheld number.
    pub scope: Option<Scope>,
    /// The agent that answers, where the platform names it.
    pub agent: Option<AgentId>,
    pub record: Arc<CallerRecord>,
}

/// Why the caller's record cannot be loaded.
#[derive(Debug, thiserror::Error)]
pub enum ClientDataError {
    #[error(transparent)]
    Scope(#[from] ScopeError),
    #[error(transparent)]
    Store(#[from] StoreError),
}

impl GetClientData {
    /// `caller_id` is the platform's caller id; `agent` is the agent that answers the call.
    pub async fn load(
        &self,
        caller_id: &str,
        agent: Option<AgentId>,
    ) -> Result<ClientData, ClientDataError> {
        let scope = match self.callers.resolve(&[Some(caller_id)]) {
            Ok(caller) => self.callers.scope(caller, agent.clone())?,
            Err(reason) => {
                tracing::debug!(%reason, "request without a caller");
                return Ok(ClientData {
                    scope: None,
                    agent,
                    record: Arc::default(),
                });
            }
        };
        let record = self.policy.run(&scope, self.reader.load(&scope)).await?;
        let record = record.unwrap_or_default();
        log_shared_line(&record, agent.as_ref());
        Ok(ClientData {
            scope: Some(scope),
            agent,
            record,
        })
    }
}

/// The line of a request has the masked caller already.
fn log_shared_line(record: &CallerRecord, agent: Option<&AgentId>) {
    let line = record.knowledge().line();
    if line.is_shared() {
        let people = line
            .people()
            .iter()
            .filter(|person| person.is_confirmed())
            .count();
        tracing::info!(
            agent_id = agent.map(AgentId::as_str),
            people,
            "several people use this line: nobody is named before it is clear who calls"
        );
    }
}
