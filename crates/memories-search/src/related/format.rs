//! The bytes of a table, and what makes them valid.
//!
//! All numbers are little-endian. Strings are lower-case ASCII letters, in
//! ascending order, without repetition. An *end* is where an item ends in the
//! section that follows; it begins where the item before it ends.
//!
//! | bytes | content |
//! |---|---|
//! | 8 | `RELWORDS` |
//! | 2 | version: 1 |
//! | 2 | ISO 639-1 code of the language: `en` |
//! | 1 | the least similarity, in steps of 1/255 |
//! | 3 | zero |
//! | 4 | *w*, number of words, at most 65,536 |
//! | 4 | *b*, bytes of all words |
//! | 4 | *n*, number of neighbours |
//! | 4 | *s*, number of stems |
//! | 4 | *t*, bytes of all stems |
//! | 32 | SHA-256 of the weights of the model that the table was made with |
//! | 4*w* | ends of the words |
//! | *b* | words |
//! | 4*w* | ends of each word's neighbours, which fall by similarity |
//! | 3*n* | neighbours: number of a word in two bytes, similarity in steps of 1/255 |
//! | 4*s* | ends of the stems |
//! | *t* | stems |
//! | 2*s* | for each stem the number of the commonest word with it |
//! | 4 | CRC-32 (IEEE 802.3) of everything before |

use super::sections::{Neighbour, Sections, Strings, index};

const MAGIC: [u8; 8] = *b"RELWORDS";
const VERSION: u16 = 1;
const LANGUAGE: [u8; 2] = *b"en";

/// Why bytes are no table of related words.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum InvalidTable {
    /// They begin differently.
    #[error("not a table of related words")]
    NotATable,
    /// A later format.
    #[error("version {0} of the table of related words is not known")]
    UnknownVersion(u16),
    /// A table of another language, by its ISO 639-1 code.
    #[error("a table of related words of a language other than English")]
    OtherLanguage([u8; 2]),
    /// The sections are longer or shorter than the header says.
    #[error("the table of related words has the wrong length")]
    WrongLength,
    /// Something was changed after the table was made.
    #[error("the table of related words does not match its checksum")]
    WrongChecksum,
    /// Words or stems that are not sorted, empty, or not lower-case letters.
    #[error("the words of the table of related words are out of order")]
    InvalidWords,
    /// Neighbours that do not exist, are the word itself, are below the
    /// threshold or are out of order.
    #[error("the table of related words has neighbours that cannot be")]
    InvalidNeighbours,
    /// A stem of a word that does not exist.
    #[error("the table of related words has a stem without a word")]
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
        other => return Err(InvalidTable::UnknownVersion(other)),
    }
    if crc32fast::hash(content) != u32::from_le_bytes(*checksum) {
        return Err(InvalidTable::WrongChecksum);
    }
    match reader.array()? {
        LANGUAGE => {}
        other => return Err(InvalidTable::OtherLanguage(other)),
    }
    let [threshold, _, _, _] = reader.array()?;
    let [words, word_bytes, neighbours, stems, stem_bytes] = [
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
        neighbour_ends: reader.arrays(words)?,
        neighbours: reader.arrays(neighbours)?,
        stems: reader.strings(stems, stem_bytes)?,
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
    let every_word = (0..words).all(|word| are_neighbours_of(word, sections));
    if !are_ends(sections.neighbour_ends, sections.neighbours.len()) || !every_word {
        return Err(InvalidTable::InvalidNeighbours);
    }
    let exists = |&number: &[u8; 2]| usize::from(u16::from_le_bytes(number)) < words;
    if !sections.stem_words.iter().all(exists) {
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

/// Whether the ends never fall and reach the end of what they divide.
fn are_ends(ends: &[[u8; 4]], length: usize) -> bool {
    ends.iter().map(|&end| index(end)).is_sorted()
        && ends.last().map_or(0, |&end| index(end)) == length
}

fn are_neighbours_of(word: usize, sections: &Sections<'_>) -> bool {
    let neighbours = sections.neighbours_of(word);
    let is_possible = |&[low, high, steps]: &Neighbour| {
        let other = usize::from(u16::from_le_bytes([low, high]));
        other != word && other < sections.words.len() && steps >= sections.threshold
    };
    neighbours.iter().all(is_possible)
        && neighbours.is_sorted_by(|[_, _, nearer], [_, _, farther]| nearer >= farther)
}

/// What is left of the bytes.
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
