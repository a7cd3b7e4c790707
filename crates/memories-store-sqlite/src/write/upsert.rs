use jiff::Timestamp;
use memories_domain::{
    Annotations, ConversationId, DedupKey, Knowledge, Memory, MemoryId, MemoryKind, PrivateText,
    Scope, Source,
};
use rusqlite::Connection;

use super::expiry;
use crate::{
    clock::{is_expired, max_expiry},
    digest::dedup_hash,
    error::Error,
    merge::merge,
    tables::{
        contributions::{
            self, Contribution, ContributionKey, Contributions, Contributor, Overruled,
        },
        history::{self, Change},
        memories::{self, StoredMemory},
        partitions::{self, PartitionId, Table},
    },
};

/// A memory to be stored.
pub(super) struct MemoryUpsert {
    pub(super) text: PrivateText,
    pub(super) kind: MemoryKind,
    pub(super) annotations: Annotations,
    /// When it was said or entered.
    pub(super) at: Timestamp,
    /// The call it was extracted from; `None` if an operator entered it.
    pub(super) source: Option<Source>,
    pub(super) expires_at: Option<Timestamp>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum UpsertOutcome {
    Added,
    /// Added as a new value of a profile fact that had another one.
    Updated,
    /// It repeats an existing memory.
    Confirmed,
    /// The same call contributed it before.
    Unchanged,
}

impl UpsertOutcome {
    pub(super) const fn is_addition(self) -> bool {
        matches!(self, Self::Added | Self::Updated)
    }
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

