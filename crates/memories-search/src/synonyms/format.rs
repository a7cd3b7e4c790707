//! The file format of a synonym table, and its validation.
//!
//! All numbers are little-endian. Strings are lower-case ASCII letters, in
//! ascending order, without duplicates. An *end* is where an item ends in the
//! following section; it starts where the item before it ends.
//!
//! | bytes | content |
//! |---|---|
//! | 8 | `SYNONYMS` |
//! | 2 | version: 1 |
//! | 2 | ISO 639-1 code of the language: `en` |
//! | 1 | threshold: the lowest similarity, in steps of 1/255 |
//! | 3 | zero |
//! | 4 | *w*, number of words, below 65,536 |
//! | 4 | *b*, bytes of all words |
//! | 4 | *n*, number of synonyms |
//! | 4 | *s*, number of stems |
//! | 4 | *t*, bytes of all stems |
//! | 32 | SHA-256 of the weights of the model that the table was made with |
//! | 4*w* | ends of the words |
//! | *b* | words |
//! | 4*w* | ends of each word's synonyms, which are sorted by falling similarity |
//! | 3*n* | synonyms: number of a word in two bytes, similarity in steps of 1/255 |
//! | 4*s* | ends of the stems |
//! | *t* | stems |
//! | 2*w* | for each word the number of its stem |
//! | 2*s* | for each stem the number of the most frequent word with it |
//! | 4 | CRC-32 (IEEE 802.3) of everything before |

use super::sections::{Sections, Strings, SynonymEntry, index};

const MAGIC: [u8; 8] = *b"SYNONYMS";
const VERSION: u16 = 1;
const LANGUAGE: [u8; 2] = *b"en";

/// Why bytes are not a synonym table.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum InvalidTable {
    #[error("not a synonym table")]
    NotATable,
    #[error("synonym table of unsupported version {0}")]
    UnsupportedVersion(u16),
    #[error("synonym table of a language other than English")]
    UnsupportedLanguage([u8; 2]),
    /// The sections do not have the lengths in the header.
    #[error("the synonym table has the wrong length")]
    WrongLength,
    #[error("the synonym table does not match its checksum")]
    WrongChecksum,
    /// Words or stems are unsorted, empty, or not lower-case letters.
    #[error("the synonym table has invalid words")]
    InvalidWords,
    /// Synonyms are missing words, the word itself, below the threshold or
    /// unsorted.
    #[error("the synonym table has invalid synonyms")]
    InvalidSynonyms,
    /// A stem refers to a missing word, or a word to a missing stem.
    #[error("the synonym table has invalid stems")]
    InvalidStems,
}

pub(super) fn parse(bytes: &[u8]) -> Result<Sections<'_>, InvalidTable> {
    let Some((content, checksum)) = bytes.split_last_chunk() else {
        return Err(InvalidTable::NotATable);
    };
    let mut reader = Reader(content);
    if reader.array() != Ok(MAGIC) {
        return Err(InvalidTable::NotATable);
    }
    match u16::from_le_bytes(reader.array()?) {
        VERSION => {}
        other => return Err(InvalidTable::UnsupportedVersion(other)),
    }
    if crc32fast::hash(content) != u32::from_le_bytes(*checksum) {
        return Err(InvalidTable::WrongChecksum);
    }
    match reader.array()? {
        LANGUAGE => {}
        other => return Err(InvalidTable::UnsupportedLanguage(other)),
    }
    let [threshold, _, _, _] = reader.array()?;
    let [words, word_bytes, synonyms, stems, stem_bytes] = [
        reader.count()?,
        reader.count()?,
        reader.count()?,
        reader.count()?,
        reader.count()?,
    ];
    let _model: [u8; 32] = reader.array()?;
    let sections = Sections {
        threshold,
        words: reader.strings(words, word_bytes)?,
        synonym_ends: reader.arrays(words)?,
        synonyms: reader.arrays(synonyms)?,
        stems: reader.strings(stems, stem_bytes)?,
        word_stems: reader.arrays(words)?,
        stem_words: reader.arrays(stems)?,
    };
    if !reader.0.is_empty() {
        return Err(InvalidTable::WrongLength);
    }
    validate(&sections)?;
    Ok(sections)
}

fn validate(sections: &Sections<'_>) -> Result<(), InvalidTable> {
    if !are_sorted_words(sections.words) || !are_sorted_words(sections.stems) {
        return Err(InvalidTable::InvalidWords);
    }
    let words = sections.words.len();
    let all_valid = (0..words).all(|word| has_valid_synonyms(word, sections));
    if !are_ends(sections.synonym_ends, sections.synonyms.len()) || !all_valid {
        return Err(InvalidTable::InvalidSynonyms);
    }
    let below =
        |limit: usize| move |&number: &[u8; 2]| usize::from(u16::from_le_bytes(number)) < limit;
    let stems = sections.stems.len();
    if !sections.stem_words.iter().all(below(words))
        || !sections.word_stems.iter().all(below(stems))
    {
        return Err(InvalidTable::InvalidStems);
    }
    Ok(())
}

fn are_sorted_words(strings: Strings<'_>) -> bool {
    are_ends(strings.ends, strings.joined.len())
        && strings.joined.bytes().all(|b| b.is_ascii_lowercase())
        && strings.iter().next().is_none_or(|first| !first.is_empty())
        && strings.iter().is_sorted_by(|a, b| a < b)
}

/// Whether the ends are ascending and the last is that of the section.
fn are_ends(ends: &[[u8; 4]], length: usize) -> bool {
    ends.iter().map(|&end| index(end)).is_sorted()
        && ends.last().map_or(0, |&end| index(end)) == length
}

fn has_valid_synonyms(word: usize, sections: &Sections<'_>) -> bool {
    let synonyms = sections.entries(word);
    let is_valid = |&[low, high, steps]: &SynonymEntry| {
        let other = usize::from(u16::from_le_bytes([low, high]));
        other != word && other < sections.words.len() && steps >= sections.threshold
    };
    synonyms.iter().all(is_valid)
        && synonyms.is_sorted_by(|[_, _, first], [_, _, second]| first >= second)
}

/// The remaining bytes.
struct Reader<'t>(&'t [u8]);

impl<'t> Reader<'t> {
    fn bytes(&mut self, length: usize) -> Result<&'t [u8], InvalidTable> {
        let (bytes, rest) = self
            .0
            .split_at_checked(length)
            .ok_or(InvalidTable::WrongLength)?;
        self.0 = rest;
        Ok(bytes)
    }

    fn array<const N: usize>(&mut self) -> Result<[u8; N], InvalidTable> {
        let (&array, rest) = self
            .0
            .split_first_chunk()
            .ok_or(InvalidTable::WrongLength)?;
        self.0 = rest;
        Ok(array)
    }

    fn arrays<const N: usize>(&mut self, count: usize) -> Result<&'t [[u8; N]], InvalidTable> {
        let length = count.checked_mul(N).ok_or(InvalidTable::WrongLength)?;
        let (arrays, _) = self.bytes(length)?.as_chunks();
        Ok(arrays)
    }

    fn count(&mut self) -> Result<usize, InvalidTable> {
        self.array().map(index)
    }

    fn strings(&mut self, count: usize, length: usize) -> Result<Strings<'t>, InvalidTable> {
        let ends = self.arrays(count)?;
        let joined = std::str::from_utf8(self.bytes(length)?);
        let joined = joined.map_err(|_| InvalidTable::InvalidWords)?;
        Ok(Strings { ends, joined })
    }
}
