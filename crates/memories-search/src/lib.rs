//! Exact search over a small collection of short texts, such as everything one
//! caller has said, without I/O.
//!
//! [`Index::build`] analyses the documents once; [`Index::search`] then scores
//! every document that shares a term with the query. Nothing is approximated
//! and nothing is sampled: the best hits are the best hits.
//!
//! A document is a text with its surroundings. In a conversation a sentence is
//! often answered by the one before it ("Where?" – "In Lisbon."), so the
//! neighbours are fields of the document, with less weight than its own words.
//!
//! Words are compared in the form that `Document::language` gives them: lower
//! case, without accents, stemmed, stop words left out. A query needs no
//! language: each of its words is looked for under every language the
//! documents have.
//!
//! # Example
//! ```
//! use memories_search::{Document, Index};
//!
//! let index = Index::build([
//!     Document { text: "My daughter plays the cello.", ..Document::default() },
//!     Document {
//!         text: "In Lisbon, near the river.",
//!         before: Some("Where did you spend your holidays?"),
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
//! # Scores
//! Beside the words, a ranking looks at who said something, when, whether it
//! asks or answers: see [`Features`]. A [`Hit::score`] is the probability that
//! the document answers the query; below a threshold nothing is found, nor where
//! nothing has much of the query and many have a little: see [`Abstention`].
//! [`Index::explain`] tells which part gave how much.
//!
//! # Meanings
//! Where a sentence encoder is at hand ([`EmbeddingModel`]), documents may come
//! with the signs of their texts' token vectors and a query with its
//! [`TokenEmbeddings`]. Then it also counts how near the tokens of the two come to each
//! other, and a document is found that shares no word with the query. Nothing is
//! encoded here: documents are encoded when they are learned, a query before it
//! is asked, and either may come without.
//!
//! ```
//! use memories_search::{Document, DocumentEmbeddings, Index, TokenEmbeddings, Query};
//!
//! // Vectors of four numbers, to be short.
//! let hound = TokenEmbeddings::new(4, [(0..5, &[0.7, 0.1, -0.5, 0.2][..])]);
//! let poodle = TokenEmbeddings::new(4, [(4..10, &[0.6, 0.3, -0.4, 0.1][..])]);
//! let index = Index::build([Document {
//!     text: "Hounds love rain.",
//!     signs: DocumentEmbeddings { text: Some(hound.signs()), ..DocumentEmbeddings::default() },
//!     ..Document::default()
//! }]);
//!
//! assert!(index.search("the poodle", 1).is_empty());
//! let query = Query { text: "the poodle", meaning: Some(&poodle), ..Query::default() };
//! assert_eq!(index.search(query, 1)[0].document, 0);
//! ```

mod analysis;
mod best;
mod build;
mod document;
mod doubt;
mod explanation;
mod features;
mod index;
mod language;
mod lexicon;
mod likeness;
mod meaning;
mod parameters;
mod period;
mod population;
mod postings;
mod query;
mod ranking;
#[cfg(feature = "related-words")]
pub mod related;
mod revision;
mod run;
mod segment;
mod sign_table;
mod speakers;
mod tally;
mod token_signs;

pub use document::{Document, DocumentEmbeddings};
pub use doubt::Abstention;
pub use explanation::{Explanation, FeatureContribution, TermContribution};
pub use features::{Feature, Features, LogisticModel};
pub use index::{Hit, Index, Options};
pub use meaning::{EmbeddingModel, ModelId, TokenEmbeddings};
pub use parameters::{ContextWeights, FieldWeights, Parameters, RelatedWeight};
pub use query::Query;
pub use ranking::Match;
pub use revision::DocumentUpdate;
pub use speakers::SpeakerAliases;
pub use token_signs::BinaryEmbeddings;

/// Which words mean nearly the same.
pub trait RelatedWords: Send + Sync {
    /// The words related to a whole English word in lower case and without
    /// accents, with their similarities 0..1; the word itself is not among them.
    fn related<'t>(&'t self, word: &str) -> Box<dyn Iterator<Item = (&'t str, f32)> + 't>;
}
