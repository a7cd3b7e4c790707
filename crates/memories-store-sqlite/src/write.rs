//! Changes of memories. Each function is one job of the writer, that is, one unit of a transaction.

mod admin;
mod call_parts;
mod enqueue;
mod expiry;
mod forget;
mod ingest;
mod ingest_counts;
mod machine;
mod replace;
mod upsert;

pub(crate) use admin::{IMPORT_BATCH, add, delete, import, update};
pub(crate) use enqueue::enqueue;
pub(crate) use expiry::{PURGE_BATCH, purge_call_texts, purge_memories, purge_overruled};
pub(crate) use forget::{forget_events, forget_memories};
pub(crate) use ingest::ingest;
