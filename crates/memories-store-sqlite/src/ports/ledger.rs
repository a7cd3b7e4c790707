use async_trait::async_trait;
use jiff::Timestamp;
use memories_domain::{
    Completeness, ConversationId, ProjectId,
    ports::{BeginOutcome, IdempotencyLedger, PartKey, StoreError},
};

use crate::{
    digest::ConversationDigest,
    store::SqliteStore,
    tables::{
        ledger::{self, LedgerKey},
        processed_parts,
    },
};

#[async_trait]
impl IdempotencyLedger for SqliteStore {
    async fn begin(
        &self,
        part: &PartKey,
        completeness: Completeness,
        at: Timestamp,
    ) -> Result<BeginOutcome, StoreError> {
        let key = ledger_key(part);
        let job = move |connection: &_| ledger::begin(connection, key, completeness, at);
        Ok(self.writer.write(job).await?)
    }

    async fn complete(&self, part: &PartKey) -> Result<(), StoreError> {
        let key = ledger_key(part);
        let job = move |connection: &_| ledger::complete(connection, key);
        Ok(self.writer.write(job).await?)
    }

    async fn abort(&self, part: &PartKey) -> Result<(), StoreError> {
        let key = ledger_key(part);
        let job = move |connection: &_| ledger::abort(connection, key);
        Ok(self.writer.write(job).await?)
    }

    async fn close(
        &self,
        project: &ProjectId,
        conversation: &ConversationId,
    ) -> Result<(), StoreError> {
        let conversation = ConversationDigest::new(project, conversation);
        let job = move |connection: &_| processed_parts::close(connection, conversation);
        Ok(self.writer.write(job).await?)
    }
}

fn ledger_key(part: &PartKey) -> LedgerKey {
    LedgerKey {
        conversation: ConversationDigest::new(&part.project, &part.conversation),
        part: part.part,
    }
}
