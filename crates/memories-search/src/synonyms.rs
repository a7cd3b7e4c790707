//! English synonyms.

#[cfg(feature = "synonyms")]
mod format;
#[cfg(feature = "synonyms")]
mod sections;
#[cfg(feature = "synonyms")]
mod table;

#[cfg(feature = "synonyms")]
pub use format::InvalidTable;
#[cfg(feature = "synonyms")]
pub use table::SynonymTable;

pub trait Synonyms: Send + Sync {
    /// The synonyms of an English word in lower case without accents, with their
    /// similarities, 0 to 1. The word itself is not among them.
    fn synonyms<'t>(&'t self, word: &str) -> Box<dyn Iterator<Item = (&'t str, f32)> + 't>;
}
