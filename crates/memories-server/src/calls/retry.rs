//! Decides when a failed event is tried again.

use std::time::Duration;

use backon::{BackoffBuilder, ExponentialBuilder};
use memories_domain::ports::{EventOutcome, Recovery};

use super::processor::ProcessError;
use crate::error_chain::format_chain;

/// Enough for an outage of several hours.
const MAX_ATTEMPTS: u32 = 50;
/// Upper limit of the wait that a store can ask for.
const MAX_RETRY_AFTER: Duration = Duration::from_hours(1);
/// How long a finished call waits for the operator to change a key or a limit.
const MAX_WAIT_FOR_CHANGE: Duration = Duration::from_hours(14 * 24);

/// The outcome of an event that arrived `age` ago and failed, after `attempts` earlier failures.
pub(super) fn retry_or_dead_letter(
    attempts: u32,
    age: Duration,
    error: &ProcessError,
) -> EventOutcome {
    let reason = format_chain(error);
    let delay = match error.recovery() {
        Recovery::Later => backoff(attempts),
        Recovery::AfterChange => (age < MAX_WAIT_FOR_CHANGE).then(|| slow_backoff(attempts)),
        Recovery::Never => None,
    };
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

/// The delay before the next attempt where nothing changes by itself: 1 min, 2 min, 4 min … 15
/// min, each plus a jitter of up to 100 %.
fn slow_backoff(attempts: u32) -> Duration {
    const MAX_DELAY: Duration = Duration::from_mins(15);
    // Later delays are as long as the fifth.
    let attempts = attempts.min(4) as usize;
    let mut delays = ExponentialBuilder::default()
        .with_min_delay(Duration::from_mins(1))
        .with_max_delay(MAX_DELAY)
        .with_max_times(attempts + 1)
        .with_jitter()
        .build();
    delays.nth(attempts).unwrap_or(MAX_DELAY)
}

#[cfg(test)]
mod tests {
    use memories_domain::ports::StoreError;

    use super::*;

    fn failed(recovery: Recovery, retry_after: Option<Duration>) -> ProcessError {
        ProcessError::Store(StoreError::Upstream {
            reason: "the key is invalid".to_owned(),
            recovery,
            retry_after,
        })
    }

    fn delay_after(attempts: u32, age: Duration, error: &ProcessError) -> Option<Duration> {
        match retry_or_dead_letter(attempts, age, error) {
            EventOutcome::Retry { after, .. } => Some(after),
            _ => None,
        }
    }

    fn delay(attempts: u32, retry_after: Duration) -> Option<Duration> {
        let busy = failed(Recovery::Later, Some(retry_after));
        delay_after(attempts, Duration::ZERO, &busy)
    }

    #[test]
    fn an_event_waits_two_weeks_for_a_change_and_then_is_a_dead_letter() {
        let rejected = failed(Recovery::AfterChange, None);
        let (mut age, mut delays) = (Duration::ZERO, Vec::new());
        while let Some(delay) = delay_after(delays.len().try_into().unwrap(), age, &rejected) {
            age += delay;
            delays.push(delay);
        }
        assert!(age >= MAX_WAIT_FOR_CHANGE);
        assert!(age < MAX_WAIT_FOR_CHANGE + Duration::from_hours(1));
        assert!(delays[0] >= Duration::from_mins(1));
        // A new key is used within half an hour.
        assert!(delays.iter().all(|delay| *delay <= Duration::from_mins(30)));
        // So that thousands of waiting calls are no burden.
        assert!(delays.len() < 1_500, "{}", delays.len());
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
        let rejected = failed(Recovery::Never, None);
        assert_eq!(
            retry_or_dead_letter(0, Duration::ZERO, &rejected),
            EventOutcome::DeadLetter {
                reason: "the memory platform failed: the key is invalid".to_owned()
            }
        );
    }
}
