//! The application layer: what happens in each call, without HTTP and without any voice
//! platform's format.
//!
//! * While the phone rings: [`GetClientData`] loads the caller's record.
//! * During the call: [`Retrieve`] answers the agent's question.
//! * After the call: [`AcceptPostCall`] enqueues the event durably. The [`Worker`] claims it and
//!   the [`CallProcessor`] extracts and stores its memories.
//!
//! A voice platform's adapter implements [`EventReader`].

mod caller_resolver;
mod client_data;
mod event_reader;
mod linked_reader;
mod notifying_sink;
mod operator_warnings;
mod pending_calls;
mod post_call;
mod processor;
mod read_policy;
mod retrieve;
mod retry;
mod rule_extractor;
mod worker;

pub use caller_resolver::{CallerResolver, ScopeError, ScopeKind};
pub use client_data::{ClientData, ClientDataError, GetClientData};
pub use event_reader::{EventReader, EventReaders, InvalidEvent, PlatformEvent};
pub use linked_reader::LinkedReader;
pub use notifying_sink::NotifyingSink;
pub use operator_warnings::OperatorWarnings;
pub use pending_calls::PendingCalls;
pub use post_call::{AcceptPostCall, PostCallError, PostCallOutcome};
pub use processor::{CallProcessor, ProcessError};
pub use read_policy::{OnFailure, ReadPolicy};
pub use retrieve::{Retrieve, RetrieveError, RetrieveOutcome};
pub use rule_extractor::RuleExtractor;
pub use worker::Worker;
