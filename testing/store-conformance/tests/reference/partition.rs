use std::collections::{BTreeMap, HashSet};

use jiff::Timestamp;
use memories_domain::{
    Annotations, Call, CallHistory, CallPart, CallerRecord, ConversationId, DedupKey,
    ExtractedMemory, LastCall, Memory, MemoryId, MemoryKind, PrivateText,
    ports::{ChangeKind, HistoryEntry, StoreError},
};

/// The memories, history and calls of one scope.
#[derive(Default)]
pub(crate) struct Partition {
    pub(crate) memories: Vec<StoredMemory>,
    /// What an operator edited, deleted or entered again, and when.
    pub(crate) overruled: Vec<(Timestamp, StoredMemory)>,
    pub(crate) history: Vec<HistoryEntry>,
    pub(crate) calls: BTreeMap<ConversationId, StoredCall>,
}

#[derive(Clone)]
pub(crate) struct StoredMemory {
    pub(crate) memory: Memory,
    /// The memory as each call stated it, or an operator (`None`).
    pub(crate) contributions: BTreeMap<Option<ConversationId>, Contribution>,
}

#[derive(Clone)]
pub(crate) struct Contribution {
    /// The start of the call, or when the operator entered it.
    pub(crate) since: Timestamp,
    pub(crate) memory: Memory,
}

pub(crate) struct StoredCall {
    pub(crate) last_call: LastCall,
    pub(crate) expires_at: Option<Timestamp>,
}

#[derive(Default)]
pub(crate) struct Counts {
    pub(crate) added: usize,
    pub(crate) updated: usize,
    pub(crate) confirmed: usize,
    pub(crate) removed: usize,
}

pub(crate) fn is_live(expires_at: Option<Timestamp>) -> bool {
    expires_at.is_none_or(|at| at > Timestamp::now())
}

impl Partition {
    pub(crate) fn live(&self) -> impl Iterator<Item = &Memory> {
        self.memories
            .iter()
            .map(|stored| &stored.memory)
            .filter(|memory| is_live(memory.expires_at))
    }

    pub(crate) fn position(&self, id: &MemoryId) -> Result<usize, StoreError> {
        self.memories
            .iter()
            .position(|stored| stored.memory.id == *id && is_live(stored.memory.expires_at))
            .ok_or_else(|| StoreError::NotFound(id.clone()))
    }

    pub(crate) fn record(
        &mut self,
        change: ChangeKind,
        at: Timestamp,
        by: Option<&Call>,
        old: Option<&Memory>,
        new: Option<&Memory>,
    ) {
        let memory_id = old.or(new).unwrap().id.clone();
        self.record_of(memory_id, change, at, by, old, new);
    }

    fn record_of(
        &mut self,
        memory_id: MemoryId,
        change: ChangeKind,
        at: Timestamp,
        by: Option<&Call>,
        old: Option<&Memory>,
        new: Option<&Memory>,
    ) {
        self.history.push(HistoryEntry {
            memory_id,
            at,
            change,
            conversation_id: by.map(|call| call.conversation_id.clone()),
            agent_id: by.and_then(|call| call.agent_id.clone()),
            old_text: old.map(|memory| memory.text.clone()),
            new_text: new.map(|memory| memory.text.clone()),
        });
    }

    /// Returns whether it is a new value of a profile fact that had another one.
    pub(crate) fn add(&mut self, memory: Memory, by: Option<&Call>) -> bool {
        let former = self.former_values(&memory).pop();
        let (at, old, new) = (memory.created_at, former.as_ref(), Some(&memory));
        let change = match old {
            Some(_) => ChangeKind::Updated,
            None => ChangeKind::Added,
        };
        self.record_of(memory.id.clone(), change, at, by, old, new);
        let contributor = by.map(|call| call.conversation_id.clone());
        let contribution = Contribution {
            since: at,
            memory: memory.clone(),
        };
        self.memories.push(StoredMemory {
            contributions: BTreeMap::from([(contributor, contribution)]),
            memory,
        });
        former.is_some()
    }

    /// The former values of a profile fact, latest last.
    pub(crate) fn former_values(&self, memory: &Memory) -> Vec<Memory> {
        let values = self.live().filter(|value| value.is_former_value_of(memory));
        let mut values: Vec<_> = values.cloned().collect();
        values.sort_by_key(|value| value.updated_at);
        values
    }

    pub(crate) fn overrule(&mut self, stored: StoredMemory, at: Timestamp) {
        self.overruled.push((at, stored));
    }

    pub(crate) fn record_as_of(&self, at: Timestamp) -> CallerRecord {
        let overruled = self.overruled.iter();
        let overruled = overruled.filter(|(overruled_at, _)| *overruled_at > at);
        let versions = overruled.map(|(_, stored)| stored).chain(&self.memories);
        let versions = versions.filter(|stored| is_live(stored.memory.expires_at));
        let mut memories: Vec<_> = versions
            .filter_map(|stored| stored.up_to(at).merged())
            .filter(|memory| memory.expires_at.is_none_or(|end| end > at))
            .collect();
        memories.sort_by_key(|memory| memory.created_at);
        CallerRecord::new(memories, self.call_history(at))
    }

    /// Retracts what the call contributed to a part, except the memories in `retained`.
    pub(crate) fn retract(
        &mut self,
        call: &Call,
        part: CallPart,
        retained: &HashSet<DedupKey>,
        counts: &mut Counts,
    ) {
        let contributor = Some(call.conversation_id.clone());
        for mut stored in std::mem::take(&mut self.memories) {
            let old = stored.memory.clone();
            let is_affected = part_of(&old.kind) == part
                && !retained.contains(&old.dedup_key())
                && stored.contributions.remove(&contributor).is_some();
            if !is_affected {
                self.memories.push(stored);
                continue;
            }
            let (at, by) = (call.started_at, Some(call));
            match stored.merged() {
                None => {
                    self.record(ChangeKind::Deleted, at, by, Some(&old), None);
                    counts.removed += 1;
                }
                Some(new) => {
                    stored.memory = new;
                    self.memories.push(stored);
                }
            }
        }
    }

