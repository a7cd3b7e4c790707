//! Token embeddings of short texts, for late interaction as in `ColBERT`.
//!
//! An [`EmbeddingModel`] turns a text into [`TokenEmbeddings`]: one vector per
//! token, binary-quantised to one bit per dimension. Stores
//! keep only its [`BinaryEmbeddings`].
//!
//! With the feature `bert`, `BertEncoder` is such a model: a BERT sentence
//! encoder (all-MiniLM-L6-v2, for example) loaded from a local directory.

#[cfg(feature = "bert")]
mod bert;
mod binary_embeddings;
mod model;
mod token_embeddings;

#[cfg(feature = "bert")]
pub use bert::{BertEncoder, LoadError};
pub use binary_embeddings::BinaryEmbeddings;
pub use model::{EmbeddingModel, ModelId};
pub use token_embeddings::TokenEmbeddings;
