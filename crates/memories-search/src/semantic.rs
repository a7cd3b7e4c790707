//! Late interaction between the token embeddings of queries and documents.

pub(crate) mod embedding_table;
pub(crate) mod late_interaction;
