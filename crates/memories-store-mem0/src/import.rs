//! Putting back memories that were exported.

use std::collections::HashSet;

use futures::TryStreamExt;
use jiff::Timestamp;
use mem0_client::{AddRequest, ListRequest, Memory as Stored, Message};
use memories_domain::{Memory, MemoryKind, Scope, Speaker, StoreError};

use crate::{
    Mem0Store, expiry,
    failure::{explained, unusable},
    identity,
    metadata::{self, IMPORTED_ID},
};

/// What is there already.
#[derive(Default)]
struct Present {
    ids: HashSet<String>,
    statements: HashSet<(&'static str, String)>,
}

impl Mem0Store {
    /// Adds what is not there yet; returns how many. After a failure the import
    /// can simply be repeated.
    pub(crate) async fn import_new(
        &self,
        scope: &Scope,
        memories: &[Memory],
    ) -> Result<usize, StoreError> {
        let now = Timestamp::now();
        let mut present = self.present(scope).await?;
        let mut new = 0;
        for memory in memories {
            if expiry::is_over(memory, now) || !present.enter(memory) {
                continue;
            }
            let request = restored(scope, memory).map_err(unusable)?;
            self.0.client.add(&request).await.map_err(explained)?;
            new += 1;
        }
        Ok(new)
    }

    async fn present(&self, scope: &Scope) -> Result<Present, StoreError> {
        let filter = identity::everything(scope).map_err(unusable)?;
        let stored: Vec<Stored> = self
            .0
            .client
            .list(&ListRequest::new(filter))
            .try_collect()
            .await
            .map_err(explained)?;
        let mut present = Present::default();
        for stored in stored {
            let imported = stored.metadata.get(IMPORTED_ID);
            let imported = imported.and_then(|id| id.as_str()).map(str::to_owned);
            present.ids.extend(imported);
            present.ids.insert(stored.id.as_str().to_owned());
            let kind = metadata::kind(&stored.metadata).name();
            present.statements.insert((kind, stored.memory));
        }
        Ok(present)
    }
}

impl Present {
    /// Notes a memory; returns whether it was not there.
    fn enter(&mut self, memory: &Memory) -> bool {
        let statement = (memory.kind.name(), memory.text.as_str().to_owned());
        let new_id = self.ids.insert(memory.id.as_str().to_owned());
        self.statements.insert(statement) && new_id
    }
}

fn restored(scope: &Scope, memory: &Memory) -> Result<AddRequest, mem0_client::InvalidRequest> {
    let message = match &memory.kind {
        MemoryKind::Semantic {
            speaker: Some(Speaker::Agent),
            ..
        } => Message::assistant(memory.text.as_str()),
        _ => Message::user(memory.text.as_str()),
    };
    let metadata = metadata::of_memory(&memory.kind, memory.source.as_ref(), memory.created_at);
    let request = AddRequest::new(&identity::user(scope)?, [message])?
        .infer(false)
        .timestamp(memory.created_at)
        .metadata(IMPORTED_ID, memory.id.as_str());
    let request = metadata::attached(request, metadata);
    Ok(match memory.expires_at {
        Some(end) => request.expiration_date(expiry::last_day(end)),
        None => request,
    })
}
