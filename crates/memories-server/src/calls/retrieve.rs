use std::sync::Arc;

use memories_domain::{
    AgentId, Scope, ScoredMemory,
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

impl Retrieve {
    /// The scope of the first valid caller id of several candidates; `None` if there is none, for
    /// example for a withheld number.
    pub fn scope(
        &self,
        candidates: &[Option<&str>],
        agent: Option<AgentId>,
    ) -> Result<Option<Scope>, ScopeError> {
        match self.callers.resolve(candidates) {
            Ok(caller) => self.callers.scope(caller, agent).map(Some),
            Err(reason) => {
                tracing::debug!(%reason, "search without a caller");
                Ok(None)
            }
        }
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
