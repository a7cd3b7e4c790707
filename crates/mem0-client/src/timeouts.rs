use std::time::Duration;

/// The timeouts of each kind of operation, including all attempts and the delays between them.
///
/// [`Client::with_timeout`](crate::Client::with_timeout) overrides them for single operations.
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
    /// Searches; 10 seconds by default.
    pub search: Duration,
    /// All other reads, including each page of a list; 10 seconds by default.
    pub read: Duration,
    /// Adding memories; 30 seconds by default.
    pub add: Duration,
    /// All other writes; 30 seconds by default.
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
    /// The maximum of every timeout, one day; longer timeouts are reduced to it.
    pub const MAX: Duration = Duration::from_hours(24);

    /// The same timeout for all operations.
    #[must_use]
    pub const fn all(timeout: Duration) -> Self {
        Self {
            search: timeout,
            read: timeout,
            add: timeout,
            write: timeout,
        }
    }
}
