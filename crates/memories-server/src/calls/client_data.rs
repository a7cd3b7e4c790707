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
            Ok(caller) => self.callers.scope(caller, agent)?,
            Err(reason) => {
                tracing::debug!(%reason, "request without a caller");
                return Ok(ClientData {
                    scope: None,
                    record: Arc::default(),
                });
            }
        };
        let record = self.policy.run(&scope, self.reader.load(&scope)).await?;
        Ok(ClientData {
            scope: Some(scope),
            record: record.unwrap_or_default(),
        })
    }
}
