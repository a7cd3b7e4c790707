//! Memories changed by hand.

use async_trait::async_trait;
use jiff::Timestamp;
use memories_domain::{
    CallerId, Change, ErasureReport, HistoryEntry, Memory, MemoryAdmin, MemoryId, MemoryUpdate,
    NewMemory, Scope, StoreError, reword,
};
use rusqlite::Connection;

use crate::{
    SqliteStore, expiry,
    failure::Failure,
    forget::forget,
    history,
    notebook::{self, Notebook, Statement},
    owner::{self, OwnerId},
    row::{self, Stored},
    time,
};

/// Memories that are imported in one transaction.
const IMPORT_STEP: usize = 500;

#[async_trait]
impl MemoryAdmin for SqliteStore {
    /// As with a call, a statement that is known already is reinforced, and the
    /// new value of a profile fact replaces the former one.
    async fn add(&self, scope: &Scope, new: NewMemory) -> Result<Memory, StoreError> {
        let now = self.clock.now();
        let work = move |connection: &Connection, scope: &Scope| add(connection, scope, new, now);
        Ok(self.teach(scope, work).await?)
    }

    /// The new wording of a profile fact is its new value, with or without the
    /// fact's name in front of it.
    async fn update(
        &self,
        scope: &Scope,
        id: &MemoryId,
        update: MemoryUpdate,
    ) -> Result<Memory, StoreError> {
        let (id, now) = (id.clone(), self.clock.now());
        let work = move |connection: &Connection, scope: &Scope| {
            change(connection, scope, &id, update, now)
        };
        Ok(self.teach(scope, work).await?)
    }

    async fn delete(&self, scope: &Scope, id: &MemoryId) -> Result<(), StoreError> {
        let (id, now) = (id.clone(), self.clock.now());
        let work =
            move |connection: &Connection, scope: &Scope| delete(connection, scope, &id, now);
        Ok(self.teach(scope, work).await?)
    }

    async fn history(
        &self,
        scope: &Scope,
        id: Option<&MemoryId>,
    ) -> Result<Vec<HistoryEntry>, StoreError> {
        let (scope, id) = (scope.clone(), id.cloned());
        let work = move |connection: &Connection| history::list(connection, &scope, id.as_ref());
        Ok(self.readers.read(work).await?)
    }

    /// The words are overwritten in the file, the write-ahead log that held
    /// them is emptied, and what was kept in memory is dropped. A call of the
    /// caller that is being learned at this moment teaches nothing any more.
    async fn forget(&self, caller: &CallerId) -> Result<ErasureReport, StoreError> {
        let forgotten = {
            let caller = caller.clone();
            let work = move |connection: &Connection| forget(connection, &caller);
            self.writer.erase(work).await?
        };
        self.snapshots.forget(caller);
        Ok(forgotten)
    }

    /// A memory is there already when its id is, or when one that says the same
    /// is. Memories that are over are not put back. Many go in by steps, between
    /// which others write; after a failure the import can simply be repeated.
    async fn import(&self, scope: &Scope, memories: Vec<Memory>) -> Result<usize, StoreError> {
        let now = self.clock.now();
        let mut new = 0;
        for step in memories.chunks(IMPORT_STEP) {
            let step = step.to_vec();
            let work =
                move |connection: &Connection, scope: &Scope| import(connection, scope, &step, now);
            new += self.teach(scope, work).await?;
        }
        Ok(new)
    }
}

fn add(
    connection: &Connection,
    scope: &Scope,
    new: NewMemory,
    now: Timestamp,
) -> Result<Memory, Failure> {
    let statement = Statement {
        text: new.text,
        kind: new.kind,
        at: now,
        source: None,
        expires_at: new.expires_at.map(time::storable),
    };
    let (_, memory) = Notebook::open(connection, scope, now)?.take(statement)?;
    Ok(memory)
}

fn change(
    connection: &Connection,
    scope: &Scope,
    id: &MemoryId,
    update: MemoryUpdate,
    now: Timestamp,
) -> Result<Memory, Failure> {
    let (owner, Stored { key, memory: old }) = existing(connection, scope, id, now)?;
    let mut new = old.clone();
    if let Some(expires_at) = update.expires_at {
        new.expires_at = expires_at.map(time::storable);
    }
    if let Some(words) = update.text {
        (new.text, new.kind) = reword(&old.kind, words);
        new.updated_at = new.updated_at.max(now);
    }
    if new != old {
        owner::touch(connection, owner)?;
        row::put(connection, key, &new)?;
        notebook::note(
            connection,
            owner,
            now,
            Change::Updated,
            Some(&old),
            Some(&new),
        )?;
    }
    Ok(new)
}

fn delete(
    connection: &Connection,
    scope: &Scope,
    id: &MemoryId,
    now: Timestamp,
) -> Result<(), Failure> {
    let (owner, Stored { key, memory }) = existing(connection, scope, id, now)?;
    owner::touch(connection, owner)?;
    row::delete(connection, key)?;
    notebook::note(connection, owner, now, Change::Deleted, Some(&memory), None)
}

fn existing(
    connection: &Connection,
    scope: &Scope,
    id: &MemoryId,
    now: Timestamp,
) -> Result<(OwnerId, Stored), Failure> {
    let not_found = || Failure::NotFound(id.clone());
    let version = owner::find(connection, scope)?.ok_or_else(not_found)?;
    let stored = row::find(connection, version.owner, id, now)?.ok_or_else(not_found)?;
    Ok((version.owner, stored))
}

fn import(
    connection: &Connection,
    scope: &Scope,
    memories: &[Memory],
    now: Timestamp,
) -> Result<usize, Failure> {
    let notebook = Notebook::open(connection, scope, now)?;
    expiry::purge_owner(connection, notebook.owner(), now)?;
    let mut ids = row::ids(connection, notebook.owner())?;
    let mut new = 0;
    for memory in memories {
        if time::is_over(memory.expires_at, now) || ids.contains(memory.id.as_str()) {
            continue;
        }
        if notebook.restore(memory)? {
            ids.insert(memory.id.as_str().to_owned());
            new += 1;
        }
    }
    Ok(new)
}
