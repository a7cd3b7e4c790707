//! How long operations may take.

use std::time::Duration;

/// The time each kind of operation has, with all its attempts and the pauses between them.
///
/// [`Client::within`](crate::Client::within) sets another limit for single operations.
///
/// ```
/// use std::time::Duration;
/// use mem0_client::Timeouts;
///
/// let timeouts = Timeouts { search: Duration::from_secs(2), ..Timeouts::default() };
/// assert_eq!(timeouts.add, Duration::from_secs(30));
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Timeouts {
    /// Search. By default 10 seconds.
    pub search: Duration,
    /// Everything else that only reads; each page of a list. By default 10 seconds.
    pub read: Duration,
    /// Adding memories. By default 30 seconds.
    pub add: Duration,
    /// Everything else that changes something. By default 30 seconds.
    pub write: Duration,
}

impl Default for Timeouts {
    fn default() -> Self {
        Self {
            search: Duration::from_secs(10),
            read: Duration::from_secs(10),
            add: Duration::from_secs(30),
            write: Duration::from_secs(30),
        }
    }
}

impl Timeouts {
    /// Longer times count as this, a day.
    pub const LONGEST: Duration = Duration::from_hours(24);

    /// The same time for everything.
    #[must_use]
    pub const fn all(limit: Duration) -> Self {
        Self {
            search: limit,
            read: limit,
            add: limit,
            write: limit,
        }
    }
}
