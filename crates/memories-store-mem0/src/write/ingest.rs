use async_trait::async_trait;
use memories_domain::{
    Scope,
    ports::{ExtractedCall, IngestOutcome, MemoryWriter, StoreError},
};
use tokio::task::spawn_blocking;

use super::{
    call_context::{CallContext, IngestCounts},
    payload::AddPayload,
};
use crate::Mem0Store;

#[async_trait]
impl MemoryWriter for Mem0Store {
    /// The platform extracts in the background: `added` counts the profile facts alone.
    async fn ingest(
        &self,
        scope: &Scope,
        extracted: ExtractedCall,
    ) -> Result<IngestOutcome, StoreError> {
        if extracted.call.skip_reason().is_some() {
            return Ok(IngestCounts::default().into());
        }
        let context = CallContext {
            scope: scope.clone(),
            source: extracted.call.source(),
            expires_at: extracted.expires_at,
        };
        // A long transcript takes some time.
        let payloads = spawn_blocking(move || AddPayload::for_call(&extracted))
            .await
            .map_err(StoreError::internal)?;
        let _lock = self.ingest_locks().lock(scope).await;
        let mut counts: Option<IngestCounts> = None;
        for payload in payloads {
            if let Some(part) = self.add_once(&context, payload).await? {
                *counts.get_or_insert_default() += part;
            }
        }
        Ok(counts.map_or(IngestOutcome::AlreadyIngested, Into::into))
    }
}
