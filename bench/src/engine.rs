//! Search engines over one caller's memories, asked the same way: the best three
//! that have any of the question's words.
//!
//! The others stem English, leave stop words out and keep no texts: their best
//! case. They match the words of a memory; ours also those around it and related
//! ones, so that it looks at several times as many memories.

mod fts5;
mod ours;
mod tantivy;

use std::{collections::HashSet, sync::LazyLock};

use anyhow::Result;

pub use self::{
    fts5::{OfAll, OfOne},
    ours::Ours,
    tantivy::Tantivy,
};

/// Hits that a search wants.
pub const LIMIT: usize = 3;

/// A search engine that knows the memories of one caller.
pub trait Engine: Sized {
    /// How it is called in the table.
    const NAME: &'static str;

    /// What is there before the caller's first memory.
    type Before;

    /// What is there before the caller's first memory; `others` are memories of
    /// other callers, for those who keep them in one place.
    fn before(others: &[String]) -> Result<Self::Before>;

    /// Indexes the caller's memories.
    fn build(before: Self::Before, texts: &[String]) -> Result<Self>;

    /// Takes in the memories of one more call, to be found by the next search.
    fn add(&mut self, texts: &[String]) -> Result<()>;

    /// The numbers of the best memories, best first.
    fn search(&self, question: &str) -> Result<Vec<u64>>;

    /// The bytes of the caller's index without the texts; `None` where it has no
    /// index of its own.
    fn size_in_bytes(&self) -> Result<Option<u64>>;
}

/// English stop words, which would only slow the others down; ours knows its own.
static STOP_WORDS: LazyLock<HashSet<&str>> = LazyLock::new(|| {
    let listed = stop_words::lookup("en").unwrap_or_default();
    listed.iter().copied().collect()
});
