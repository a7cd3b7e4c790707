use std::sync::LazyLock;

use super::{
    Synonym, Synonyms,
    format::{self, InvalidTable},
    hash_index::HashIndex,
    sections::Sections,
};

static BUNDLED_BYTES: &[u8] = include_bytes!("../../data/synonyms.en.bin");

static BUNDLED: LazyLock<SynonymTable<'static>> = LazyLock::new(|| {
    // A test proves that the bundled table is valid. An empty one would only
    // disable synonyms.
    SynonymTable::parse(BUNDLED_BYTES).unwrap_or_default()
});

/// A table of English synonyms, read in place from its bytes.
///
/// It was computed ahead of time from the word vectors of a sentence encoder; at
/// run time there is no model, only a lookup. The default table is empty.
///
/// ```
/// use memories_search::SynonymTable;
///
/// let mut synonyms = SynonymTable::bundled().synonyms("hiking", "hike");
/// assert!(synonyms.any(|synonym| synonym.stem == "trail"));
/// ```
#[derive(Debug, Default)]
pub struct SynonymTable<'t> {
    sections: Sections<'t>,
    word_index: HashIndex,
    stem_index: HashIndex,
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
        let sections = format::parse(bytes)?;
        Ok(Self {
            sections,
            word_index: HashIndex::new(sections.words),
            stem_index: HashIndex::new(sections.stems),
        })
    }

    /// The stem of a word of the table.
    #[must_use]
    pub fn stem(&self, word: &str) -> Option<&'t str> {
        let word = self.word_index.find(self.sections.words, word)?;
        self.sections.stem(word)
    }

    /// The synonyms of a word in lower case without accents, most similar first,
    /// with their cosine similarities, [`Self::threshold`] to 1.
    ///
    /// A word that the table lacks has the synonyms of the most frequent word with
    /// its stem. No two synonyms share a stem, and none has that of the word.
    pub fn synonyms(&self, word: &str, stem: &str) -> impl Iterator<Item = Synonym<'t>> + use<'t> {
        let sections = self.sections;
        let word = self.find(word, stem).into_iter();
        word.flat_map(move |word| sections.synonyms(word))
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

    fn find(&self, word: &str, stem: &str) -> Option<usize> {
        let sections = &self.sections;
        self.word_index.find(sections.words, word).or_else(|| {
            let stem = self.stem_index.find(sections.stems, stem)?;
            sections.word_with_stem(stem)
        })
    }
}

impl Synonyms for SynonymTable<'_> {
    fn stem(&self, word: &str) -> Option<&str> {
        SynonymTable::stem(self, word)
    }

    fn synonyms<'t>(
        &'t self,
        word: &str,
        stem: &str,
    ) -> Box<dyn Iterator<Item = Synonym<'t>> + 't> {
        Box::new(SynonymTable::synonyms(self, word, stem))
    }
}
