use memories_domain::Scope;
use quick_cache::{
    DefaultHashBuilder, OptionsBuilder, Weighter,
    sync::{Cache, DefaultLifecycle},
};

/// What a caller with a hundred memories takes, about.
const BYTES_OF_CALLER: u64 = 64 << 10;

/// What is kept in memory of the callers within their scopes, bounded by bytes.
pub type CallerCache<V> = Cache<Scope, V, ByBytes>;

/// Something that knows its bytes, of which it must always tell the same.
pub trait Weighed {
    /// The memory that it occupies, in bytes.
    fn bytes(&self) -> u64;
}

/// Weighs what is kept by its bytes.
#[derive(Debug, Clone, Copy)]
pub struct ByBytes;

impl<V: Weighed> Weighter<Scope, V> for ByBytes {
    fn weight(&self, _: &Scope, value: &V) -> u64 {
        value.bytes()
    }
}

/// An empty cache for so many bytes.
#[must_use]
pub fn caller_cache<V: Weighed + Clone>(bytes: u64) -> CallerCache<V> {
    let callers = usize::try_from(bytes / BYTES_OF_CALLER)
        .unwrap_or(usize::MAX)
        .max(1);
    let options = OptionsBuilder::new()
        // Each shard has its part of the bytes: with one per core, those of whom
        // most is known would fit in none.
        .shards(1)
        .estimated_items_capacity(callers)
        .weight_capacity(bytes)
        .build();
    match options {
        Ok(options) => {
            let (hashes, evictions) = (DefaultHashBuilder::default(), DefaultLifecycle::default());
            Cache::with_options(options, ByBytes, hashes, evictions)
        }
        Err(_) => Cache::with_weighter(callers, bytes, ByBytes),
    }
}
