//! A caller's record with the index over it, kept in memory from the ring on.
//!
//! A kept snapshot counts only as long as the database still has the same
//! version of its owner, which every read looks up: a change is seen at once,
//! also one that another process made. What is read then takes over from the
//! kept one what has not changed.

use std::{mem, sync::Arc};

use jiff::Timestamp;
use memories_domain::{CallerId, CallerRecord, Scope};
use memories_index::{CallerCache, EmbeddingMap, IndexedRecord, Weighed, caller_cache};
use rusqlite::Connection;

use crate::{
    encoding::Encoding,
    failure::Failure,
    owner::{self, Version},
    record::{self, Dated},
    signs::{self, Model},
    time,
};

/// One state of what is known within a scope.
#[derive(Clone)]
pub(crate) struct Snapshot {
    version: Version,
    valid_until: Option<Timestamp>,
    known: Arc<IndexedRecord>,
    weight: u64,
}

impl Snapshot {
    /// What was read, searchable out of an `earlier` snapshot if there is one.
    fn new(version: Version, dated: Dated, meanings: EmbeddingMap, earlier: Option<&Self>) -> Self {
        let record = Arc::new(dated.record);
        let known = match earlier {
            Some(earlier) => earlier.known.followed_by(record),
            None => IndexedRecord::new(record),
        };
        let known = Arc::new(known.with_meanings(meanings));
        Self {
            version,
            valid_until: dated.valid_until,
            weight: weight(&known),
            known,
        }
    }

    pub(crate) fn record(&self) -> Arc<CallerRecord> {
        Arc::clone(self.known.record())
    }

    /// What can be searched.
    pub(crate) fn known(&self) -> &IndexedRecord {
        &self.known
    }

    /// Whether there is anything to compare the meaning of a question with.
    pub(crate) fn has_meanings(&self) -> bool {
        !self.known.meanings().is_empty()
    }

    /// Whether its index is built.
    pub(crate) fn is_searchable(&self) -> bool {
        self.known.is_prepared()
    }

    fn is_valid(&self, version: Version, now: Timestamp) -> bool {
        self.version == version && !time::is_over(self.valid_until, now)
    }
}

/// The snapshots kept in memory, bounded by bytes.
#[derive(Clone)]
pub(crate) struct Snapshots {
    cache: Arc<CallerCache<Snapshot>>,
    /// Whose signs are read with the memories.
    model: Option<Model>,
    /// Who is told that there are not all of them.
    encoding: Option<Encoding>,
}

impl Snapshots {
    pub(crate) fn new(bytes: u64, model: Option<Model>, encoding: Option<Encoding>) -> Self {
        Self {
            cache: Arc::new(caller_cache(bytes)),
            model,
            encoding,
        }
    }

    /// Drops what is kept of a caller who was forgotten.
    pub(crate) fn forget(&self, caller: &CallerId) {
        self.cache.retain(|scope, _| scope.caller != *caller);
    }

    /// What is known within `scope` now; `None` for a stranger.
    pub(crate) fn current(
        &self,
        connection: &Connection,
        scope: &Scope,
        now: Timestamp,
    ) -> Result<Option<Snapshot>, Failure> {
        let Some(version) = owner::find(connection, scope)? else {
            // Another process may have forgotten the caller.
            self.cache.remove(scope);
            return Ok(None);
        };
        let kept = self.cache.get(scope);
        if let Some(kept) = kept.as_ref().filter(|kept| kept.is_valid(version, now)) {
            return Ok(Some(kept.clone()));
        }
        let dated = record::read(connection, version.owner, now)?;
        let meanings = self.meanings(connection, scope, version)?;
        let earlier = kept.filter(|kept| kept.version.owner == version.owner);
        let snapshot = Snapshot::new(version, dated, meanings, earlier.as_ref());
        self.cache.insert(scope.clone(), snapshot.clone());
        Ok(Some(snapshot))
    }

    /// What the texts of an owner mean, as far as it was computed.
    fn meanings(
        &self,
        connection: &Connection,
        scope: &Scope,
        version: Version,
    ) -> Result<EmbeddingMap, Failure> {
        let Some(model) = self.model else {
            return Ok(EmbeddingMap::default());
        };
        if let Some(encoding) = &self.encoding
            && !signs::are_complete(connection, version, model)?
        {
            // Another process may have taught something.
            encoding.look_at(scope);
        }
        signs::all(connection, version.owner, model)
    }

    /// Gets `snapshot` ready for the searches that a recall announces, if
    /// there is room to keep it until then.
    pub(crate) fn prepare(&self, scope: &Scope, snapshot: &Snapshot) {
        if self.cache.contains_key(scope) {
            self.make_searchable(scope, snapshot);
        }
    }

    /// Builds the index of `snapshot`, unless it is there, and counts its bytes.
    pub(crate) fn make_searchable(&self, scope: &Scope, snapshot: &Snapshot) {
        if snapshot.is_searchable() {
            return;
        }
        snapshot.known.prepare();
        let heavier = Snapshot {
            weight: weight(&snapshot.known),
            ..snapshot.clone()
        };
        self.cache.insert(scope.clone(), heavier);
    }

    #[cfg(test)]
    pub(crate) fn bytes(&self) -> u64 {
        self.cache.weight()
    }
}

impl Weighed for Snapshot {
    fn bytes(&self) -> u64 {
        self.weight
    }
}

/// The bytes that a snapshot takes.
fn weight(known: &IndexedRecord) -> u64 {
    (known.size_in_bytes() + mem::size_of::<Snapshot>()) as u64
}
