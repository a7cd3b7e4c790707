//! Times as the database keeps them: microseconds since 1970.

use std::sync::Arc;

use jiff::Timestamp;

use crate::failure::Failure;

/// Where the store takes the time from.
#[derive(Clone)]
pub(crate) struct Clock(Arc<dyn Fn() -> Timestamp + Send + Sync>);

impl Clock {
    pub(crate) fn system() -> Self {
        Self(Arc::new(Timestamp::now))
    }

    #[cfg(test)]
    pub(crate) fn showing(time: impl Fn() -> Timestamp + Send + Sync + 'static) -> Self {
        Self(Arc::new(time))
    }

    /// The present time, in the precision of the database.
    pub(crate) fn now(&self) -> Timestamp {
        storable((self.0)())
    }
}

/// The time as it will be read back.
pub(crate) fn storable(time: Timestamp) -> Timestamp {
    Timestamp::from_microsecond(time.as_microsecond()).unwrap_or(time)
}

/// The duration in seconds as it will be read back: a column holds no number
/// above 2^63.
pub(crate) fn storable_duration(seconds: u64) -> i64 {
    i64::try_from(seconds).unwrap_or(i64::MAX)
}

/// A column's time.
pub(crate) fn from_column(micros: i64, column: &'static str) -> Result<Timestamp, Failure> {
    Timestamp::from_microsecond(micros).map_err(|_| Failure::Unreadable(column))
}

/// Whether something that expires at `expires_at` is gone at `now`.
pub(crate) fn is_over(expires_at: Option<Timestamp>, now: Timestamp) -> bool {
    expires_at.is_some_and(|end| end < now)
}

/// The later of two ends; no end is the latest.
pub(crate) fn later_end(a: Option<Timestamp>, b: Option<Timestamp>) -> Option<Timestamp> {
    a.zip(b).map(|(a, b)| a.max(b))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_memory_lives_up_to_and_including_its_last_moment() {
        let end = Timestamp::from_second(100).unwrap();
        let next = Timestamp::from_microsecond(100_000_001).unwrap();
        assert!(!is_over(Some(end), end));
        assert!(is_over(Some(end), next));
        assert!(!is_over(None, next));
    }

    #[test]
    fn no_end_is_later_than_any_end() {
        let end = Timestamp::from_second(100).unwrap();
        assert_eq!(later_end(Some(end), None), None);
        assert_eq!(later_end(None, Some(end)), None);
        assert_eq!(later_end(Some(end), Some(Timestamp::UNIX_EPOCH)), Some(end));
    }
}