    /// Adds a memory, or merges it with the existing one that it repeats. What the same call
    /// contributed before is replaced.
    pub(super) fn upsert(&self, new: MemoryUpsert) -> Result<(UpsertOutcome, StoredMemory), Error> {
        let hash = dedup_hash(&new.dedup_key());
        let contributor = new.contributor();
        let Some(StoredMemory { key, memory: old }) = self.find(hash)? else {
            return self.insert(new.into_memory());
        };
        let mut all = self.contributions(hash, &old)?;
        let previous = all.get(&contributor);
        let is_repeated = previous.is_some() && contributor != Contributor::Operator;
        if let (Some(previous), Contributor::Operator) = (previous, &contributor) {
            self.overrule(
                self.contribution_key(hash, &old.id),
                &contributor,
                previous,
                &old,
            )?;
        }
        let contribution = new.into_contribution(&old.id, previous);
        all.insert(contributor.clone(), contribution);
        let new = self.store_contributions(hash, &old, &all, &contributor)?;

        let conversation = contributor.conversation();
        let outcome = if is_repeated {
            UpsertOutcome::Unchanged
        } else {
            UpsertOutcome::Confirmed
        };
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

    /// Removes the contribution of a call to a memory, and the memory if there is no other. Returns
    /// whether it was removed.
    pub(super) fn retract(
        &self,
        StoredMemory { key, memory: old }: StoredMemory,
        conversation: &ConversationId,
    ) -> Result<bool, Error> {
        let hash = dedup_hash(&old.dedup_key());
        let contributor = Contributor::Call(conversation.clone());
        let mut all = self.contributions(hash, &old)?;
        all.remove(&contributor);
        let contribution_key = self.contribution_key(hash, &old.id);
        contributions::delete(self.connection, contribution_key, &contributor)?;
        let Some(new) = merge(&old.id, &all) else {
            self.remove(&StoredMemory { key, memory: old }, Some(conversation))?;
            return Ok(true);
        };
        history::delete_confirmation(self.connection, self.partition, &old.id, conversation)?;
        self.put_if_changed(key, &old, new)?;
        Ok(false)
    }

    /// The values of a profile fact that this one took the place of, as knowledge is derived.
    pub(super) fn former_values(&self, stored: &StoredMemory) -> Result<Vec<StoredMemory>, Error> {
        if !matches!(stored.memory.kind, MemoryKind::Profile { .. }) {
            return Ok(Vec::new());
        }
        let mut all = memories::list_stored(self.connection, self.partition, self.now)?;
        let of_caller: Vec<Memory> = all.iter().map(|stored| stored.memory.clone()).collect();
        let knowledge = Knowledge::derive(&of_caller);
        let Some(position) = knowledge.position(&stored.memory.id) else {
            return Ok(Vec::new());
        };
        let former = knowledge.former_values(position);
        let mut position = 0..;
        all.retain(|_| {
            position
                .next()
                .is_some_and(|position| former.contains(&position))
        });
        Ok(all)
    }

    /// The value that an entry of the history names as the former one.
    fn former_value(&self, memory: &Memory) -> Result<Option<StoredMemory>, Error> {
        let MemoryKind::Profile { key, .. } = &memory.kind else {
            return Ok(None);
        };
        let is_former = |value: &Memory| value.is_former_value_of(memory);
        let (connection, partition) = (self.connection, self.partition);
        memories::value_of_fact(connection, partition, key, self.now, is_former)
    }

    /// Inserts a memory as it is, unless the partition has a duplicate. Returns whether it was
    /// inserted.
    pub(super) fn insert_if_absent(&self, memory: &Memory) -> Result<bool, Error> {
        let absent = self.find(dedup_hash(&memory.dedup_key()))?.is_none();
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
        let key_of_new = self.contribution_key(dedup_hash(&new.dedup_key()), &new.id);
        let contribution = Contribution {
            since: self.now,
            memory: new.clone(),
        };
        let operator = Contributor::Operator;
        contributions::set(self.connection, key_of_new, &operator, &contribution)?;
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
        let hash = dedup_hash(&memory.dedup_key());
        let key = self.contribution_key(hash, &memory.id);
        for (contributor, contribution) in self.contributions(hash, memory)? {
            self.overrule(key, &contributor, &contribution, memory)?;
        }
        Ok(())
    }

    fn overrule(
        &self,
        key: ContributionKey<'_>,
        contributor: &Contributor,
        contribution: &Contribution,
        memory: &Memory,
    ) -> Result<(), Error> {
        let overruled = Overruled {
            at: self.now,
            expires_at: memory.expires_at,
        };
        contributions::overrule(self.connection, key, contributor, contribution, overruled)
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

    fn insert(&self, memory: Memory) -> Result<(UpsertOutcome, StoredMemory), Error> {
        let former = self.former_value(&memory)?;
        let key = partitions::next_key(self.connection, Table::Memories, self.partition)?;
        memories::insert(self.connection, key, &memory)?;
        let contributor = Contributor::of_memory(&memory);
        let (outcome, change) = match &former {
            Some(StoredMemory { memory: old, .. }) => {
                let new = &memory;
                (UpsertOutcome::Updated, Change::Updated { old, new })
            }
            None => (UpsertOutcome::Added, Change::Added(&memory)),
        };
        self.record(contributor.conversation(), &change)?;
        Ok((outcome, StoredMemory { key, memory }))
    }

    fn put_if_changed(&self, key: i64, old: &Memory, new: Memory) -> Result<StoredMemory, Error> {
        if new != *old {
            memories::update(self.connection, key, &new)?;
        }
        Ok(StoredMemory { key, memory: new })
    }

    /// The contributions to a memory: the memory itself if no others are recorded.
    fn contributions(&self, hash: i64, memory: &Memory) -> Result<Contributions, Error> {
        let mut all =
            contributions::list(self.connection, self.contribution_key(hash, &memory.id))?;
        if all.is_empty() {
            let sole = Contribution {
                since: memory.created_at,
                memory: memory.clone(),
            };
            all.insert(Contributor::of_memory(memory), sole);
        }
        Ok(all)
    }

    /// Records the contributions to a memory, of which that of `changed` is new. Returns the merged
    /// memory.
    fn store_contributions(
        &self,
        hash: i64,
        old: &Memory,
        all: &Contributions,
        changed: &Contributor,
    ) -> Result<Memory, Error> {
        let merged = merge(&old.id, all).unwrap_or_else(|| old.clone());
        let key = self.contribution_key(hash, &old.id);
        let is_sole_call = all.len() == 1 && *changed != Contributor::Operator;
        if is_sole_call {
            contributions::delete(self.connection, key, changed)?;
        } else {
            // The first one was not recorded while it was alone.
            for (contributor, contribution) in all {
                if contributor == changed || all.len() == 2 {
                    contributions::set(self.connection, key, contributor, contribution)?;
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
    pub(super) fn dedup_key(&self) -> DedupKey {
        DedupKey::new(&self.text, &self.kind, &self.annotations)
    }

    fn contributor(&self) -> Contributor {
        let source = self.source.as_ref();
        Contributor::new(source.map(|source| &source.conversation_id))
    }

    /// As a contribution to an existing memory. What it stands for besides, such as earlier entries
    /// of the operator or the calls that confirmed an imported memory, is retained.
    fn into_contribution(self, id: &MemoryId, previous: Option<&Contribution>) -> Contribution {
        let mut contribution = Contribution {
            since: self.at,
            memory: Memory {
                id: id.clone(),
                ..self.into_memory()
            },
        };
        let memory = &mut contribution.memory;
        let Some(Contribution {
            memory: previous, ..
        }) = previous
        else {
            return contribution;
        };
        memory.confirmations = previous.confirmations;
        if memory.source.is_none() {
            memory.created_at = previous.created_at;
            memory.expires_at = max_expiry(previous.expires_at, memory.expires_at);
            memory.confirmations = previous.confirmations.saturating_add(1);
        } else if previous.confirmations > 0 {
            memory.created_at = memory.created_at.min(previous.created_at);
        }
        contribution
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
            annotations: self.annotations,
        }
    }
}
