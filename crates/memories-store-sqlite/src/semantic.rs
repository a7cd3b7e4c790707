//! Semantic ranking: embeddings of memories, computed in the background, and of queries, computed
//! within a deadline.

mod embedder;
mod query_encoder;

pub(crate) use embedder::Embedder;
pub(crate) use query_encoder::QueryEncoder;
