//! The platform's operations, each as a method of [`Client`](crate::Client) with its request and
//! response types.

mod add;
mod batch;
mod delete;
mod entities;
mod event;
mod feedback;
mod get;
mod history;
mod list;
mod ping;
mod search;
mod update;

pub use add::{AddRequest, AddResponse, AddedMemory};
pub use batch::{Batch, BatchResponse, BatchUpdate, MAX_BATCH};
pub use delete::{DeleteResponse, DeleteScope, PendingDeletion};
pub use entities::EntitySummary;
pub use event::{Event, EventStatus};
pub use feedback::{FeedbackResponse, Rating};
pub use history::{HistoryEntry, HistoryMessage};
pub use list::ListRequest;
pub use ping::Ping;
pub use search::SearchRequest;
pub use update::Update;
