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

/// The fewest callers remembered before those who have been quiet are dropped.
const SWEEP_AT: usize = 10_000;

/// Limits how often one caller's memories are searched (the generic cell rate
/// algorithm: a minute's worth may come at once).
#[derive(Clone)]
pub struct RateLimit(Arc<Limiter>);

struct Limiter {
    callers: DefaultKeyedRateLimiter<CallerId>,
    sweep_at: AtomicUsize,
}

impl RateLimit {
    /// Allows so many searches a minute and caller.
    #[must_use]
    pub fn per_minute(searches: NonZeroU32) -> Self {
        Self(Arc::new(Limiter {
            callers: RateLimiter::keyed(Quota::per_minute(searches)),
            sweep_at: AtomicUsize::new(SWEEP_AT),
        }))
    }

    /// Counts a search, or says how long to wait.
    pub fn check(&self, caller: &CallerId) -> Result<(), Duration> {
        self.0.sweep();
        let callers = &self.0.callers;
        callers
            .check_key(caller)
            .map_err(|wait| wait.wait_time_from(callers.clock().now()))
    }
}

impl Limiter {
    /// Drops the callers who have been quiet. The next time comes when there are
    /// twice as many as were left, so that a flood of invented callers costs
    /// each request next to nothing.
    fn sweep(&self) {
        if self.callers.len() < self.sweep_at.load(Ordering::Relaxed) {
            return;
        }
        self.callers.retain_recent();
        self.callers.shrink_to_fit();
        let next = self.callers.len().saturating_mul(2).max(SWEEP_AT);
        self.sweep_at.store(next, Ordering::Relaxed);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_caller_who_asks_too_often_is_told_how_long_to_wait_and_others_are_not() {
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
    fn callers_who_may_ask_again_are_not_remembered() {
        let limit = RateLimit::per_minute(NonZeroU32::MAX);
        flood(&limit, 2 * SWEEP_AT);
        assert!(limit.0.callers.len() <= SWEEP_AT);
    }

    #[test]
    fn a_flood_of_callers_is_not_swept_at_each_of_them() {
        let limit = RateLimit::per_minute(NonZeroU32::MIN);
        flood(&limit, SWEEP_AT + 1);
        assert_eq!(limit.0.sweep_at.load(Ordering::Relaxed), 2 * SWEEP_AT);
    }
}
