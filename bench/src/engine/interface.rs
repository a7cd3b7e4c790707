use std::{collections::HashSet, sync::LazyLock};

use anyhow::Result;

pub(super) const LIMIT: usize = 3;

/// A search engine with the memories of one caller.
pub trait Engine: Sized {
    /// The row label of the table.
    const NAME: &'static str;

    /// The state before the caller's first memory.
    type Setup;

    /// Indexes the memories of other callers, if they share a table.
    fn setup(others: &[String]) -> Result<Self::Setup>;

    /// Indexes the caller's memories.
    fn build(setup: Self::Setup, texts: &[String]) -> Result<Self>;

    /// Adds the memories of a call, visible to the next search.
    fn add(&mut self, texts: &[String]) -> Result<()>;

    /// The positions of the best memories, best first.
    fn search(&self, query: &str) -> Result<Vec<u64>>;

    /// The size of the caller's index without the texts; `None` if callers share
    /// one.
    fn size_in_bytes(&self) -> Result<Option<u64>>;
}

/// English stop words, for the alternatives.
pub(super) static STOP_WORDS: LazyLock<HashSet<&str>> = LazyLock::new(|| {
    let listed = stop_words::lookup("en").unwrap_or_default();
    listed.iter().copied().collect()
});
