use std::time::Duration;

/// How much is kept of what was fetched when the phone rang.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct CacheConfig {
    /// Memory for all copies, in bytes.
    pub max_bytes: u64,
    /// How long one is used.
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