    /// Removes a call's contributions to a part, with their history: they belong to another caller.
    pub(crate) fn disown(&mut self, call: &Call, part: CallPart) {
        self.retract(call, part, &HashSet::new(), &mut Counts::default());
        let conversation = Some(&call.conversation_id);
        self.history
            .retain(|entry| entry.conversation_id.as_ref() != conversation);
    }

    pub(crate) fn set_duration(&mut self, conversation: &ConversationId, duration_secs: u64) {
        for stored in &mut self.memories {
            let contributions = stored.contributions.values_mut();
            let contributions = contributions.map(|contribution| &mut contribution.memory);
            for memory in contributions.chain([&mut stored.memory]) {
                if let Some(source) = &mut memory.source
                    && source.conversation_id == *conversation
                {
                    source.duration_secs = duration_secs;
                }
            }
        }
    }

    /// Adds or confirms a memory. Returns its id.
    pub(crate) fn merge(
        &mut self,
        new: &ExtractedMemory,
        at: Timestamp,
        by: Option<&Call>,
        expires_at: Option<Timestamp>,
        counts: &mut Counts,
    ) -> MemoryId {
        let memory = Memory {
            id: MemoryId::generate(),
            text: new.text.clone(),
            kind: new.kind.clone(),
            created_at: at,
            updated_at: at,
            expires_at,
            source: by.map(Call::source),
            confirmations: 0,
            annotations: new.annotations.clone(),
        };
        let key = new.dedup_key();
        let mut existing = self.memories.iter();
        let Some(position) = existing.position(|stored| stored.memory.dedup_key() == key) else {
            let id = memory.id.clone();
            if self.add(memory, by) {
                counts.updated += 1;
            } else {
                counts.added += 1;
            }
            return id;
        };
        let stored = &mut self.memories[position];
        let old = stored.memory.clone();
        let mut contribution = Contribution {
            since: at,
            memory: Memory {
                id: old.id.clone(),
                ..memory
            },
        };
        let contributor = by.map(|call| call.conversation_id.clone());
        let previous = stored.contributions.remove(&contributor);
        let is_repeated = previous.is_some() && by.is_some();
        if let Some(previous) = previous
            && by.is_none()
        {
            contribution.memory.created_at = previous.memory.created_at;
            contribution.memory.confirmations = previous.memory.confirmations + 1;
            let superseded = StoredMemory {
                memory: old.clone(),
                contributions: BTreeMap::from([(None, previous)]),
            };
            self.overruled.push((at, superseded));
        }
        stored.contributions.insert(contributor, contribution);
        let new = stored.merged().unwrap();
        stored.memory = new.clone();
        if !is_repeated {
            counts.confirmed += 1;
            self.record(ChangeKind::Confirmed, at, by, Some(&old), Some(&new));
        }
        old.id
    }

    /// The start is that of the leading event, the duration the longest.
    pub(crate) fn count_call(&mut self, call: &Call, leads: bool) -> u64 {
        let id = call.conversation_id.clone();
        let stored = self.calls.entry(id).or_insert_with(|| StoredCall {
            last_call: LastCall {
                started_at: call.started_at,
                duration_secs: 0,
                summary: None,
            },
            expires_at: None,
        });
        let last_call = &mut stored.last_call;
        if leads {
            last_call.started_at = call.started_at;
        }
        last_call.duration_secs = last_call.duration_secs.max(call.duration_secs);
        last_call.duration_secs
    }

    /// The calls that began until then.
    pub(crate) fn call_history(&self, until: Timestamp) -> CallHistory {
        let calls = || {
            let calls = self.calls.values();
            calls.filter(move |call| call.last_call.started_at <= until)
        };
        let last = calls().max_by_key(|call| call.last_call.started_at);
        CallHistory {
            count: calls().count() as u64,
            first_at: calls().map(|call| call.last_call.started_at).min(),
            last: last.map(|call| {
                let mut last = call.last_call.clone();
                last.summary = last.summary.filter(|_| is_live(call.expires_at));
                last
            }),
        }
    }
}

impl StoredMemory {
    /// As the latest contribution states it, and confirmed by the earlier ones.
    fn merged(&self) -> Option<Memory> {
        let mut in_order: Vec<_> = self.contributions.iter().collect();
        in_order.sort_by_key(|(contributor, contribution)| {
            (contribution.memory.updated_at, *contributor)
        });
        let in_order = in_order
            .into_iter()
            .map(|(_, Contribution { memory, .. })| memory.clone());
        in_order.reduce(|earlier, later| Memory {
            created_at: earlier.created_at.min(later.created_at),
            expires_at: earlier
                .expires_at
                .zip(later.expires_at)
                .map(|(a, b)| a.max(b)),
            confirmations: earlier.confirmations + later.confirmations + 1,
            ..later
        })
    }

    fn up_to(&self, at: Timestamp) -> Self {
        let mut stored = self.clone();
        stored
            .contributions
            .retain(|_, contribution| contribution.since <= at);
        stored
    }
}

fn part_of(kind: &MemoryKind) -> CallPart {
    ExtractedMemory {
        text: PrivateText::default(),
        kind: kind.clone(),
        annotations: Annotations::default(),
        expires_at: None,
    }
    .part()
}
