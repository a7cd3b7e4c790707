//! Exact full-text search over a small collection of short texts, such as one
//! caller's memories. No I/O.
//!
//! [`Index::build`] analyses documents; [`Index::search`] scores every document
//! that shares a term with the query. Nothing is approximated or sampled.
//!
//! A [`Document`] is a text with its context: a turn of a conversation is often
//! understood only with the turn before it ("Where?" – "In Lisbon."), so the
//! neighbouring turns are fields of the document, with lower weights.
//!
//! Terms are lower-case stems without accents, by the language of the document,
//! and stop words are not indexed. The words of a query are looked up in every
//! language of the index.
//!
//! # Example
//! ```
//! use memories_search::{Document, Index};
//!
//! let index = Index::build([
//!     Document { text: "My daughter plays the cello.", ..Document::default() },
//!     Document {
//!         text: "In Lisbon, near the river.",
//!         prev: Some("Where did you spend your holidays?"),
//!         ..Document::default()
//!     },
//! ]);
//!
//! let hits = index.search("the holiday on the river", 3);
//! assert_eq!(hits.len(), 1);
//! assert_eq!(hits[0].document, 1);
//! assert!(hits[0].score > 0.1);
//!
//! assert!(index.search("Does she own a boat?", 3).is_empty());
//! ```
//!
//! # Ranking
//! A [`Hit::score`] is the probability that the document answers the query, by a
//! logistic model of several [`Feature`]s: BM25F, the speaker, the time and
//! others. `docs/ranking.md` in this crate has the formulas. Hits below a
//! threshold are dropped, and a search may return nothing at all: see
//! [`Abstention`]. [`Index::explain`] breaks a score down.
//!
//! # Semantic search
//! Documents and queries may come with token embeddings of an
//! [`EmbeddingModel`](memories_embedding::EmbeddingModel). Late interaction
//! between the two is then a further feature, and documents are found that share
//! no term with the query. This crate computes no embeddings.
//!
//! ```
//! use memories_embedding::TokenEmbeddings;
//! use memories_search::{Document, DocumentEmbeddings, Index, Query};
//!
//! // Real models have hundreds of dimensions.
//! let hound = TokenEmbeddings::new(4, [(0..5, &[0.7, 0.1, -0.5, 0.2][..])]);
//! let poodle = TokenEmbeddings::new(4, [(4..10, &[0.6, 0.3, -0.4, 0.1][..])]);
//! let index = Index::build([Document {
//!     text: "Hounds love rain.",
//!     embeddings: DocumentEmbeddings {
//!         text: Some(hound.embeddings()),
//!         ..DocumentEmbeddings::default()
//!     },
//!     ..Document::default()
//! }]);
//!
//! assert!(index.search("the poodle", 1).is_empty());
//! let query = Query { text: "the poodle", embeddings: Some(&poodle), ..Query::default() };
//! assert_eq!(index.search(query, 1)[0].document, 0);
//! ```

mod concepts;
mod document;
mod features;
mod hash;
mod index;
mod num;
mod options;
mod parameters;
mod query;
mod rank;
mod search;
mod semantic;
mod speakers;
mod synonyms;
mod text;

pub use document::{Document, DocumentEmbeddings};
pub use features::{Feature, FeatureVector, LogisticModel};
pub use index::{DocumentUpdate, Index};
pub use options::Options;
pub use parameters::{
    Abstention, ContextWeights, FieldWeights, Parameters, ScoringModel, SynonymWeight,
};
pub use query::Query;
pub use rank::{
    explanation::{Explanation, FeatureContribution, TermContribution},
    scorer::Match,
    top_k::Hit,
};
pub use speakers::SpeakerAliases;
#[cfg(feature = "synonyms")]
pub use synonyms::{InvalidTable, SynonymTable};
pub use synonyms::{Synonym, Synonyms};
