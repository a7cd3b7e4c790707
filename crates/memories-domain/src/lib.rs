//! The domain of AgenticMemories, free of any I/O.
//!
//! Data flows one way: a front door parses a request into these types, a use
//! case works on them, and a store behind [`MemoryStore`] or [`EventInbox`]
//! keeps them.
//!
//! * [`CallerId`], [`AgentId`], [`ConversationId`], [`MemoryId`]: identities,
//!   parsed once at the edge.
//! * [`Memory`] and [`Call`]: what is known, and what it is learned from.
//! * [`lessons`]: what a call teaches.
//! * [`brief()`]: the text that tells an agent who is calling.
//! * [`MemoryStore`], [`MemoryAdmin`], [`EventSink`], [`EventInbox`], [`IdempotencyLedger`]: the ports
//!   that stores implement.

mod brief;
mod call;
mod caller;
mod ids;
mod inbox;
mod ledger;
mod lesson;
mod record;
mod remembered;
mod reword;
mod store;
mod text;

pub use brief::brief;
pub use call::{Call, CallOutcome, CollectedFact, Evaluation, SkipReason, Turn};
pub use caller::{CallerId, InvalidCallerId, Region, UnknownRegion, Unusable};
pub use ids::{AgentId, ConversationId, InvalidId, MemoryId};
pub use inbox::{
    EnqueueOutcome, EventInbox, EventKey, EventSink, InboxEntry, InboxError, InboxState,
    IncomingEvent, PendingEvent, Settlement,
};
pub use ledger::{BeginOutcome, CallPart, IdempotencyLedger};
pub use lesson::{ExtractedMemory, lessons, meaningful, statement_key};
pub use record::{CallHistory, CallerRecord, LastCall};
pub use remembered::{
    Memory, MemoryKind, Neighbours, ProfileKey, ProfileValue, ScoredMemory, Source, Speaker,
    Subject,
};
pub use reword::reword;
pub use store::{
    Change, ErasureReport, HistoryEntry, IngestOutcome, MemoryAdmin, MemoryStore, MemoryUpdate,
    NewMemory, Scope, StoreError,
};
pub use text::PrivateText;
