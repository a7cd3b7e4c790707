/// The sections of a valid table, as slices of its bytes. Numbers are
/// little-endian.
#[derive(Debug, Default, Clone, Copy)]
pub(super) struct Sections<'t> {
    /// In steps of 1/255.
    pub(super) threshold: u8,
    pub(super) words: Strings<'t>,
    /// Where each word's synonyms end in `synonyms`.
    pub(super) synonym_ends: &'t [[u8; 4]],
    pub(super) synonyms: &'t [Synonym],
    /// Stems that are not themselves the most frequent word with that stem.
    pub(super) stems: Strings<'t>,
    /// For each stem the number of the most frequent word with it.
    pub(super) stem_words: &'t [[u8; 2]],
}

/// The number of a word in two bytes, and a similarity in steps of 1/255.
pub(super) type Synonym = [u8; 3];

impl<'t> Sections<'t> {
    pub(super) fn threshold(&self) -> f32 {
        similarity(self.threshold)
    }

    pub(super) fn synonyms(self, entry: usize) -> impl Iterator<Item = (&'t str, f32)> {
        self.synonyms_of(entry)
            .iter()
            .filter_map(move |&[low, high, steps]| {
                let word = self.words.get(u16::from_le_bytes([low, high]).into())?;
                Some((word, similarity(steps)))
            })
    }

    pub(super) fn word_with_stem(&self, stem: &str) -> Option<usize> {
        match self.stems.position(stem) {
            Some(found) => {
                let &number = self.stem_words.get(found)?;
                Some(u16::from_le_bytes(number).into())
            }
            None => self.words.position(stem),
        }
    }

    pub(super) fn synonyms_of(&self, entry: usize) -> &'t [Synonym] {
        slice(self.synonyms, self.synonym_ends, entry).unwrap_or_default()
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
        let bytes = slice(self.joined.as_bytes(), self.ends, number)?;
        std::str::from_utf8(bytes).ok()
    }

    pub(super) fn iter(self) -> impl Iterator<Item = &'t str> {
        (0..self.len()).filter_map(move |number| self.get(number))
    }

    pub(super) fn position(&self, string: &str) -> Option<usize> {
        let (mut low, mut high) = (0, self.len());
        while low < high {
            let middle = low.midpoint(high);
            match self.get(middle)?.cmp(string) {
                std::cmp::Ordering::Less => low = middle + 1,
                std::cmp::Ordering::Equal => return Some(middle),
                std::cmp::Ordering::Greater => high = middle,
            }
        }
        None
    }
}

/// The n-th of consecutive slices that are given by their ends.
fn slice<'t, T>(all: &'t [T], ends: &[[u8; 4]], n: usize) -> Option<&'t [T]> {
    let end = index(*ends.get(n)?);
    let previous = n.checked_sub(1).and_then(|previous| ends.get(previous));
    all.get(previous.map_or(0, |&end| index(end))..end)
}

/// A number of the table; one that does not fit is beyond every slice.
pub(super) fn index(number: [u8; 4]) -> usize {
    usize::try_from(u32::from_le_bytes(number)).unwrap_or(usize::MAX)
}

fn similarity(steps: u8) -> f32 {
    f32::from(steps) / f32::from(u8::MAX)
}
