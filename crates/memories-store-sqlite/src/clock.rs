use std::sync::Arc;

use jiff::Timestamp;

/// The store's source of the current time.
#[derive(Clone)]
pub(crate) struct Clock(Arc<dyn Fn() -> Timestamp + Send + Sync>);

impl Clock {
    pub(crate) fn system() -> Self {
        Self(Arc::new(Timestamp::now))
    }

    #[cfg(test)]
    pub(crate) fn from_fn(now: impl Fn() -> Timestamp + Send + Sync + 'static) -> Self {
        Self(Arc::new(now))
    }

    /// The current time in the precision of the database.
    pub(crate) fn now(&self) -> Timestamp {
        truncate_to_micros((self.0)())
    }
}

/// The time as it will be read from the database.
pub(crate) fn truncate_to_micros(time: Timestamp) -> Timestamp {
    Timestamp::from_microsecond(time.as_microsecond()).unwrap_or(time)
}

/// Whether something that expires at `expires_at` has expired at `now`.
pub(crate) fn is_expired(expires_at: Option<Timestamp>, now: Timestamp) -> bool {
    expires_at.is_some_and(|end| end < now)
}

/// The later of two expiries; `None` never expires.
pub(crate) fn max_expiry(a: Option<Timestamp>, b: Option<Timestamp>) -> Option<Timestamp> {
    a.zip(b).map(|(a, b)| a.max(b))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_memory_expires_after_its_last_microsecond() {
        let end = Timestamp::from_second(100).unwrap();
        let next = Timestamp::from_microsecond(100_000_001).unwrap();
        assert!(!is_expired(Some(end), end));
        assert!(is_expired(Some(end), next));
        assert!(!is_expired(None, next));
    }

    #[test]
    fn no_expiry_is_later_than_any() {
        let end = Timestamp::from_second(100).unwrap();
        assert_eq!(max_expiry(Some(end), None), None);
        assert_eq!(max_expiry(None, Some(end)), None);
        assert_eq!(
            max_expiry(Some(end), Some(Timestamp::UNIX_EPOCH)),
            Some(end)
        );
    }
}
