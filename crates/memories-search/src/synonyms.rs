//! English synonyms.

#[cfg(feature = "synonyms")]
mod format;
#[cfg(feature = "synonyms")]
mod hash_index;
#[cfg(feature = "synonyms")]
mod sections;
#[cfg(feature = "synonyms")]
mod table;

#[cfg(feature = "synonyms")]
pub use format::InvalidTable;
#[cfg(feature = "synonyms")]
pub use table::SynonymTable;

pub trait Synonyms: Send + Sync {
    /// The stem of a word, if it is known without stemming the word.
    fn stem(&self, word: &str) -> Option<&str>;

    /// The synonyms of an English word in lower case without accents. The word
    /// itself is not among them.
    fn synonyms<'t>(&'t self, word: &str, stem: &str)
    -> Box<dyn Iterator<Item = Synonym<'t>> + 't>;
}

/// A synonym in the form that the index has it.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Synonym<'t> {
    pub stem: &'t str,
    /// 0 to 1.
    pub similarity: f32,
}
