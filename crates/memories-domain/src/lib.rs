//! The domain of AgenticMemories, without I/O.
//!
//! Data flows one way: a route parses a request into these types, a use case
//! works on them, and an adapter behind a port stores them.
//!
//! * [`CallerId`], [`AgentId`], [`ConversationId`], [`MemoryId`], [`EventId`]:
//!   identifiers, parsed once at the edge; [`Scope`] limits a request to one
//!   caller's memories.
//! * [`Call`] and [`Memory`]: a finished call, and one memory extracted from calls.
//! * [`SensitiveDataPolicy`], [`redact`]: what is removed from a call before it is kept.
//! * [`extract_memories`]: rule-based extraction.
//! * [`memory_summary`]: the text about the caller that an agent receives.
//! * [`ports`]: the interfaces of stores, inboxes and ledgers.

mod call;
mod caller;
mod dedup;
mod edit;
mod extract;
mod ids;
mod memory;
mod platform;
pub mod ports;
mod private_text;
mod profile;
mod record;
mod scope;
mod sensitive;
mod summary;
mod text;

pub use call::{
    Call, CallCompleteness, CallOutcome, CallPart, CollectedFact, Completeness, Evaluation,
    SkipReason, Turn,
};
pub use caller::{CallerId, InvalidCallerId, Region, UnknownRegion};
pub use dedup::DedupKey;
pub use edit::edit_text;
pub use extract::{ExtractedMemory, extract_memories};
pub use ids::{
    AgentId, ClaimId, ConversationId, EventId, InvalidId, InvalidQualifiedId, MemoryId, ProjectId,
    WorkerId,
};
pub use memory::{Memory, MemoryKind, Neighbours, ScoredMemory, Source, Speaker, Subject};
pub use platform::{Platform, UnknownPlatform};
pub use private_text::PrivateText;
pub use profile::{ProfileKey, ProfileValue};
pub use record::{CallHistory, CallerRecord, LastCall};
pub use scope::Scope;
pub use sensitive::{InvalidSensitiveDataPolicy, SensitiveDataPolicy, redact};
pub use summary::memory_summary;
pub use text::{normalized_statement, without_placeholders};
