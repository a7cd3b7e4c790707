//! A near cache for a store that is far away.
//!
//! [`CachedStore`] stands in front of another store and is one itself. It implements
//! [`memories_domain::MemoryStore`] and, where the other store does, also
//! [`memories_domain::MemoryAdmin`].
//!
//! A ring fetches everything that is known about a caller. [`CachedStore`] keeps a
//! copy of it for the call, and answers the call's searches from it at once,
//! with the project's own exact search, also while the other store cannot be
//! reached. Without a copy, or with one that is too old, the other store
//! searches.
//!
//! What it costs: memory of the process; words have to match or to be related
//! where the other store may compare meanings; and what becomes known elsewhere
//! during the call is not found before the next ring. Several processes on one
//! store do not know of each other's copies.
//!
//! Every change that comes through here drops the copies that it makes out of
//! date: at its beginning, and again when it ends or is given up. What was being
//! fetched in between is handed out but not kept.

mod copies;
mod limits;
mod store;

use std::fmt;

use crate::copies::Copies;
pub use crate::limits::CacheConfig;

/// A store in front of `S`. Clones share their copies.
#[derive(Clone)]
pub struct CachedStore<S> {
    far: S,
    copies: Copies,
}

impl<S> CachedStore<S> {
    /// A store in front of `far`, with no copies yet.
    pub fn new(far: S, limits: CacheConfig) -> Self {
        Self {
            far,
            copies: Copies::new(limits),
        }
    }
}

impl<S: fmt::Debug> fmt::Debug for CachedStore<S> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("CachedStore")
            .field("far", &self.far)
            .field("limits", &self.copies.limits())
            .finish_non_exhaustive()
    }
}
