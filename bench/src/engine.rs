//! Search engines over one caller's memories behind one interface: the best three
//! matches of any query word.
//!
//! The alternatives stem English, remove stop words and store no texts, which is
//! their best case. They match only a memory's own words; ours also matches the
//! neighbouring turns and synonyms, so it scores several times as many postings.

mod agentic_memories;
mod fts5;
mod interface;
mod tantivy;

pub use self::{
    agentic_memories::AgenticMemories,
    fts5::{Fts5PerCaller, Fts5Shared},
    interface::Engine,
    tantivy::Tantivy,
};
