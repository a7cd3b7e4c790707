//! A search index over one caller's record, for stores that can load everything
//! they hold about a caller.
//!
//! * [`IndexedRecord`]: a record and its index, updated from the previous state of
//!   the record in about the time that the changed memories need.
//! * [`RecordCache`]: indexed records in memory, bounded by bytes.
//! * [`CachedStore`]: such a cache in front of a remote store.
//!
//! ```
//! use std::sync::Arc;
//!
//! use jiff::Timestamp;
//! use memories_domain::CallerRecord;
//! use memories_index::IndexedRecord;
//!
//! let indexed = IndexedRecord::new(Arc::new(CallerRecord::default()));
//! assert!(indexed.search("the boiler", Timestamp::now(), 3).is_empty());
//! ```

mod cached_store;
mod documents;
mod embeddings;
mod explanation;
mod indexed_record;
mod record_cache;
mod search_query;
mod size;
mod standing_order;

pub use cached_store::{CacheConfig, CachedStore};
pub use embeddings::{EmbeddingMap, TextDigest, embeddable_texts};
pub use indexed_record::IndexedRecord;
pub use memories_embedding::{BinaryEmbeddings, EmbeddingModel, ModelId, TokenEmbeddings};
pub use record_cache::{CachedRecord, RecordCache};
pub use search_query::SearchQuery;
