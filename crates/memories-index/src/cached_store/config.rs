use std::time::Duration;

/// The bounds of a [`CachedStore`](super::CachedStore)'s cache.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct CacheConfig {
    pub max_bytes: u64,
    /// How long a fetched record is used.
    pub max_age: Duration,
}

impl Default for CacheConfig {
    /// 64 MiB, 15 minutes.
    fn default() -> Self {
        Self {
            max_bytes: 64 << 20,
            max_age: Duration::from_mins(15),
        }
    }
}
