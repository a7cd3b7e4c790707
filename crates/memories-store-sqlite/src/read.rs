//! Reading records and searching them.

mod as_of;
mod cache;
mod record;
mod search;

pub(crate) use as_of::load_as_of;
pub(crate) use cache::PartitionCache;
pub(crate) use search::{Evaluate, FirstPass, SearchRequest};
