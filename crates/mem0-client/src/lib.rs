#![doc = include_str!("../README.md")]
#![warn(missing_docs)]

mod client;
mod entity;
mod error;
mod filter;
mod id;
mod memory;
mod message;
mod operations;
mod page;
mod timeouts;
mod transport;
mod wire;

pub use client::{Client, ClientBuilder};
pub use entity::{Entity, EntityKind};
pub use error::{BuildError, Error, InvalidRequest};
pub use filter::{Comparison, Condition, Filter, Scalar, TimeField};
pub use http::StatusCode;
pub use id::{EntityId, EventId, MemoryId};
pub use memory::{Memory, ScoreBreakdown};
pub use message::{Message, Role};
pub use operations::{
    AddRequest, AddResponse, AddedMemory, Batch, BatchResponse, BatchUpdate, DeleteResponse,
    DeleteScope, EntitySummary, Event, EventStatus, FeedbackResponse, HistoryEntry, HistoryMessage,
    ListRequest, MAX_BATCH, PendingDeletion, Ping, Rating, SearchRequest, Update,
};
pub use page::Page;
pub use rustls;
pub use secrecy::SecretString;
pub use timeouts::Timeouts;
