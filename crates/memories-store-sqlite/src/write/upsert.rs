use std::collections::BTreeMap;

use jiff::Timestamp;
use memories_domain::{
    Annotations, ConversationId, Memory, MemoryId, MemoryKind, PrivateText, Scope, Source,
};
use rusqlite::Connection;

use super::{
    expiry,
    merge::{is_same_value, merge},
};
use crate::{
    clock::{is_expired, max_expiry},
    digest::dedup_hash,
    error::Error,
    tables::{
        contributions::{self, ContributionKey, Contributor},
        history::{self, Change},
        memories::{self, StoredMemory},
        partitions::{self, PartitionId, Table},
    },
};

/// A memory to be stored.
pub(super) struct MemoryUpsert {
    pub(super) text: PrivateText,
    pub(super) kind: MemoryKind,
    /// When it was said or entered.
    pub(super) at: Timestamp,
    /// The call it was extracted from; `None` if an operator entered it.
    pub(super) source: Option<Source>,
    pub(super) expires_at: Option<Timestamp>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum UpsertOutcome {
    Added,
    /// A profile fact got a new value.
    Updated,
    /// It repeats an existing memory.
    Confirmed,
    /// The same call contributed it before.
    Unchanged,
    /// The profile fact has a newer value.
    Stale,
}

/// The outcome of retracting the contribution of a call to a memory.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum RetractOutcome {
    /// No other contribution remains.
    Removed,
    /// A profile fact got its former value.
    Reverted,
    Unchanged,
}

/// The memories of one partition within a write transaction: one per dedup hash, and every change
/// recorded in the history.
pub(super) struct PartitionWriter<'c> {
    pub(super) connection: &'c Connection,
    pub(super) partition: PartitionId,
    pub(super) now: Timestamp,
}

impl<'c> PartitionWriter<'c> {
    /// The partition of a scope, new if need be. Increments its revision.
    pub(super) fn open(
        connection: &'c Connection,
        scope: &Scope,
        now: Timestamp,
    ) -> Result<Self, Error> {
        Ok(Self {
            connection,
            partition: partitions::upsert(connection, scope)?,
            now,
        })
    }

    /// Adds a memory, or merges it with the existing one that it repeats or replaces. What the same
    /// call contributed before is replaced.
    pub(super) fn upsert(&self, new: MemoryUpsert) -> Result<(UpsertOutcome, StoredMemory), Error> {
        let hash = dedup_hash(&new.text, &new.kind);
        let contributor = new.contributor();
        let Some(StoredMemory { key, memory: old }) = self.find(hash)? else {
            let added = self.insert(new.into_memory())?;
            return Ok((UpsertOutcome::Added, added));
        };
        let mut all = self.contributions(hash, &old)?;
        let previous = all.get(&contributor);
        let contribution = new.into_contribution(&old.id, previous);
        let is_repeated = previous.is_some() && contributor != Contributor::Operator;
        let is_corrected =
            previous.is_some_and(|previous| !is_same_value(&previous.kind, &contribution.kind));
        all.insert(contributor.clone(), contribution.clone());
        let new = self.store_contributions(hash, &old, &all, &contributor)?;

        let has_new_value = !is_same_value(&old.kind, &new.kind);
        let outcome = if has_new_value {
            UpsertOutcome::Updated
        } else if is_repeated {
            UpsertOutcome::Unchanged
        } else if is_same_value(&new.kind, &contribution.kind) {
            UpsertOutcome::Confirmed
        } else {
            UpsertOutcome::Stale
        };
        if let Contributor::Call(conversation) = &contributor
            && is_corrected
        {
            history::delete_confirmation(self.connection, self.partition, &old.id, conversation)?;
        }
        let conversation = contributor.conversation();
        if outcome == UpsertOutcome::Confirmed {
            self.record(conversation, &Change::Confirmed(&new))?;
        } else if new.text != old.text {
            let change = Change::Updated {
                old: &old,
                new: &new,
            };
            self.record(conversation, &change)?;
        }
        let stored = self.put_if_changed(key, &old, new)?;
        Ok((outcome, stored))
    }

    /// Removes the contribution of a call to a memory, and the memory if there is no other.
    pub(super) fn retract(
        &self,
        StoredMemory { key, memory: old }: StoredMemory,
        conversation: &ConversationId,
    ) -> Result<RetractOutcome, Error> {
        let hash = dedup_hash(&old.text, &old.kind);
        let contributor = Contributor::Call(conversation.clone());
        let mut all = self.contributions(hash, &old)?;
        all.remove(&contributor);
        let contribution_key = self.contribution_key(hash, &old.id);
        contributions::delete(self.connection, contribution_key, &contributor)?;
        let Some(new) = merge(&old.id, &all) else {
            self.remove(&StoredMemory { key, memory: old }, Some(conversation))?;
            return Ok(RetractOutcome::Removed);
        };
        history::delete_confirmation(self.connection, self.partition, &old.id, conversation)?;
        let has_new_value = !is_same_value(&old.kind, &new.kind);
        if has_new_value {
            let change = Change::Updated {
                old: &old,
                new: &new,
            };
            self.record(Some(conversation), &change)?;
        }
        self.put_if_changed(key, &old, new)?;
        Ok(if has_new_value {
            RetractOutcome::Reverted
        } else {
            RetractOutcome::Unchanged
        })
    }

    /// Inserts a memory as it is, unless the partition has a duplicate. Returns whether it was
    /// inserted.
    pub(super) fn insert_if_absent(&self, memory: &Memory) -> Result<bool, Error> {
        let absent = self.find(dedup_hash(&memory.text, &memory.kind))?.is_none();
        if absent {
            let key = partitions::next_key(self.connection, Table::Memories, self.partition)?;
            memories::insert(self.connection, key, memory)?;
            self.record(None, &Change::Added(memory))?;
        }
        Ok(absent)
    }

