//! Memories, their history, calls, the durable inbox and the idempotency ledger in one `SQLite`
//! file. [`SqliteStore`] implements all ports of [`memories_domain::ports`].
//!
//! * **Clustered.** The rows of a partition (project, caller, agent) lie side by side, so that
//!   the cost of reading a caller depends on the caller's rows, not on the size of the database. No statement reads
//!   memories without a partition's range of keys.
//! * **Durable.** An answered request is on disk (`synchronous=FULL`). One thread writes, and
//!   requests that wait for it share one commit.
//! * **Readers never wait for the writer**, because they have connections of their own and the
//!   journal is a write-ahead log. Queues are bounded; a full one is an error at once.
//! * **Exact search** over an index per caller, which is updated when the caller rings and cached
//!   in memory.
//! * **Semantic ranking** if an embedding model is given: a background thread embeds memories,
//!   and a query that can be embedded within the deadline is compared with them.
//! * **Erasure** overwrites content in the file and truncates the write-ahead log.

mod clock;
mod db;
mod digest;
mod error;
mod merge;
mod options;
mod ports;
mod read;
mod semantic;
mod store;
mod tables;
#[cfg(test)]
mod tests;
mod write;

pub use crate::{
    db::OpenError,
    options::{Options, RankingMode},
    store::SqliteStore,
};
