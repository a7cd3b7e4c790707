use std::{sync::Arc, time::Duration};

use backon::{BackoffBuilder, ExponentialBuilder};
use elevenlabs::post_call::PostCallEvent;
use jiff::{SignedDuration, Timestamp};
use memory::{Call, Learned, MemoryStore, PendingEvent, Scope, Settlement, StoreError};
use tokio::{task::spawn_blocking, time::timeout};

use super::interpret::{Interpretation, Interpreter};
use crate::cause::in_full;

/// Attempts before an event is given up.
const MAX_ATTEMPTS: u32 = 10;
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

impl Student {
    /// Learns what an event teaches, and tells what became of it.
    pub(super) async fn attempt(&self, event: PendingEvent) -> Settlement {
        let (id, attempts) = (event.id, event.attempts);
        let student = self.clone();
        // A task of its own, so that a defect that panics costs one event an
        // attempt and not every event its worker.
        let learned = tokio::spawn(async move { student.learn(event).await }).await;
        let settlement = match learned {
            Ok(Ok(settlement)) => settlement,
            Ok(Err(error)) => failed(attempts, error.is_transient(), in_full(&error)),
            Err(_) => failed(attempts, true, defect()),
        };
        log(id, &settlement);
        settlement
    }

    async fn learn(&self, event: PendingEvent) -> Result<Settlement, StoreError> {
        let interpreter = self.interpreter;
        // Megabytes are read where they keep no call waiting.
        let read = spawn_blocking(move || match PostCallEvent::from_json(&event.body) {
            Ok(parsed) => interpreter.interpret(&parsed, &event.key, event.received_at),
            Err(error) => Interpretation::Unknown(error.to_string()),
        });
        Ok(match read.await {
            Ok(Interpretation::Nothing(reason)) => Settlement::NothingToLearn(reason),
            Ok(Interpretation::Unknown(reason)) => Settlement::NotUnderstood { reason },
            Ok(Interpretation::Call(scope, call)) => self.learn_call(&scope, &call).await?,
            Err(_) => return Err(StoreError::internal(defect())),
        })
    }

    async fn learn_call(&self, scope: &Scope, call: &Call) -> Result<Settlement, StoreError> {
        let expires_at = self
            .time_to_live
            .and_then(|ttl| call.started_at.checked_add(ttl).ok());
        let learning = self.store.learn(scope, call, expires_at);
        let learned = timeout(LEARNING_DEADLINE, learning)
            .await
            .unwrap_or(Err(StoreError::Timeout))?;
        if let Learned::Call {
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
        Ok(Settlement::Learned)
    }
}

fn defect() -> String {
    "learning stopped by a defect; see the log".to_owned()
}

/// Tries again later, longer after every attempt (1 s, 2 s, 4 s … 5 min, each
/// up to twice as long by chance), or gives up.
fn failed(attempts: u32, transient: bool, reason: String) -> Settlement {
    let next_attempt = ExponentialBuilder::default()
        .with_min_delay(Duration::from_secs(1))
        .with_max_delay(Duration::from_mins(5))
        .with_max_times(MAX_ATTEMPTS as usize - 1)
        .with_jitter()
        .build()
        .nth(attempts as usize)
        .filter(|_| transient)
        .and_then(|delay| Timestamp::now().checked_add(delay).ok());
    match next_attempt {
        Some(at) => Settlement::RetryAt { at, reason },
        None => Settlement::Dead { reason },
    }
}

fn log(id: i64, settlement: &Settlement) {
    match settlement {
        Settlement::Learned => {}
        Settlement::NothingToLearn(reason) => {
            tracing::info!(event = id, %reason, "call teaches nothing");
        }
        Settlement::NotUnderstood { reason } => {
            tracing::warn!(event = id, reason, "event kept, not understood");
        }
        Settlement::RetryAt { at, reason } => {
            tracing::warn!(event = id, reason, %at, "event will be tried again");
        }
        Settlement::Dead { reason } => {
            tracing::error!(event = id, reason, "event given up; see `inbox list`");
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn is_dead(attempts: u32, transient: bool) -> bool {
        matches!(
            failed(attempts, transient, String::new()),
            Settlement::Dead { .. }
        )
    }

    #[test]
    fn an_event_is_given_up_after_ten_attempts() {
        assert!((0..9).all(|attempts| !is_dead(attempts, true)));
        assert!(is_dead(9, true));
    }

    #[test]
    fn what_trying_again_cannot_mend_is_given_up_at_once() {
        assert!(is_dead(0, false));
    }
}
