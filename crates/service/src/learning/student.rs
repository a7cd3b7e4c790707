use std::{sync::Arc, time::Duration};

use backon::{BackoffBuilder, ExponentialBuilder};
use elevenlabs::post_call::PostCallEvent;
use jiff::{SignedDuration, Timestamp};
use memory::{Call, Learned, MemoryStore, PendingEvent, Scope, Settlement, StoreError};
use tokio::{task::spawn_blocking, time::timeout};

use super::interpret::{Interpretation, Interpreter};
use crate::cause::in_full;

/// Attempts before an event is given up: an outage of some hours is waited out.
const MAX_ATTEMPTS: u32 = 50;
/// However long a store asks to be left alone, it is asked again after this.
const LONGEST_WAIT: Duration = Duration::from_hours(1);
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
            Ok(Err(error)) if error.is_transient() => {
                let wait = error.retry_after().unwrap_or_default();
                later(attempts, wait, in_full(&error))
            }
            Ok(Err(error)) => Settlement::Dead {
                reason: in_full(&error),
            },
            Err(_) => later(attempts, Duration::ZERO, defect()),
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
/// up to twice as long by chance) and not before the store wants it, or gives up.
fn later(attempts: u32, wait: Duration, reason: String) -> Settlement {
    let next_attempt = ExponentialBuilder::default()
        .with_min_delay(Duration::from_secs(1))
        .with_max_delay(Duration::from_mins(5))
        .with_max_times(MAX_ATTEMPTS as usize - 1)
        .with_jitter()
        .build()
        .nth(attempts as usize)
        .map(|delay| delay.max(wait.min(LONGEST_WAIT)))
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

    fn next_attempt(attempts: u32, wait: Duration) -> Option<SignedDuration> {
        let now = Timestamp::now();
        match later(attempts, wait, String::new()) {
            Settlement::RetryAt { at, .. } => Some(at.duration_since(now)),
            _ => None,
        }
    }

    #[test]
    fn an_outage_of_three_hours_is_waited_out_and_then_an_event_is_given_up() {
        let waits = (0..MAX_ATTEMPTS).map_while(|attempts| next_attempt(attempts, Duration::ZERO));
        let waits: Vec<SignedDuration> = waits.collect();
        assert_eq!(waits.len(), MAX_ATTEMPTS as usize - 1);
        assert!(waits.into_iter().sum::<SignedDuration>() > SignedDuration::from_hours(3));
    }

    #[test]
    fn a_store_that_wants_to_be_left_alone_is_for_an_hour_at_most() {
        let minute = next_attempt(0, Duration::from_mins(1)).unwrap();
        assert!(minute >= SignedDuration::from_mins(1), "{minute}");
        let years = next_attempt(0, Duration::from_hours(100_000)).unwrap();
        assert!(years <= SignedDuration::from_mins(61), "{years}");
    }
}
