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
//! use retrieval::{Document, Index};
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
//! assert!(hits[0].score > 0.3);
//!
//! assert!(index.search("Does she own a boat?", 3).is_empty());
//! ```
//!
//! # Scores
//! A [`Hit::score`] is BM25F divided by the most that any document could score
//! for the query: see [`Hit`].

mod analysis;
mod build;
mod document;
mod index;
mod language;
mod postings;
mod query;
mod ranking;

pub use document::Document;
pub use index::{Hit, Index};
