use std::{
    collections::{HashSet, hash_map::RandomState},
    hash::BuildHasher,
    sync::{Arc, Mutex, PoisonError},
};

use memories_domain::{
    AgentId, CallerRecord, Scope,
    ports::{MemoryReader, StoreError},
};
use tokio::task::spawn_blocking;

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
    pub shared_lines: SharedLineWarnings,
}

/// Warns of each line that several people use, once for as long as the process runs.
#[derive(Clone, Default)]
pub struct SharedLineWarnings {
    /// Hashes, so that no number stays in memory.
    warned: Arc<Mutex<HashSet<u64>>>,
    hasher: RandomState,
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
        let load = async { Ok(with_knowledge(self.reader.load(&scope).await?).await) };
        let record = self.policy.run(&scope, load).await?;
        let record = record.unwrap_or_default();
        self.shared_lines.warn(&scope, &record, agent.as_ref());
        Ok(ClientData {
            scope: Some(scope),
            agent,
            record,
        })
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

impl SharedLineWarnings {
    /// So many lines are enough to know of; a service that runs for years needs no more memory.
    const MAX_LINES: usize = 10_000;

    /// The line of a request has the masked caller already.
    fn warn(&self, scope: &Scope, record: &CallerRecord, agent: Option<&AgentId>) {
        let line = record.knowledge().line();
        if !line.is_shared() || !self.is_first(scope) {
            return;
        }
        let people = line
            .people()
            .iter()
            .filter(|person| person.is_confirmed())
            .count();
        tracing::warn!(
            agent_id = agent.map(AgentId::as_str),
            people,
            "several people use this line: nobody is greeted by name, and facts of one person are \
             no dynamic variables; let the agent ask who is calling (`memories show` lists them)"
        );
    }

    fn is_first(&self, scope: &Scope) -> bool {
        let hash = self.hasher.hash_one(scope);
        let mut warned = self.warned.lock().unwrap_or_else(PoisonError::into_inner);
        warned.len() < Self::MAX_LINES && warned.insert(hash)
    }
}

#[cfg(test)]
mod tests {
    use memories_domain::CallerId;

    use super::*;

    #[test]
    fn each_line_is_warned_of_once() {
        let scope = |number| Scope::for_caller(CallerId::parse(number, None).unwrap());
        let warnings = SharedLineWarnings::default();
        assert!(warnings.is_first(&scope("+12025550143")));
        assert!(!warnings.clone().is_first(&scope("+12025550143")));
        assert!(warnings.is_first(&scope("+12025550144")));
    }
}
