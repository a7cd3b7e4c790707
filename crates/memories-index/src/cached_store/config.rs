use std::time::Duration;

use jiff::tz::TimeZone;

/// The bounds of a [`CachedStore`](super::CachedStore)'s cache.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CacheConfig {
    pub max_bytes: u64,
    /// How long a fetched record is used.
    pub max_age: Duration,
    /// In which a search judges whether a day has passed.
    pub time_zone: TimeZone,
}

impl Default for CacheConfig {
    /// 64 MiB, 15 minutes, UTC.
    fn default() -> Self {
        Self {
            max_bytes: 64 << 20,
            max_age: Duration::from_mins(15),
            time_zone: TimeZone::UTC,
        }
    }
}
