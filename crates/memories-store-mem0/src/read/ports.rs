use std::{num::NonZeroUsize, sync::Arc, time::Duration};

use async_trait::async_trait;
use futures::TryStreamExt;
use mem0_client::{ListRequest, Memory as StoredMemory, SearchRequest};
use memories_domain::{
    CallerRecord, Scope, ScoredMemory,
    ports::{MemoryReader, StoreError},
};

use super::{Mem0Reader, convert, record};
use crate::{error::invalid_request, user_id};

/// Concurrent requests for pages: 1,800 memories take two round trips.
const MAX_CONCURRENT_PAGES: NonZeroUsize = NonZeroUsize::MIN.saturating_add(7);

/// How long a successful read proves that the platform is up.
const READY_AFTER_SUCCESS: Duration = Duration::from_secs(10);

#[async_trait]
impl MemoryReader for Mem0Reader {
    async fn load(&self, scope: &Scope) -> Result<Arc<CallerRecord>, StoreError> {
        let filter = user_id::filter(scope).map_err(invalid_request)?;
        let request = ListRequest::new(filter).latest_only(true);
        let stored: Vec<StoredMemory> = self
            .read(|client| async move {
                let pages = client.list_concurrently(&request, MAX_CONCURRENT_PAGES);
                pages.try_collect().await
            })
            .await?;
        Ok(Arc::new(record::from_stored(stored)))
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
        let filter = user_id::filter(scope).map_err(invalid_request)?;
        let request = SearchRequest::new(query, filter)
            .and_then(|request| request.top_k(top_k))
            .and_then(|request| request.threshold(self.threshold()))
            .map_err(invalid_request)?
            .latest_only(true);
        let results = self
            .read(|client| async move { client.search(&request).await })
            .await?;
        Ok(results
            .into_iter()
            .filter_map(convert::scored_memory)
            .take(limit)
            .collect())
    }

    /// Sends a ping, unless a read succeeded recently or the circuit is open.
    async fn ready(&self) -> Result<(), StoreError> {
        if self.succeeded_within(READY_AFTER_SUCCESS) {
            return Ok(());
        }
        self.read(|client| async move { client.ping().await })
            .await?;
        Ok(())
    }
}
