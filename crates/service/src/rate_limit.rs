use std::{num::NonZeroU32, sync::Arc, time::Duration};

use governor::{DefaultKeyedRateLimiter, Quota, RateLimiter, clock::Clock};
use memory::CallerId;

/// Callers remembered before those who have been quiet are dropped.
const SWEEP_AT: usize = 10_000;

/// Limits how often one caller's memories are searched (the generic cell rate
/// algorithm: a minute's worth may come at once).
#[derive(Clone)]
pub struct RateLimit(Arc<DefaultKeyedRateLimiter<CallerId>>);

impl RateLimit {
    /// Allows so many searches a minute and caller.
    #[must_use]
    pub fn per_minute(searches: NonZeroU32) -> Self {
        Self(Arc::new(RateLimiter::keyed(Quota::per_minute(searches))))
    }

    /// Counts a search, or says how long to wait.
    pub fn check(&self, caller: &CallerId) -> Result<(), Duration> {
        if self.0.len() > SWEEP_AT {
            self.0.retain_recent();
        }
        self.0
            .check_key(caller)
            .map_err(|wait| wait.wait_time_from(self.0.clock().now()))
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
}
