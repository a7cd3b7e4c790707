//! The ledger of what was given to a platform elsewhere.

use async_trait::async_trait;
use jiff::Timestamp;
use memories_domain::{BeginOutcome, CallPart, ConversationId, IdempotencyLedger, StoreError};
use rusqlite::{Connection, OptionalExtension};

use crate::{SqliteStore, digest, failure::Failure, learn, time};

#[async_trait]
impl IdempotencyLedger for SqliteStore {
    async fn begin(
        &self,
        conversation: &ConversationId,
        part: CallPart,
        at: Timestamp,
    ) -> Result<BeginOutcome, StoreError> {
        let name = digest::conversation(conversation.as_str());
        let work = move |connection: &Connection| begin(connection, name, part, at);
        Ok(self.writer.write(work).await?)
    }

    async fn done(&self, conversation: &ConversationId, part: CallPart) -> Result<(), StoreError> {
        let name = digest::conversation(conversation.as_str());
        let work = move |connection: &Connection| {
            connection
                .prepare_cached(
                    "UPDATE mem0_ledger SET done = 1 WHERE conversation = ?1 AND part = ?2",
                )?
                .execute((name, part.name()))?;
            Ok(())
        };
        Ok(self.writer.write(work).await?)
    }

    async fn withdraw(
        &self,
        conversation: &ConversationId,
        part: CallPart,
    ) -> Result<(), StoreError> {
        let name = digest::conversation(conversation.as_str());
        let work = move |connection: &Connection| {
            connection
                .prepare_cached(
                    "DELETE FROM mem0_ledger WHERE conversation = ?1 AND part = ?2 AND done = 0",
                )?
                .execute((name, part.name()))?;
            Ok(())
        };
        Ok(self.writer.write(work).await?)
    }
}

/// A conversation that was learned here, or whose caller was forgotten, counts as
/// given in full: a worker may be reading its event at this moment.
fn begin(
    connection: &Connection,
    conversation: [u8; 16],
    part: CallPart,
    at: Timestamp,
) -> Result<BeginOutcome, Failure> {
    if learn::is_entered(connection, conversation)? {
        return Ok(BeginOutcome::Done);
    }
    let found: Option<(i64, bool)> = connection
        .prepare_cached(
            "SELECT begun_at, done FROM mem0_ledger WHERE conversation = ?1 AND part = ?2",
        )?
        .query_row((conversation, part.name()), |row| {
            Ok((row.get(0)?, row.get(1)?))
        })
        .optional()?;
    match found {
        Some((_, true)) => Ok(BeginOutcome::Done),
        Some((begun_at, false)) => Ok(BeginOutcome::Unfinished {
            since: time::from_column(begun_at, "mem0_ledger.begun_at")?,
        }),
        None => {
            connection
                .prepare_cached(
                    "INSERT INTO mem0_ledger (conversation, part, begun_at) VALUES (?1, ?2, ?3)",
                )?
                .execute((conversation, part.name(), at.as_microsecond()))?;
            Ok(BeginOutcome::New)
        }
    }
}
