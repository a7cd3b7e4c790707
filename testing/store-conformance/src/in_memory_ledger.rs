use std::{collections::HashMap, sync::Mutex};

use async_trait::async_trait;
use jiff::Timestamp;
use memories_domain::{
    CallPart, Completeness, ConversationId, ProjectId,
    ports::{BeginOutcome, IdempotencyLedger, PartKey, StoreError},
};

/// A ledger for tests of stores that need one.
#[derive(Default)]
pub struct InMemoryLedger(Mutex<HashMap<PartKey, Entry>>);

#[derive(Default)]
struct Entry {
    completed: Option<Completeness>,
    attempt: Option<(Completeness, Timestamp)>,
}

#[async_trait]
impl IdempotencyLedger for InMemoryLedger {
    async fn begin(
        &self,
        part: &PartKey,
        completeness: Completeness,
        at: Timestamp,
    ) -> Result<BeginOutcome, StoreError> {
        let mut entries = self.0.lock().unwrap();
        let entry = entries.entry(part.clone()).or_default();
        if entry
            .completed
            .is_some_and(|completed| completed >= completeness)
        {
            return Ok(BeginOutcome::Done);
        }
        if let Some((completeness, since)) = entry.attempt {
            return Ok(BeginOutcome::Unfinished {
                since,
                completeness,
            });
        }
        entry.attempt = Some((completeness, at));
        Ok(match entry.completed {
            None => BeginOutcome::New,
            Some(_) => BeginOutcome::Supersedes,
        })
    }

    async fn complete(&self, part: &PartKey) -> Result<(), StoreError> {
        let mut entries = self.0.lock().unwrap();
        let entry = entries.entry(part.clone()).or_default();
        if let Some((completeness, _)) = entry.attempt.take() {
            entry.completed = Some(completeness);
        }
        Ok(())
    }

    async fn abort(&self, part: &PartKey) -> Result<(), StoreError> {
        let mut entries = self.0.lock().unwrap();
        entries.entry(part.clone()).or_default().attempt = None;
        Ok(())
    }

    async fn close(
        &self,
        project: &ProjectId,
        conversation: &ConversationId,
    ) -> Result<(), StoreError> {
        let mut entries = self.0.lock().unwrap();
        for part in CallPart::ALL {
            let key = PartKey {
                project: project.clone(),
                conversation: conversation.clone(),
                part,
            };
            let closed = Entry {
                completed: Some(Completeness::CLOSED),
                attempt: None,
            };
            entries.insert(key, closed);
        }
        Ok(())
    }
}
