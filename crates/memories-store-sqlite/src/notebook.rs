//! What one owner knows, open for writing: one memory per slot, and every
//! change noted in the history.

use jiff::Timestamp;
use memories_domain::{
    Change, HistoryEntry, Memory, MemoryId, MemoryKind, PrivateText, Scope, Source,
};
use rusqlite::Connection;

use crate::{
    digest, expiry,
    failure::Failure,
    history,
    owner::{self, Clustered, OwnerId},
    row::{self, Stored},
    time,
};

/// Something to be remembered.
pub(crate) struct Statement {
    pub(crate) text: PrivateText,
    pub(crate) kind: MemoryKind,
    /// When it was said or entered.
    pub(crate) at: Timestamp,
    /// The call it was said in; a person entered it where there is none.
    pub(crate) source: Option<Source>,
    pub(crate) expires_at: Option<Timestamp>,
}

/// What a statement did to the memories.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Effect {
    /// It was not known.
    Added,
    /// It is the new value of a profile fact.
    Updated,
    /// It was known already.
    Reinforced,
    /// A newer value of the profile fact was known already: nothing changed.
    Outdated,
}

/// The memories of one owner within a writing job.
pub(crate) struct Notebook<'c> {
    connection: &'c Connection,
    owner: OwnerId,
    now: Timestamp,
}

impl<'c> Notebook<'c> {
    /// Opens the notebook for `scope`, new if need be.
    pub(crate) fn open(
        connection: &'c Connection,
        scope: &Scope,
        now: Timestamp,
    ) -> Result<Self, Failure> {
        Ok(Self {
            connection,
            owner: owner::enrol(connection, scope)?,
            now,
        })
    }

    pub(crate) const fn owner(&self) -> OwnerId {
        self.owner
    }

    /// Remembers a statement: adds it, or joins it to what it repeats or replaces.
    pub(crate) fn take(&self, statement: Statement) -> Result<(Effect, Memory), Failure> {
        let slot = digest::slot(&statement.text, &statement.kind);
        let Some(Stored { key, memory: known }) = self.known(slot)? else {
            let memory = statement.into_memory();
            self.insert(&memory)?;
            return Ok((Effect::Added, memory));
        };
        if says_the_same(&known.kind, &statement.kind) {
            let memory = reinforced(known, &statement);
            row::put(self.connection, key, &memory)?;
            self.note(Change::Reinforced, Some(&memory), Some(&memory))?;
            Ok((Effect::Reinforced, memory))
        } else if statement.is_older_than(&known) {
            Ok((Effect::Outdated, known))
        } else {
            let memory = replaced(known.clone(), statement);
            row::put(self.connection, key, &memory)?;
            self.note(Change::Updated, Some(&known), Some(&memory))?;
            Ok((Effect::Updated, memory))
        }
    }

    /// Puts a memory in as it is, unless its slot is taken. Returns whether it was put in.
    pub(crate) fn restore(&self, memory: &Memory) -> Result<bool, Failure> {
        let slot = digest::slot(&memory.text, &memory.kind);
        let free = self.known(slot)?.is_none();
        if free {
            self.insert(memory)?;
        }
        Ok(free)
    }

    /// What is known of a slot. What is over is not: nothing new is joined to it.
    fn known(&self, slot: i64) -> Result<Option<Stored>, Failure> {
        while let Some(stored) = row::of_slot(self.connection, self.owner, slot)? {
            if !time::is_over(stored.memory.expires_at, self.now) {
                return Ok(Some(stored));
            }
            expiry::remove(self.connection, self.owner, &[stored.key], self.now)?;
        }
        Ok(None)
    }

    fn insert(&self, memory: &Memory) -> Result<(), Failure> {
        let key = owner::next_key(self.connection, Clustered::Memories, self.owner)?;
        row::put(self.connection, key, memory)?;
        self.note(Change::Added, None, Some(memory))
    }

    fn note(
        &self,
        change: Change,
        old: Option<&Memory>,
        new: Option<&Memory>,
    ) -> Result<(), Failure> {
        note(self.connection, self.owner, self.now, change, old, new)
    }
}

/// Notes in the history how `old` became `new`.
pub(crate) fn note(
    connection: &Connection,
    owner: OwnerId,
    at: Timestamp,
    change: Change,
    old: Option<&Memory>,
    new: Option<&Memory>,
) -> Result<(), Failure> {
    let Some(memory) = new.or(old) else {
        return Ok(());
    };
    let entry = HistoryEntry {
        memory_id: memory.id.clone(),
        at,
        change,
        old_text: old.map(|memory| memory.text.clone()),
        new_text: new.map(|memory| memory.text.clone()),
    };
    history::note(connection, owner, &entry)
}

impl Statement {
    /// Whether what is known was said after this. What a person enters by hand
    /// is never too old.
    fn is_older_than(&self, known: &Memory) -> bool {
        self.source.is_some() && self.at < known.updated_at
    }

    fn into_memory(self) -> Memory {
        Memory {
            id: MemoryId::generate(),
            text: self.text,
            kind: self.kind,
            created_at: self.at,
            updated_at: self.at,
            expires_at: self.expires_at,
            source: self.source,
            reinforced: 0,
        }
    }
}

/// Two statements of one slot say the same, unless they give a profile fact
/// different values.
fn says_the_same(known: &MemoryKind, said: &MemoryKind) -> bool {
    match (known, said) {
        (MemoryKind::Profile { value: known, .. }, MemoryKind::Profile { value: said, .. }) => {
            known == said
        }
        _ => true,
    }
}

fn reinforced(mut memory: Memory, statement: &Statement) -> Memory {
    memory.updated_at = memory.updated_at.max(statement.at);
    memory.expires_at = time::later_end(memory.expires_at, statement.expires_at);
    memory.reinforced = memory.reinforced.saturating_add(1);
    memory
}

fn replaced(mut memory: Memory, statement: Statement) -> Memory {
    memory.text = statement.text;
    memory.kind = statement.kind;
    memory.updated_at = memory.updated_at.max(statement.at);
    memory.expires_at = statement.expires_at;
    memory.source = statement.source;
    memory.reinforced = 0;
    memory
}
