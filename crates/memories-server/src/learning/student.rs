use std::{sync::Arc, time::Duration};

use elevenlabs::post_call::PostCallEvent;
use jiff::SignedDuration;
use memories_domain::{
    Call, IncomingEvent, IngestOutcome, InvalidCallerId, MemoryStore, Scope, SkipReason, StoreError,
};
use tokio::{task::spawn_blocking, time::timeout};
use tokio_util::task::AbortOnDropHandle;

use super::interpret::{Interpretation, Interpreter};

/// How long learning one call may take.
const LEARNING_DEADLINE: Duration = Duration::from_secs(30);

/// Learns from one event.
#[derive(Clone)]
pub struct Student {
    /// Where memories are kept.
    pub store: Arc<dyn MemoryStore>,
    /// Reads events as calls.
    pub interpreter: Interpreter,
    /// How long what is learned is remembered; `None` for ever.
    pub time_to_live: Option<SignedDuration>,
}

/// What an event taught.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Studied {
    /// A call, which is in the store now or was before.
    Ingested,
    /// Nothing, which is right for this event.
    Skipped(SkipReason),
    /// Nothing: the event names no caller, and trying again will not help.
    Nobody(InvalidCallerId),
    /// Nobody here understands it.
    NotUnderstood {
        /// What is wrong with it, free of what was said.
        reason: String,
    },
}

impl Student {
    /// Learns what an event teaches. A defect that panics is an error like any
    /// other of the store's.
    pub async fn study(&self, event: IncomingEvent) -> Result<Studied, StoreError> {
        let student = self.clone();
        // A task of its own, so that a defect that panics costs one event an
        // attempt and not every event its worker.
        let learning = tokio::spawn(async move { student.learn(event).await });
        let learned = AbortOnDropHandle::new(learning).await;
        learned.unwrap_or_else(|_| Err(defect()))
    }

    async fn learn(&self, event: IncomingEvent) -> Result<Studied, StoreError> {
        let interpreter = self.interpreter;
        // Megabytes are read where they keep no call waiting.
        let read = spawn_blocking(move || match PostCallEvent::from_json(&event.body) {
            Ok(parsed) => interpreter.interpret(&parsed, &event.key, event.received_at),
            Err(error) => Interpretation::Unknown(error.to_string()),
        });
        match read.await.map_err(|_| defect())? {
            Interpretation::Nothing(reason) => Ok(Studied::Skipped(reason)),
            Interpretation::Nobody(nobody) => Ok(Studied::Nobody(nobody)),
            Interpretation::Unknown(reason) => Ok(Studied::NotUnderstood { reason }),
            Interpretation::Call(scope, call) => self.learn_call(&scope, &call).await,
        }
    }

    async fn learn_call(&self, scope: &Scope, call: &Call) -> Result<Studied, StoreError> {
        let expires_at = self
            .time_to_live
            .and_then(|ttl| call.started_at.checked_add(ttl).ok());
        let learning = self.store.learn(scope, call, expires_at);
        let learned = timeout(LEARNING_DEADLINE, learning)
            .await
            .unwrap_or(Err(StoreError::Timeout))?;
        if let IngestOutcome::Call {
            added,
            updated,
            reinforced,
        } = learned
        {
            tracing::info!(
                caller = %scope.caller.masked(),
                conversation_id = %call.conversation_id,
                added, updated, reinforced,
                "call learned"
            );
        }
        Ok(Studied::Ingested)
    }
}

fn defect() -> StoreError {
    StoreError::internal("learning stopped by a defect; see the log")
}
