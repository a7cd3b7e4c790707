//! Decides when a failed event is tried again.

use std::time::Duration;

use backon::{BackoffBuilder, ExponentialBuilder};
use memories_domain::ports::EventOutcome;

use super::processor::ProcessError;
use crate::error_chain::format_chain;

/// Enough for an outage of several hours.
const MAX_ATTEMPTS: u32 = 50;
/// Upper limit of the wait that a store can ask for.
const MAX_RETRY_AFTER: Duration = Duration::from_hours(1);

/// The outcome of an event that failed, after `attempts` earlier failures.
pub(super) fn retry_or_dead_letter(attempts: u32, error: &ProcessError) -> EventOutcome {
    let reason = format_chain(error);
    let delay = error.is_transient().then(|| backoff(attempts)).flatten();
    match delay {
        Some(delay) => {
            let asked_for = error.retry_after().unwrap_or_default();
            EventOutcome::Retry {
                after: delay.max(asked_for.min(MAX_RETRY_AFTER)),
                reason,
            }
        }
        None => EventOutcome::DeadLetter { reason },
    }
}

/// The delay before the next attempt (1 s, 2 s, 4 s … 5 min, each plus a jitter of up to 100 %);
/// `None` after the last one.
fn backoff(attempts: u32) -> Option<Duration> {
    ExponentialBuilder::default()
        .with_min_delay(Duration::from_secs(1))
        .with_max_delay(Duration::from_mins(5))
        .with_max_times(MAX_ATTEMPTS as usize - 1)
        .with_jitter()
        .build()
        .nth(attempts as usize)
}

#[cfg(test)]
mod tests {
    use memories_domain::ports::StoreError;

    use super::*;

    fn busy(retry_after: Duration) -> ProcessError {
        ProcessError::Store(StoreError::Upstream {
            reason: "429".to_owned(),
            transient: true,
            retry_after: Some(retry_after),
        })
    }

    fn delay(attempts: u32, retry_after: Duration) -> Option<Duration> {
        match retry_or_dead_letter(attempts, &busy(retry_after)) {
            EventOutcome::Retry { after, .. } => Some(after),
            _ => None,
        }
    }

    #[test]
    fn retries_span_an_outage_of_three_hours_and_then_end() {
        let delays = (0..MAX_ATTEMPTS).map_while(|attempts| delay(attempts, Duration::ZERO));
        let delays: Vec<Duration> = delays.collect();
        assert_eq!(delays.len(), MAX_ATTEMPTS as usize - 1);
        assert!(delays.into_iter().sum::<Duration>() > Duration::from_hours(3));
    }

    #[test]
    fn the_wait_that_a_store_asks_for_is_honoured_up_to_an_hour() {
        let minute = delay(0, Duration::from_mins(1)).unwrap();
        assert!(minute >= Duration::from_mins(1), "{minute:?}");
        let years = delay(0, Duration::from_hours(100_000)).unwrap();
        assert!(years <= Duration::from_mins(61), "{years:?}");
    }

    #[test]
    fn a_permanent_error_is_a_dead_letter_with_its_reason() {
        let rejected = ProcessError::Store(StoreError::Upstream {
            reason: "the key is invalid".to_owned(),
            transient: false,
            retry_after: None,
        });
        assert_eq!(
            retry_or_dead_letter(0, &rejected),
            EventOutcome::DeadLetter {
                reason: "the memory platform failed: the key is invalid".to_owned()
            }
        );
    }
}
