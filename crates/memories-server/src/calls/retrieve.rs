use std::sync::Arc;

use memories_domain::{
    AgentId, CallerCandidates, CallerKind, Scope, ScoredMemory,
    ports::{MemoryReader, StoreError},
};

use super::{
    caller_resolver::{CallerResolver, ScopeError},
    read_policy::ReadPolicy,
};

/// During the call: searches for the memories that answer the agent's question.
#[derive(Clone)]
pub struct Retrieve {
    pub reader: Arc<dyn MemoryReader>,
    pub callers: CallerResolver,
    pub policy: ReadPolicy,
    /// Maximum number of results.
    pub limit: usize,
}

/// The result of a search.
#[derive(Debug)]
pub enum RetrieveOutcome {
    /// Best first.
    Found(Vec<ScoredMemory>),
    /// No memory answers the question.
    NotFound,
    /// The store failed, and the call continues without memories.
    Unavailable,
}

/// Why a search fails.
#[derive(Debug, thiserror::Error)]
pub enum RetrieveError {
    #[error(transparent)]
    Scope(#[from] ScopeError),
    #[error(transparent)]
    Store(#[from] StoreError),
}

impl Retrieve {
    /// The scope of the first of several candidates that identifies a caller; `None` if there is
    /// none, for example for a withheld number.
    ///
    /// An operator's id of digits that nothing is known of is the number that it is in other
    /// fields: tools bind `user_id` to the caller's number, and some trunks send it without a plus.
    pub async fn scope(
        &self,
        candidates: &CallerCandidates<'_>,
        agent: Option<AgentId>,
    ) -> Result<Option<Scope>, RetrieveError> {
        let caller = match self.callers.resolve(candidates) {
            Ok(identified) => identified.caller,
            Err(reason) => {
                tracing::debug!(%reason, "search without a caller");
                return Ok(None);
            }
        };
        let number = match caller.kind() {
            CallerKind::UserId => candidates.as_number(self.callers.region),
            _ => None,
        };
        let scope = self.callers.scope(caller, agent.clone())?;
        let Some(number) = number else {
            return Ok(Some(scope));
        };
        let load = async { self.reader.load(&scope).await };
        let record = self.policy.run(&scope, load).await?.unwrap_or_default();
        if record.memories.is_empty() && record.calls.count == 0 {
            return Ok(Some(self.callers.scope(number, agent)?));
        }
        Ok(Some(scope))
    }

    /// Without a scope nothing is found.
    pub async fn search(
        &self,
        scope: Option<&Scope>,
        query: &str,
    ) -> Result<RetrieveOutcome, StoreError> {
        let Some(scope) = scope else {
            return Ok(RetrieveOutcome::NotFound);
        };
        let search = self.reader.search(scope, query, self.limit);
        Ok(match self.policy.run(scope, search).await? {
            Some(found) if found.is_empty() => RetrieveOutcome::NotFound,
            Some(found) => RetrieveOutcome::Found(found),
            None => RetrieveOutcome::Unavailable,
        })
    }
}
