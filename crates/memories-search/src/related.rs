//! English words that mean nearly the same, from a table that ships with the
//! crate.
//!
//! The table was made ahead of time from the word vectors of a sentence model;
//! at run time there is no model and no vector, only a look-up in place.
//!
//! ```
//! use memories_search::related::Table;
//!
//! let related: Vec<_> = Table::shipped().related("hike").collect();
//! assert!(related.iter().any(|&(word, _)| word == "wilderness"));
//! ```

mod format;
mod sections;

use std::sync::LazyLock;

use rust_stemmers::{Algorithm, Stemmer};

pub use format::InvalidTable;
use sections::Sections;

use crate::RelatedWords;

/// In bytes. No word of the table comes near it, and the time to stem a word
/// stays bounded.
const LONGEST_WORD: usize = 64;

static SHIPPED_BYTES: &[u8] = include_bytes!("../data/related-words.en.bin");

static SHIPPED: LazyLock<Table<'static>> = LazyLock::new(|| {
    // That the shipped bytes are valid is tested; without them words match
    // themselves, which is what the search does for any other language.
    Table::parse(SHIPPED_BYTES).unwrap_or_default()
});

/// Words with the words related to them, read in place from its bytes.
///
/// The default table is empty.
#[derive(Debug, Default)]
pub struct Table<'t> {
    sections: Sections<'t>,
}

impl Table<'static> {
    /// The table that ships with the crate, checked at its first use, which
    /// takes a millisecond or two.
    #[must_use]
    pub fn shipped() -> &'static Self {
        &SHIPPED
    }
}

impl<'t> Table<'t> {
    /// Takes any bytes; what is accepted is valid throughout.
    pub fn parse(bytes: &'t [u8]) -> Result<Self, InvalidTable> {
        format::parse(bytes).map(|sections| Self { sections })
    }

    /// The words related to a whole word in lower case without accents, nearest
    /// first, with the cosine similarity of the two: [`Self::threshold`] to 1.
    ///
    /// A word that the table lacks is given the words of the commonest word
    /// with its stem. Neither the word itself nor another form of it is among
    /// them, and no two of them share a stem.
    pub fn related(&self, word: &str) -> impl Iterator<Item = (&'t str, f32)> + use<'t> {
        let sections = self.sections;
        self.entry(word)
            .into_iter()
            .flat_map(move |entry| sections.related(entry))
    }

    /// The cosine similarity, 0..1, below which words are not related.
    #[must_use]
    pub fn threshold(&self) -> f32 {
        self.sections.threshold()
    }

    /// Every word of the table in the order of the alphabet.
    pub fn words(&self) -> impl Iterator<Item = &'t str> + use<'t> {
        self.sections.words.iter()
    }

    fn entry(&self, word: &str) -> Option<usize> {
        let is_plain = word.bytes().all(|byte| byte.is_ascii_lowercase());
        if !is_plain || word.len() > LONGEST_WORD {
            return None;
        }
        self.sections.words.position(word).or_else(|| {
            let stem = Stemmer::create(Algorithm::English).stem(word);
            self.sections.word_of_stem(&stem)
        })
    }
}

impl RelatedWords for Table<'_> {
    fn related<'t>(&'t self, word: &str) -> Box<dyn Iterator<Item = (&'t str, f32)> + 't> {
        Box::new(Table::related(self, word))
    }
}
