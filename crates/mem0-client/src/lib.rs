#![doc = include_str!("../README.md")]

#![warn(missing_docs)]

mod add;
mod batch;
mod call;
mod client;
mod decode;
mod delete;
mod entities;
mod entity;
mod error;
mod event;
mod feedback;
mod filter;
mod get;
mod history;
mod id;
mod invalid;
mod list;
mod listing;
mod memory;
mod message;
mod path;
mod ping;
mod search;
mod timeouts;
mod transport;
mod update;

pub use add::{AddRequest, Added, AddedMemory};
pub use batch::{Batch, BatchReply, BatchUpdate, MAX_BATCH};
pub use client::{Client, ClientBuilder};
pub use delete::{Accepted, DeleteScope, Deleted};
pub use entities::EntitySummary;
pub use entity::{Entity, EntityKind};
pub use error::{BuildError, Error};
pub use event::{Event, EventStatus};
pub use feedback::{FeedbackReply, Rating};
pub use filter::{Comparison, Condition, Filter, Scalar, TimeField};
pub use history::{Change, Said};
pub use http::StatusCode;
pub use id::{EntityId, EventId, MemoryId};
pub use invalid::InvalidRequest;
pub use list::{ListRequest, Page};
pub use memory::{Memory, ScoreBreakdown};
pub use message::{Message, Role};
pub use ping::Ping;
pub use rustls;
pub use search::SearchRequest;
pub use secrecy::SecretString;
pub use timeouts::Timeouts;
pub use update::Update;
