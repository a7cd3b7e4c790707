use std::sync::Arc;

use memories_domain::{
    AgentId, CallerCandidates, CallerRecord, MaskedCaller, OperatorWarning, Scope, WarningCause,
    ports::{MemoryReader, StoreError},
};
use tokio::task::spawn_blocking;

use super::{
    caller_resolver::{CallerResolver, ScopeError},
    operator_warnings::OperatorWarnings,
    read_policy::ReadPolicy,
};

/// While the phone rings: loads the caller's record.
#[derive(Clone)]
pub struct GetClientData {
    pub reader: Arc<dyn MemoryReader>,
    pub callers: CallerResolver,
    pub policy: ReadPolicy,
    pub warnings: OperatorWarnings,
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
    /// `agent` is the agent that answers the call.
    pub async fn load(
        &self,
        candidates: &CallerCandidates<'_>,
        agent: Option<AgentId>,
    ) -> Result<ClientData, ClientDataError> {
        let scope = match self.callers.resolve(candidates) {
            Ok(identified) => self.callers.scope(identified.caller, agent.clone())?,
            Err(reason) => {
                tracing::debug!(%reason, "request without a caller");
                return Ok(ClientData {
                    scope: None,
                    agent,
                    record: Arc::default(),
                });
            }
        };
        let load = async { Ok(with_knowledge(self.reader.load(&scope).await?).await) };
        let record = self.policy.run(&scope, load).await?;
        let record = record.unwrap_or_default();
        let data = ClientData {
            scope: Some(scope),
            agent,
            record,
        };
        self.warn_of_shared_line(&data);
        Ok(data)
    }

    /// Tells the operator what a ringing call has shown.
    pub(crate) fn warn(&self, data: &ClientData, cause: WarningCause) {
        let agent = data.agent.clone();
        let warning = OperatorWarning { agent, cause };
        self.warnings.tell(&self.callers.project, warning);
    }

    fn warn_of_shared_line(&self, data: &ClientData) {
        let scope = data.scope.as_ref();
        if let Some(cause) = scope.and_then(|scope| shared_line(scope, &data.record)) {
            self.warn(data, cause);
        }
    }
}

/// Derives what is true, where the store has not done so, away from the runtime's threads.
async fn with_knowledge(record: Arc<CallerRecord>) -> Arc<CallerRecord> {
    if record.has_knowledge() {
        return record;
    }
    let deriving = Arc::clone(&record);
    // After a panic it is derived where it is used, and panics there.
    drop(spawn_blocking(move || deriving.derive_knowledge()).await);
    record
}

/// The warning of a line that several people use.
fn shared_line(scope: &Scope, record: &CallerRecord) -> Option<WarningCause> {
    let line = record.knowledge().line();
    let people = line.people().iter().filter(|person| person.is_confirmed());
    line.is_shared().then(|| WarningCause::SharedLine {
        caller: MaskedCaller::new(&scope.caller),
        people: u32::try_from(people.count()).unwrap_or(u32::MAX),
    })
}