    /// Overwrites a memory with an operator's edit, which overrules the calls that contributed to
    /// it.
    pub(super) fn edit(&self, key: i64, old: &Memory, new: &Memory) -> Result<(), Error> {
        self.record(None, &Change::Updated { old, new })?;
        self.overrule_contributors(old)?;
        let hash = dedup_hash(&new.text, &new.kind);
        let contribution_key = self.contribution_key(hash, &new.id);
        contributions::set(
            self.connection,
            contribution_key,
            &Contributor::Operator,
            new,
        )?;
        memories::update(self.connection, key, new)
    }

    /// Deletes a memory on behalf of an operator, which overrules the calls that contributed to it.
    pub(super) fn delete(&self, stored: &StoredMemory) -> Result<(), Error> {
        self.overrule_contributors(&stored.memory)?;
        self.remove(stored, None)
    }

    fn remove(
        &self,
        stored: &StoredMemory,
        conversation: Option<&ConversationId>,
    ) -> Result<(), Error> {
        memories::delete(self.connection, stored.key)?;
        self.record(conversation, &Change::Deleted(&stored.memory))
    }

    fn overrule_contributors(&self, memory: &Memory) -> Result<(), Error> {
        let hash = dedup_hash(&memory.text, &memory.kind);
        let key = self.contribution_key(hash, &memory.id);
        for contributor in self.contributions(hash, memory)?.keys() {
            contributions::overrule(self.connection, key, contributor)?;
        }
        Ok(())
    }

    fn record(
        &self,
        conversation: Option<&ConversationId>,
        change: &Change<'_>,
    ) -> Result<(), Error> {
        history::record(
            self.connection,
            self.partition,
            self.now,
            conversation,
            change,
        )
    }

    /// The memory with a hash. An expired one is deleted, so that nothing is merged with it.
    fn find(&self, dedup_hash: i64) -> Result<Option<StoredMemory>, Error> {
        while let Some(stored) =
            memories::find_by_hash(self.connection, self.partition, dedup_hash)?
        {
            if !is_expired(stored.memory.expires_at, self.now) {
                return Ok(Some(stored));
            }
            expiry::remove(self.connection, self.partition, &[stored.key], self.now)?;
        }
        Ok(None)
    }

    fn insert(&self, memory: Memory) -> Result<StoredMemory, Error> {
        let key = partitions::next_key(self.connection, Table::Memories, self.partition)?;
        memories::insert(self.connection, key, &memory)?;
        let contributor = Contributor::of_memory(&memory);
        self.record(contributor.conversation(), &Change::Added(&memory))?;
        Ok(StoredMemory { key, memory })
    }

    fn put_if_changed(&self, key: i64, old: &Memory, new: Memory) -> Result<StoredMemory, Error> {
        if new != *old {
            memories::update(self.connection, key, &new)?;
        }
        Ok(StoredMemory { key, memory: new })
    }

    /// The contributions to a memory: the memory itself if no others are recorded.
    fn contributions(
        &self,
        hash: i64,
        memory: &Memory,
    ) -> Result<BTreeMap<Contributor, Memory>, Error> {
        let mut all =
            contributions::list(self.connection, self.contribution_key(hash, &memory.id))?;
        if all.is_empty() {
            all.insert(Contributor::of_memory(memory), memory.clone());
        }
        Ok(all)
    }

    /// Records the contributions to a memory, of which that of `changed` is new. Returns the merged
    /// memory.
    fn store_contributions(
        &self,
        hash: i64,
        old: &Memory,
        all: &BTreeMap<Contributor, Memory>,
        changed: &Contributor,
    ) -> Result<Memory, Error> {
        let merged = merge(&old.id, all).unwrap_or_else(|| old.clone());
        let key = self.contribution_key(hash, &old.id);
        let is_alone = all.len() == 1 && Contributor::of_memory(&merged) == *changed;
        if is_alone {
            contributions::delete(self.connection, key, changed)?;
        } else {
            // The first one was not recorded while it was alone.
            for (contributor, memory) in all {
                if contributor == changed || all.len() == 2 {
                    contributions::set(self.connection, key, contributor, memory)?;
                }
            }
        }
        Ok(merged)
    }

    const fn contribution_key<'m>(&self, hash: i64, memory: &'m MemoryId) -> ContributionKey<'m> {
        ContributionKey {
            partition: self.partition,
            dedup_hash: hash,
            memory,
        }
    }
}

impl MemoryUpsert {
    fn contributor(&self) -> Contributor {
        let source = self.source.as_ref();
        Contributor::new(source.map(|source| &source.conversation_id))
    }

    /// As a contribution to an existing memory. An operator who enters it again confirms it or
    /// replaces its value.
    fn into_contribution(self, id: &MemoryId, previous: Option<&Memory>) -> Memory {
        let mut memory = Memory {
            id: id.clone(),
            ..self.into_memory()
        };
        let Some(previous) = previous else {
            return memory;
        };
        let is_same_value = is_same_value(&previous.kind, &memory.kind);
        if is_same_value {
            memory.confirmations = previous.confirmations;
        }
        if memory.source.is_none() {
            memory.created_at = previous.created_at;
            if is_same_value {
                memory.text.clone_from(&previous.text);
                memory.kind = previous.kind.clone();
                memory.expires_at = max_expiry(previous.expires_at, memory.expires_at);
                memory.confirmations = previous.confirmations.saturating_add(1);
                memory.source.clone_from(&previous.source);
            }
        }
        memory
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
            confirmations: 0,
            annotations: Annotations::default(),
        }
    }
}
