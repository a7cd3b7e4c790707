//! What becomes of an event that waits in the inbox, when it is tried.

use std::time::Duration;

use backon::{BackoffBuilder, ExponentialBuilder};
use jiff::Timestamp;
use memories_domain::{IncomingEvent, PendingEvent, Settlement};

use super::student::{Student, Studied};
use crate::cause::in_full;

/// Attempts before an event is given up: an outage of some hours is waited out.
const MAX_ATTEMPTS: u32 = 50;
/// However long a store asks to be left alone, it is asked again after this.
const LONGEST_WAIT: Duration = Duration::from_hours(1);

/// Tries to learn what an event teaches, and tells what became of it.
pub(super) async fn attempt(student: &Student, event: PendingEvent) -> Settlement {
    let PendingEvent {
        id,
        key,
        received_at,
        attempts,
        body,
    } = event;
    let studied = student
        .study(IncomingEvent {
            key,
            caller: None,
            received_at,
            body,
        })
        .await;
    let settlement = match studied {
        Ok(Studied::Ingested) => Settlement::Ingested,
        Ok(Studied::Skipped(reason)) => Settlement::Skipped(reason),
        Ok(Studied::Nobody(nobody)) => Settlement::NotUnderstood {
            reason: format!("no caller: {nobody}"),
        },
        Ok(Studied::NotUnderstood { reason }) => Settlement::NotUnderstood { reason },
        Err(error) if error.is_transient() => {
            let wait = error.retry_after().unwrap_or_default();
            later(attempts, wait, in_full(&error))
        }
        Err(error) => Settlement::Dead {
            reason: in_full(&error),
        },
    };
    log(id, &settlement);
    settlement
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
        Settlement::Ingested => {}
        Settlement::Skipped(reason) => {
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
    use jiff::SignedDuration;

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
