use std::{fmt, sync::OnceLock};

use jiff::Timestamp;

use crate::{Knowledge, Memory, PrivateText};

/// The memories and the call history of one caller.
#[derive(Debug, Default)]
pub struct CallerRecord {
    /// Oldest first.
    pub memories: Vec<Memory>,
    pub calls: CallHistory,
    knowledge: DerivedKnowledge,
}

#[derive(Debug, Clone, PartialEq, Default)]
pub struct CallHistory {
    pub count: u64,
    pub first_at: Option<Timestamp>,
    pub last: Option<LastCall>,
}

#[derive(Debug, Clone, PartialEq)]
pub struct LastCall {
    pub started_at: Timestamp,
    pub duration_secs: u64,
    pub summary: Option<PrivateText>,
}

/// Derived at its first use. A changed copy of a record derives its own.
#[derive(Default)]
struct DerivedKnowledge(OnceLock<Knowledge>);

impl CallerRecord {
    #[must_use]
    pub fn new(memories: Vec<Memory>, calls: CallHistory) -> Self {
        Self {
            memories,
            calls,
            knowledge: DerivedKnowledge::default(),
        }
    }

    /// The records of one person who is known by several ids.
    #[must_use]
    pub fn merged<R: AsRef<Self>>(records: &[R]) -> Self {
        let records = || records.iter().map(AsRef::as_ref);
        let mut memories: Vec<Memory> = records()
            .flat_map(|record| record.memories.iter().cloned())
            .collect();
        memories.sort_by_key(|memory| memory.created_at);
        let calls = CallHistory {
            count: records().map(|record| record.calls.count).sum(),
            first_at: records().filter_map(|record| record.calls.first_at).min(),
            last: records()
                .filter_map(|record| record.calls.last.clone())
                .max_by_key(|call| call.started_at),
        };
        Self::new(memories, calls)
    }

    /// What is true, derived from the memories at the first use.
    #[must_use]
    pub fn knowledge(&self) -> &Knowledge {
        self.knowledge
            .0
            .get_or_init(|| Knowledge::derive(&self.memories))
    }

    /// Derives what is true, unless that is done, on the thread that calls.
    pub fn derive_knowledge(&self) {
        self.knowledge
            .0
            .get_or_init(|| Knowledge::derive(&self.memories));
    }

    /// Whether it was derived before. Deriving takes milliseconds for a large record.
    #[must_use]
    pub fn has_knowledge(&self) -> bool {
        self.knowledge.0.get().is_some()
    }

    /// Derives what is true, unless that is done, from what `previous` derived: only memories that
    /// differ are analysed.
    pub fn derive_knowledge_from(&self, previous: &Self) {
        self.knowledge
            .0
            .get_or_init(|| match previous.knowledge.0.get() {
                Some(knowledge) => {
                    Knowledge::derive_from(&self.memories, &previous.memories, knowledge)
                }
                None => Knowledge::derive(&self.memories),
            });
    }
}

impl Clone for CallerRecord {
    fn clone(&self) -> Self {
        Self::new(self.memories.clone(), self.calls.clone())
    }
}

impl PartialEq for CallerRecord {
    fn eq(&self, other: &Self) -> bool {
        self.memories == other.memories && self.calls == other.calls
    }
}

impl fmt::Debug for DerivedKnowledge {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("DerivedKnowledge")
            .field("is_derived", &self.0.get().is_some())
            .finish()
    }
}
