use std::collections::{BTreeMap, HashSet};

use jiff::Timestamp;
use memories_domain::{
    Annotations, Call, CallHistory, CallPart, ConversationId, DedupKey, ExtractedMemory, LastCall,
    Memory, MemoryId, MemoryKind, PrivateText,
    ports::{ChangeKind, HistoryEntry, StoreError},
};

/// The memories, history and calls of one scope.
#[derive(Default)]
pub(crate) struct Partition {
    pub(crate) memories: Vec<StoredMemory>,
    pub(crate) history: Vec<HistoryEntry>,
    pub(crate) calls: BTreeMap<ConversationId, StoredCall>,
}

pub(crate) struct StoredMemory {
    pub(crate) memory: Memory,
    /// The memory as each call stated it, or an operator (`None`).
    pub(crate) contributions: BTreeMap<Option<ConversationId>, Memory>,
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
        self.history.push(HistoryEntry {
            memory_id,
            at,
            change,
            conversation_id: by.map(|call| call.conversation_id.clone()),
            old_text: old.map(|memory| memory.text.clone()),
            new_text: new.map(|memory| memory.text.clone()),
        });
    }

    pub(crate) fn add(&mut self, memory: Memory, by: Option<&Call>) {
        self.record(
            ChangeKind::Added,
            memory.created_at,
            by,
            None,
            Some(&memory),
        );
        let contributor = by.map(|call| call.conversation_id.clone());
        self.memories.push(StoredMemory {
            contributions: BTreeMap::from([(contributor, memory.clone())]),
            memory,
        });
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
                && !retained.contains(&DedupKey::new(&old.text, &old.kind))
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
                    if !is_same_value(&old.kind, &new.kind) {
                        self.record(ChangeKind::Updated, at, by, Some(&old), Some(&new));
                        counts.updated += 1;
                    }
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
            for memory in contributions.chain([&mut stored.memory]) {
                if let Some(source) = &mut memory.source
                    && source.conversation_id == *conversation
                {
                    source.duration_secs = duration_secs;
                }
            }
        }
    }

    /// Adds, updates or confirms a memory.
    pub(crate) fn merge(
        &mut self,
        (text, kind): (&PrivateText, &MemoryKind),
        at: Timestamp,
        by: Option<&Call>,
        expires_at: Option<Timestamp>,
        counts: &mut Counts,
    ) {
        let key = DedupKey::new(text, kind);
        let existing = self
            .memories
            .iter()
            .position(|StoredMemory { memory, .. }| {
                DedupKey::new(&memory.text, &memory.kind) == key
            });
        let Some(position) = existing else {
            let memory = Memory {
                id: MemoryId::generate(),
                text: text.clone(),
                kind: kind.clone(),
                created_at: at,
                updated_at: at,
                expires_at,
                source: by.map(Call::source),
                confirmations: 0,
                annotations: Annotations::default(),
            };
            self.add(memory, by);
            counts.added += 1;
            return;
        };
        let stored = &mut self.memories[position];
        let old = stored.memory.clone();
        let contributor = by.map(|call| call.conversation_id.clone());
        let contribution = Memory {
            id: old.id.clone(),
            text: text.clone(),
            kind: kind.clone(),
            created_at: at,
            updated_at: at,
            expires_at,
            source: by.map(Call::source),
            confirmations: 0,
            annotations: Annotations::default(),
        };
        let previous = stored.contributions.insert(contributor, contribution);
        let is_repeated = previous.is_some() && by.is_some();
        let Some(new) = stored.merged() else { return };
        stored.memory = new.clone();
        let change = if !is_same_value(&old.kind, &new.kind) {
            counts.updated += 1;
            ChangeKind::Updated
        } else if !is_repeated && is_same_value(&new.kind, kind) {
            counts.confirmed += 1;
            ChangeKind::Confirmed
        } else {
            return;
        };
        self.record(change, at, by, Some(&old), Some(&new));
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

    pub(crate) fn call_history(&self) -> CallHistory {
        let calls = || self.calls.values();
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
    /// A later contribution confirms the value of the earlier ones or replaces it.
    fn merged(&self) -> Option<Memory> {
        let mut in_order: Vec<_> = self.contributions.iter().collect();
        in_order.sort_by_key(|(contributor, memory)| (memory.updated_at, *contributor));
        let in_order = in_order.into_iter().map(|(_, memory)| memory.clone());
        in_order.reduce(|earlier, later| {
            let created_at = earlier.created_at.min(later.created_at);
            if is_same_value(&earlier.kind, &later.kind) {
                Memory {
                    created_at,
                    updated_at: later.updated_at,
                    confirmations: earlier.confirmations + 1,
                    ..earlier
                }
            } else {
                Memory {
                    created_at,
                    ..later
                }
            }
        })
    }
}

fn is_same_value(a: &MemoryKind, b: &MemoryKind) -> bool {
    match (a, b) {
        (MemoryKind::Profile { value: a, .. }, MemoryKind::Profile { value: b, .. }) => a == b,
        _ => true,
    }
}

fn part_of(kind: &MemoryKind) -> CallPart {
    ExtractedMemory {
        text: PrivateText::default(),
        kind: kind.clone(),
    }
    .part()
}
