//! The interfaces that stores, inboxes and ledgers implement.
//!
//! They are split by what a caller of them needs: a use case that reads cannot write, the worker
//! cannot administer. One adapter may implement several of them.

mod event;
mod extractor;
mod ledger;
mod links;
mod memory;
mod warning;

pub use event::{
    Claim, ClaimedContent, ClaimedEvent, Completion, EnqueueOutcome, EventContent, EventInbox,
    EventKey, EventOutcome, EventSink, InboxAdmin, InboxEntry, InboxError, InboxState, NewEvent,
    ScopedCall, Unprocessable,
};
pub use extractor::{ExtractError, Extractor};
pub use ledger::{BeginOutcome, IdempotencyLedger, PartKey};
pub use links::{CallerLinks, CallerLinksAdmin, LinkOutcome};
pub use memory::{
    ChangeKind, ErasureReport, ExplainedMemory, ExtractedCall, FeatureContribution, HistoryEntry,
    IngestOutcome, MemoryAdmin, MemoryReader, MemoryUpdate, MemoryWriter, NewMemory, Recovery,
    ScoreExplanation, StoreError, TermContribution,
};
pub use warning::{RecordedWarning, WarningLog};
