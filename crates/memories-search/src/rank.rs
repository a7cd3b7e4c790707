//! Scores the documents that match a parsed query.

mod abstention;
mod accumulator;
pub(crate) mod explanation;
mod log_odds;
mod query_postings;
pub(crate) mod scorer;
pub(crate) mod top_k;
