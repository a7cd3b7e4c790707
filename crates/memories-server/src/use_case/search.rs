use std::{sync::Arc, time::Duration};

use memories_domain::{MemoryStore, Scope, ScoredMemory, StoreError};
use tokio::time::timeout;

use super::known_caller::{LearningProgress, log_caller};
use crate::{cause::in_full, config::OnFailure};

/// In the call: the memories that answer the agent's question.
#[derive(Clone)]
pub struct Search {
    /// Where memories are kept.
    pub store: Arc<dyn MemoryStore>,
    /// Acknowledged calls that are still being learned, where they wait in this
    /// process.
    pub progress: Option<LearningProgress>,
    /// How long the store may take.
    pub deadline: Duration,
    /// What happens when the store fails.
    pub on_failure: OnFailure,
    /// How many memories are returned at most.
    pub limit: usize,
}

/// What a search found.
#[derive(Debug)]
pub enum SearchOutcome {
    /// Memories, best first.
    Found(Vec<ScoredMemory>),
    /// Nothing on record answers the question.
    Nothing,
    /// The store failed, and the operator prefers an empty answer to an error.
    Unavailable,
}

impl Search {
    /// Searches the memories in `scope`; without a scope nothing is known.
    pub async fn answer(
        &self,
        scope: Option<&Scope>,
        query: &str,
    ) -> Result<SearchOutcome, StoreError> {
        let Some(scope) = scope else {
            return Ok(SearchOutcome::Nothing);
        };
        log_caller(&scope.caller);
        let search = timeout(self.deadline, async {
            if let Some(progress) = &self.progress {
                progress.caught_up(&scope.caller).await;
            }
            self.store.search(scope, query, self.limit).await
        });
        match search.await.unwrap_or(Err(StoreError::Timeout)) {
            Ok(found) if found.is_empty() => Ok(SearchOutcome::Nothing),
            Ok(found) => Ok(SearchOutcome::Found(found)),
            Err(error) if self.on_failure == OnFailure::Degrade => {
                tracing::error!(error = in_full(&error), caller = %scope.caller.masked(), "search answered without memories");
                Ok(SearchOutcome::Unavailable)
            }
            Err(error) => Err(error),
        }
    }
}
