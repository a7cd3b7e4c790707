use jiff::Timestamp;
use mem0_client::{AddRequest, Error, MemoryId as StoredId, Message, Update};
use memories_domain::{Annotations, MemoryKind, Scope, Source, Speaker};
use serde_json::{Map, Value};

use crate::{Mem0Store, expiry, metadata, user_id};

/// A memory that is stored verbatim, without the platform's extraction (`infer=false`).
pub(crate) struct DirectMemory<'m> {
    pub(crate) text: &'m str,
    pub(crate) kind: &'m MemoryKind,
    pub(crate) metadata: Map<String, Value>,
    pub(crate) expires_at: Option<Timestamp>,
}

impl<'m> DirectMemory<'m> {
    pub(crate) fn new(
        text: &'m str,
        kind: &'m MemoryKind,
        annotations: &Annotations,
        source: Option<&Source>,
        timestamp: Timestamp,
        expires_at: Option<Timestamp>,
    ) -> Self {
        Self {
            text,
            kind,
            metadata: metadata::for_memory(kind, annotations, source, timestamp),
            expires_at,
        }
    }

    #[must_use]
    pub(crate) fn with_metadata(mut self, key: &str, value: impl Into<Value>) -> Self {
        self.metadata.insert(key.to_owned(), value.into());
        self
    }

    /// The request that adds it.
    pub(crate) fn add_request(self, scope: &Scope) -> Result<AddRequest, Error> {
        let message = match self.kind {
            MemoryKind::Semantic {
                speaker: Some(Speaker::Agent),
                ..
            } => Message::assistant(self.text),
            _ => Message::user(self.text),
        };
        let request = AddRequest::new(&user_id::entity(scope)?, [message])?.infer(false);
        let request = metadata::attach(request, self.metadata);
        Ok(match self.expires_at {
            Some(expires_at) => request.expiration_date(expiry::to_date(expires_at)),
            None => request,
        })
    }

    fn update(self) -> Update {
        let update = Update::new().text(self.text).metadata(self.metadata);
        match self.expires_at {
            Some(expires_at) => update.expiration_date(expiry::to_date(expires_at)),
            None => update.clear_expiration_date(),
        }
    }
}

impl Mem0Store {
    /// Returns `None` if the platform considers it a duplicate of a memory, which it does not
    /// name.
    pub(crate) async fn add_verbatim(
        &self,
        scope: &Scope,
        memory: DirectMemory<'_>,
    ) -> Result<Option<StoredId>, Error> {
        let response = self.client().add(&memory.add_request(scope)?).await?;
        Ok(response.results.into_iter().next().map(|added| added.id))
    }

    /// Replaces the text, the metadata and the expiry of a memory.
    pub(crate) async fn replace(
        &self,
        id: &StoredId,
        memory: DirectMemory<'_>,
    ) -> Result<(), Error> {
        self.client().update(id, &memory.update()).await?;
        Ok(())
    }
}
