//! Reading records and searching them.

mod cache;
mod record;
mod search;

pub(crate) use cache::PartitionCache;
pub(crate) use search::{Evaluate, FirstPass, SearchRequest};
