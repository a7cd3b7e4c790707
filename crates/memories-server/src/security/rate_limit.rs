use std::{
    num::NonZeroU32,
    sync::{
        Arc,
        atomic::{AtomicUsize, Ordering},
    },
    time::Duration,
};

use governor::{DefaultKeyedRateLimiter, Quota, RateLimiter, clock::Clock};
use memories_domain::CallerId;

/// Number of tracked callers at which idle ones are first removed.
const MIN_SWEEP_SIZE: usize = 10_000;

/// Limits the searches of each caller's memories (generic cell rate algorithm; the burst size is
/// one minute's quota).
#[derive(Clone)]
pub(crate) struct RateLimit(Arc<Limiter>);

struct Limiter {
    callers: DefaultKeyedRateLimiter<CallerId>,
    sweep_at: AtomicUsize,
}

impl RateLimit {
    #[must_use]
    pub(crate) fn per_minute(searches: NonZeroU32) -> Self {
        Self(Arc::new(Limiter {
            callers: RateLimiter::keyed(Quota::per_minute(searches)),
            sweep_at: AtomicUsize::new(MIN_SWEEP_SIZE),
        }))
    }

    /// Counts a search. The error is the time until the next one is allowed.
    pub(crate) fn check(&self, caller: &CallerId) -> Result<(), Duration> {
        self.0.sweep();
        let callers = &self.0.callers;
        callers
            .check_key(caller)
            .map_err(|not_until| not_until.wait_time_from(callers.clock().now()))
    }
}

impl Limiter {
    /// Removes idle callers. The next sweep is due when the number of callers has doubled, so the
    /// amortized cost per request is constant even under a flood of invented callers.
    fn sweep(&self) {
        if self.callers.len() < self.sweep_at.load(Ordering::Relaxed) {
            return;
        }
        self.callers.retain_recent();
        self.callers.shrink_to_fit();
        let next = self.callers.len().saturating_mul(2).max(MIN_SWEEP_SIZE);
        self.sweep_at.store(next, Ordering::Relaxed);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_caller_has_a_quota_and_a_rejected_one_gets_the_time_to_wait() {
        let limit = RateLimit::per_minute(NonZeroU32::new(2).unwrap());
        let [robin, sam] =
            ["+12025550143", "+12025550144"].map(|number| CallerId::parse(number, None).unwrap());
        assert!(limit.check(&robin).is_ok());
        assert!(limit.check(&robin).is_ok());
        let wait = limit.check(&robin).unwrap_err();
        assert!(wait > Duration::from_secs(20) && wait <= Duration::from_secs(30));
        assert!(limit.check(&sam).is_ok());
    }

    fn flood(limit: &RateLimit, callers: usize) {
        for n in 0..callers {
            let caller = CallerId::parse(&format!("customer-{n}"), None).unwrap();
            assert!(limit.check(&caller).is_ok());
        }
    }

    #[test]
    fn callers_with_a_full_quota_are_removed() {
        let limit = RateLimit::per_minute(NonZeroU32::MAX);
        flood(&limit, 2 * MIN_SWEEP_SIZE);
        assert!(limit.0.callers.len() <= MIN_SWEEP_SIZE);
    }

    #[test]
    fn a_sweep_that_removes_no_caller_doubles_the_distance_to_the_next() {
        let limit = RateLimit::per_minute(NonZeroU32::MIN);
        flood(&limit, MIN_SWEEP_SIZE + 1);
        assert_eq!(limit.0.sweep_at.load(Ordering::Relaxed), 2 * MIN_SWEEP_SIZE);
    }
}
