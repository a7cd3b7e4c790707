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
//! * [`identify_speaker`], [`people_of_line`]: who speaks in a call, and the people of a line.
//! * [`memory_summary`]: the text about the caller that an agent receives.
//! * [`find_times`]: the times that a text mentions, resolved to days.
//! * [`ports`]: the interfaces of stores, inboxes and ledgers.

mod annotate;
mod annotations;
mod call;
mod caller;
mod concepts;
mod dedup;
mod edit;
mod extract;
mod fact_rules;
mod ids;
mod knowledge;
mod memory;
mod operator_warning;
mod people;
mod platform;
pub mod ports;
mod private_text;
mod profile;
mod record;
mod scope;
mod sensitive;
mod source;
mod speaker;
mod summary;
mod text;
mod times;

pub use annotations::Annotations;
pub use call::{
    Asked, Call, CallCompleteness, CallFailure, CallOutcome, CallPart, CollectedFact, Completeness,
    Evaluation, Misconfiguration, Mistake, NotAMisconfiguration, SkipReason, Turn,
};
pub use caller::{
    CallerCandidates, CallerField, CallerId, CallerKind, CallerReading, IdentifiedCaller,
    InvalidCallerId, Region, UnknownRegion,
};
pub use concepts::ConceptSet;
pub use dedup::DedupKey;
pub use edit::edit_text;
pub use extract::{ExtractedMemory, ExtractionRules, extract_memories};
pub use fact_rules::{BelongsTo, FactRule, FactRules, InvalidFactRules, Sensitivity};
pub use ids::{
    AgentId, CarrierCallId, ClaimId, ConversationId, EventId, InvalidId, InvalidQualifiedId,
    MemoryId, ProjectId, WorkerId,
};
pub use knowledge::{
    AnswerKinds, AnswerType, AnswerTypes, Evidence, Fact, FactItem, Knowledge, MemoryStatus,
    Nature, QuestionWords, Standing, StandingChange, StandingChangeKind,
};
pub use memory::{Memory, MemoryKind, Neighbours, ScoredMemory};
pub use operator_warning::{MaskedCaller, OperatorWarning, WarningCause};
pub use people::{
    CallSpeaker, CallSpeakers, Certainty, InvalidPersonName, Line, OnBehalfOf, Person, PersonIndex,
    PersonName, Relation, RelationKind, identify_speaker, identify_speakers, is_name_of_caller,
    people_of_line, people_of_voices,
};
pub use platform::{Platform, UnknownPlatform};
pub use private_text::PrivateText;
pub use profile::{ProfileKey, ProfileValue};
pub use record::{CallHistory, CallerRecord, LastCall};
pub use scope::Scope;
pub use sensitive::{InvalidSensitiveDataPolicy, SensitiveDataPolicy, redact, without_labels};
pub use source::Source;
pub use speaker::{Speaker, Subject};
pub use summary::{NO_HISTORY, SummaryStyle, current_value, memory_summary};
pub use text::{clean_name, is_null_value, normalized_statement, without_placeholders};
pub use times::{Locale, TimeMention, UnknownLocale, annotate_times, find_times};
