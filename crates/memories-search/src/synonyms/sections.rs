use super::Synonym;

/// The sections of a valid table, as slices of its bytes. Numbers are
/// little-endian.
#[derive(Debug, Default, Clone, Copy)]
pub(super) struct Sections<'t> {
    /// In steps of 1/255.
    pub(super) threshold: u8,
    pub(super) words: Strings<'t>,
    /// Where each word's synonyms end in `synonyms`.
    pub(super) synonym_ends: &'t [[u8; 4]],
    pub(super) synonyms: &'t [SynonymEntry],
    pub(super) stems: Strings<'t>,
    /// The number of each word's stem.
    pub(super) word_stems: &'t [[u8; 2]],
    /// The number of the most frequent word with each stem.
    pub(super) stem_words: &'t [[u8; 2]],
}

/// The number of a word in two bytes, and a similarity in steps of 1/255.
pub(super) type SynonymEntry = [u8; 3];

impl<'t> Sections<'t> {
    pub(super) fn threshold(&self) -> f32 {
        similarity(self.threshold)
    }

    pub(super) fn synonyms(self, word: usize) -> impl Iterator<Item = Synonym<'t>> {
        self.entries(word).iter().filter_map(move |entry| {
            let &[low, high, steps] = entry;
            let word = u16::from_le_bytes([low, high]);
            Some(Synonym {
                stem: self.stem(word.into())?,
                similarity: similarity(steps),
            })
        })
    }

    pub(super) fn entries(&self, word: usize) -> &'t [SynonymEntry] {
        let span = span(self.synonym_ends, word);
        span.and_then(|span| self.synonyms.get(span))
            .unwrap_or_default()
    }

    pub(super) fn stem(&self, word: usize) -> Option<&'t str> {
        let &stem = self.word_stems.get(word)?;
        self.stems.get(u16::from_le_bytes(stem).into())
    }

    pub(super) fn word_with_stem(&self, stem: usize) -> Option<usize> {
        let &word = self.stem_words.get(stem)?;
        Some(u16::from_le_bytes(word).into())
    }
}

/// Sorted strings, one after the other.
#[derive(Debug, Default, Clone, Copy)]
pub(super) struct Strings<'t> {
    pub(super) ends: &'t [[u8; 4]],
    pub(super) joined: &'t str,
}

impl<'t> Strings<'t> {
    pub(super) fn len(&self) -> usize {
        self.ends.len()
    }

    pub(super) fn get(&self, number: usize) -> Option<&'t str> {
        self.joined.get(span(self.ends, number)?)
    }

    pub(super) fn iter(self) -> impl Iterator<Item = &'t str> {
        (0..self.len()).filter_map(move |number| self.get(number))
    }
}

/// The n-th of consecutive ranges that are given by their ends.
fn span(ends: &[[u8; 4]], n: usize) -> Option<std::ops::Range<usize>> {
    let end = index(*ends.get(n)?);
    let previous = n.checked_sub(1).and_then(|previous| ends.get(previous));
    Some(previous.map_or(0, |&end| index(end))..end)
}

/// A number of the table; one that does not fit is beyond every slice.
pub(super) fn index(number: [u8; 4]) -> usize {
    usize::try_from(u32::from_le_bytes(number)).unwrap_or(usize::MAX)
}

fn similarity(steps: u8) -> f32 {
    f32::from(steps) / f32::from(u8::MAX)
}
