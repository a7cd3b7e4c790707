use std::sync::LazyLock;

use rust_stemmers::{Algorithm, Stemmer};

use super::{
    Synonyms,
    format::{self, InvalidTable},
    sections::Sections,
};

/// In bytes. No word of the table is nearly as long, and the time to stem a word
/// is bounded.
const MAX_WORD_LENGTH: usize = 64;

static BUNDLED_BYTES: &[u8] = include_bytes!("../../data/synonyms.en.bin");

static BUNDLED: LazyLock<SynonymTable<'static>> = LazyLock::new(|| {
    // A test proves that the bundled table is valid. An empty one would only
    // disable synonyms.
    SynonymTable::parse(BUNDLED_BYTES).unwrap_or_default()
});

/// A table of English synonyms, read in place from its bytes.
///
/// It was computed ahead of time from the word vectors of a sentence encoder; at
/// run time there is no model, only a look-up. The default table is empty.
///
/// ```
/// use memories_search::SynonymTable;
///
/// let synonyms: Vec<_> = SynonymTable::bundled().synonyms("hike").collect();
/// assert!(synonyms.iter().any(|&(word, _)| word == "wilderness"));
/// ```
#[derive(Debug, Default)]
pub struct SynonymTable<'t> {
    sections: Sections<'t>,
}

impl SynonymTable<'static> {
    /// The table in this crate, validated at first use, which takes a millisecond
    /// or two.
    #[must_use]
    pub fn bundled() -> &'static Self {
        &BUNDLED
    }
}

impl<'t> SynonymTable<'t> {
    /// Accepts only bytes that are valid throughout.
    pub fn parse(bytes: &'t [u8]) -> Result<Self, InvalidTable> {
        format::parse(bytes).map(|sections| Self { sections })
    }

    /// The synonyms of a word in lower case without accents, most similar first,
    /// with their cosine similarities, [`Self::threshold`] to 1.
    ///
    /// A word that the table lacks has the synonyms of the most frequent word with
    /// its stem. No two synonyms share a stem, and none has that of the word.
    pub fn synonyms(&self, word: &str) -> impl Iterator<Item = (&'t str, f32)> + use<'t> {
        let sections = self.sections;
        self.entry(word)
            .into_iter()
            .flat_map(move |entry| sections.synonyms(entry))
    }

    /// The lowest similarity, 0 to 1, of a synonym.
    #[must_use]
    pub fn threshold(&self) -> f32 {
        self.sections.threshold()
    }

    /// All words of the table, sorted.
    pub fn words(&self) -> impl Iterator<Item = &'t str> + use<'t> {
        self.sections.words.iter()
    }

    fn entry(&self, word: &str) -> Option<usize> {
        let is_plain = word.bytes().all(|byte| byte.is_ascii_lowercase());
        if !is_plain || word.len() > MAX_WORD_LENGTH {
            return None;
        }
        self.sections.words.position(word).or_else(|| {
            let stem = Stemmer::create(Algorithm::English).stem(word);
            self.sections.word_with_stem(&stem)
        })
    }
}

impl Synonyms for SynonymTable<'_> {
    fn synonyms<'t>(&'t self, word: &str) -> Box<dyn Iterator<Item = (&'t str, f32)> + 't> {
        Box::new(SynonymTable::synonyms(self, word))
    }
}
