//! What the three calls need.

use std::{num::NonZeroUsize, sync::Arc, time::Duration};

use async_trait::async_trait;
use futures::TryStreamExt;
use jiff::Timestamp;
use mem0_client::{Client, Error, ListRequest, Memory as Stored, SearchRequest};
use memories_domain::{
    Call, CallerRecord, IngestOutcome, MemoryStore, Scope, ScoredMemory, StoreError,
};
use tokio::time::timeout;

use crate::{
    CircuitState, Mem0Store,
    failure::{explained, is_outage, unusable},
    identity, record, remembered,
};

/// Pages of a list that are asked for at the same time: enough for 1,800
/// memories in two round trips.
const PAGES_AT_ONCE: NonZeroUsize = NonZeroUsize::MIN.saturating_add(7);

/// How long a success vouches for the platform.
const READY_FOR: Duration = Duration::from_secs(10);

#[async_trait]
impl MemoryStore for Mem0Store {
    /// Follows every page.
    async fn recall(&self, scope: &Scope) -> Result<Arc<CallerRecord>, StoreError> {
        let request =
            ListRequest::new(identity::everything(scope).map_err(unusable)?).latest_only(true);
        let stored: Vec<Stored> = self
            .read(|client| async move {
                let pages = client.list_concurrently(&request, PAGES_AT_ONCE);
                pages.try_collect().await
            })
            .await?;
        Ok(Arc::new(record::of(stored)))
    }

    async fn search(
        &self,
        scope: &Scope,
        query: &str,
        limit: usize,
    ) -> Result<Vec<ScoredMemory>, StoreError> {
        if limit == 0 || query.trim().is_empty() {
            return Ok(Vec::new());
        }
        let top_k = u32::try_from(limit)
            .unwrap_or(u32::MAX)
            .min(SearchRequest::MAX_TOP_K);
        let request = SearchRequest::new(query, identity::everything(scope).map_err(unusable)?)
            .and_then(|request| request.top_k(top_k))
            .and_then(|request| request.threshold(self.0.threshold))
            .map_err(unusable)?
            .latest_only(true);
        let found = self
            .read(|client| async move { client.search(&request).await })
            .await?;
        Ok(found
            .into_iter()
            .filter_map(remembered::scored)
            .take(limit)
            .collect())
    }

    /// What the platform extracts is not known when this returns: `added` counts
    /// the profile facts alone.
    async fn learn(
        &self,
        scope: &Scope,
        call: &Call,
        expires_at: Option<Timestamp>,
    ) -> Result<IngestOutcome, StoreError> {
        self.learn_parts(scope, call, expires_at).await
    }

    /// Asks the platform unless it has answered somebody within the last ten
    /// seconds, or is known to be down.
    async fn ready(&self) -> Result<(), StoreError> {
        if self.0.circuit.succeeded_within(READY_FOR) {
            return Ok(());
        }
        self.read(|client| async move { client.ping().await })
            .await?;
        Ok(())
    }
}

impl Mem0Store {
    /// Reads for somebody who waits: within the time there is, and not at all
    /// while the platform is down.
    async fn read<T, W>(&self, work: impl FnOnce(Client) -> W) -> Result<T, StoreError>
    where
        W: Future<Output = Result<T, Error>>,
    {
        let permit = self
            .0
            .circuit
            .enter(self.0.timeout)
            .map_err(|_| self.is_down())?;
        let limit = permit.limit();
        match timeout(limit, work(self.0.client.with_timeout(limit))).await {
            Ok(Err(error)) if is_outage(&error) => {
                permit.failed();
                Err(explained(error))
            }
            Ok(Err(error)) => {
                permit.refused();
                Err(explained(error))
            }
            Ok(Ok(answer)) => {
                permit.succeeded();
                Ok(answer)
            }
            Err(_) => {
                permit.failed();
                Err(StoreError::Timeout)
            }
        }
    }

    fn is_down(&self) -> StoreError {
        let (when, retry_after) = match self.circuit() {
            CircuitState::Open { retry_in } => (
                format!("the next attempt is in {} s", retry_in.as_secs() + 1),
                Some(retry_in),
            ),
            CircuitState::HalfOpen | CircuitState::Closed => {
                ("an attempt is being made".to_owned(), None)
            }
        };
        StoreError::Upstream {
            reason: format!("it failed repeatedly and is not asked at the moment; {when}"),
            transient: true,
            retry_after,
        }
    }
}
