//! A ledger that can be made to lose its process.

use std::{collections::HashMap, sync::Mutex};

use async_trait::async_trait;
use jiff::Timestamp;
use memories_domain::{BeginOutcome, CallPart, ConversationId, IdempotencyLedger, StoreError};

/// Between which two steps the process ends.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Crash {
    /// Between the note and the add.
    BeforeAdding(CallPart),
    /// Between the add and the note of its arrival.
    AfterAdding(CallPart),
}

type Entries = HashMap<(ConversationId, CallPart), (Timestamp, bool)>;

#[derive(Default)]
pub(crate) struct Notes {
    entries: Mutex<Entries>,
    crash: Mutex<Option<Crash>>,
}

impl Notes {
    /// Ends the next learning there, once.
    pub(crate) fn crash(&self, at: Crash) {
        *self.crash.lock().unwrap() = Some(at);
    }

    fn unless_crashed(&self, here: Crash) -> Result<(), StoreError> {
        let mut crash = self.crash.lock().unwrap();
        match *crash {
            Some(at) if at == here => {
                *crash = None;
                Err(StoreError::internal("the process ended"))
            }
            _ => Ok(()),
        }
    }
}

#[async_trait]
impl IdempotencyLedger for Notes {
    async fn begin(
        &self,
        conversation: &ConversationId,
        part: CallPart,
        at: Timestamp,
    ) -> Result<BeginOutcome, StoreError> {
        let key = (conversation.clone(), part);
        let begun = match self.entries.lock().unwrap().entry(key) {
            std::collections::hash_map::Entry::Occupied(entry) => match *entry.get() {
                (_, true) => BeginOutcome::Done,
                (since, false) => BeginOutcome::Unfinished { since },
            },
            std::collections::hash_map::Entry::Vacant(entry) => {
                entry.insert((at, false));
                BeginOutcome::New
            }
        };
        self.unless_crashed(Crash::BeforeAdding(part))?;
        Ok(begun)
    }

    async fn done(&self, conversation: &ConversationId, part: CallPart) -> Result<(), StoreError> {
        self.unless_crashed(Crash::AfterAdding(part))?;
        let key = (conversation.clone(), part);
        self.entries.lock().unwrap().get_mut(&key).unwrap().1 = true;
        Ok(())
    }

    async fn withdraw(
        &self,
        conversation: &ConversationId,
        part: CallPart,
    ) -> Result<(), StoreError> {
        let key = (conversation.clone(), part);
        self.entries.lock().unwrap().remove(&key);
        Ok(())
    }
}
