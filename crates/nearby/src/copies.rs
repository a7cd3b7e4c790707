//! Copies of what is known about the people on the line.

use std::{
    collections::HashMap,
    sync::{Arc, Mutex, MutexGuard, PoisonError},
    time::Instant,
};

use memories_domain::{CallerRecord, Scope};
use memories_index::{CallerCache, IndexedRecord, Weighed, caller_cache};

use crate::CacheConfig;

/// The copies, bounded by bytes and by age. Clones are handles to the same.
#[derive(Clone)]
pub(crate) struct Copies(Arc<Inner>);

struct Inner {
    limits: CacheConfig,
    kept: CallerCache<Copy>,
    /// Also makes looking and changing one step.
    fetches: Mutex<Fetches>,
}

#[derive(Clone)]
struct Copy {
    known: Arc<IndexedRecord>,
    fetched_at: Instant,
    weight: u64,
}

impl Weighed for Copy {
    fn bytes(&self) -> u64 {
        self.weight
    }
}

/// What is being fetched at the moment.
#[derive(Default)]
struct Fetches {
    next: u64,
    /// By the number of the fetch; none of those that were made worthless.
    valid: HashMap<u64, Scope>,
}

/// A fetch that has begun. What it brings is kept only if the caller was not
/// dropped meanwhile.
pub(crate) struct Fetch {
    copies: Copies,
    number: u64,
    scope: Scope,
}

/// A change that is under way. It may also be given up: what has become of it
/// then is not known.
pub(crate) struct Change<'c, F: Fn(&Scope) -> bool> {
    copies: &'c Copies,
    concerns: F,
}

impl Copies {
    pub(crate) fn new(limits: CacheConfig) -> Self {
        Self(Arc::new(Inner {
            limits,
            kept: caller_cache(limits.max_bytes),
            fetches: Mutex::default(),
        }))
    }

    /// Begins to fetch what is known within `scope`.
    pub(crate) fn fetch(&self, scope: &Scope) -> Fetch {
        let mut fetches = self.lock();
        let number = fetches.next;
        fetches.next += 1;
        fetches.valid.insert(number, scope.clone());
        Fetch {
            copies: self.clone(),
            number,
            scope: scope.clone(),
        }
    }

    /// The copy of what is known within `scope`, if there is one that is not too
    /// old.
    pub(crate) fn get(&self, scope: &Scope) -> Option<Arc<IndexedRecord>> {
        let copy = self.0.kept.get(scope)?;
        if self.is_fresh(&copy) {
            return Some(copy.known);
        }
        self.0.kept.remove_if(scope, |copy| !self.is_fresh(copy));
        None
    }

    /// Drops copies, and what is being fetched, of every scope that a change
    /// `concerns`: now, and again when the answer is dropped.
    pub(crate) fn change<F: Fn(&Scope) -> bool>(&self, concerns: F) -> Change<'_, F> {
        self.drop_where(&concerns);
        Change {
            copies: self,
            concerns,
        }
    }

    pub(crate) fn limits(&self) -> CacheConfig {
        self.0.limits
    }

    fn drop_where(&self, is_changed: impl Fn(&Scope) -> bool) {
        let mut fetches = self.lock();
        fetches.valid.retain(|_, scope| !is_changed(scope));
        self.0.kept.retain(|scope, _| !is_changed(scope));
    }

    /// Builds the index of a copy, and counts its bytes. Takes a while.
    fn prepare(&self, scope: &Scope, known: &Arc<IndexedRecord>) {
        known.prepare();
        let _fetches = self.lock();
        if let Some(copy) = self.0.kept.get(scope)
            && Arc::ptr_eq(&copy.known, known)
        {
            let heavier = Copy {
                weight: known.size_in_bytes() as u64,
                ..copy
            };
            self.0.kept.insert(scope.clone(), heavier);
        }
    }

    fn is_fresh(&self, copy: &Copy) -> bool {
        copy.fetched_at.elapsed() < self.0.limits.max_age
    }

    fn lock(&self) -> MutexGuard<'_, Fetches> {
        self.0
            .fetches
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
    }
}

impl Fetch {
    /// Keeps what was fetched. The answer is to be called where it keeps nobody
    /// waiting: it gets the copy ready for the searches that a ring announces.
    pub(crate) fn keep(self, record: &Arc<CallerRecord>) -> impl FnOnce() + Send + 'static {
        let copies = self.copies.clone();
        let kept = &copies.0.kept;
        let earlier = kept.get(&self.scope);
        let known = Arc::new(match earlier {
            Some(earlier) => earlier.known.followed_by(Arc::clone(record)),
            None => IndexedRecord::new(Arc::clone(record)),
        });
        let fetches = copies.lock();
        // Nobody asks for those who hung up long ago.
        kept.retain(|_, copy| copies.is_fresh(copy));
        if fetches.valid.contains_key(&self.number) {
            let copy = Copy {
                weight: known.size_in_bytes() as u64,
                known: Arc::clone(&known),
                fetched_at: Instant::now(),
            };
            kept.insert(self.scope.clone(), copy);
        }
        drop(fetches);
        let scope = self.scope.clone();
        move || copies.prepare(&scope, &known)
    }
}

impl Drop for Fetch {
    fn drop(&mut self) {
        self.copies.lock().valid.remove(&self.number);
    }
}

impl<F: Fn(&Scope) -> bool> Drop for Change<'_, F> {
    fn drop(&mut self) {
        self.copies.drop_where(&self.concerns);
    }
}

#[cfg(test)]
mod tests;
