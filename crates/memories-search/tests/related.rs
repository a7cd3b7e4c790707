//! What the table of related words promises, of the shipped one and of any bytes.

use std::collections::HashMap;

use memories_search::related::{InvalidTable, Table};
use proptest::prelude::*;
use rust_stemmers::{Algorithm, Stemmer};
use sha2::{Digest, Sha256};

static SHIPPED: &[u8] = include_bytes!("../data/related-words.en.bin");

const HEADER: usize = 68;
const CHECKSUM: usize = 4;

fn related(word: &str) -> HashMap<&'static str, f32> {
    Table::shipped().related(word).collect()
}

/// Bytes with the checksum that belongs to them.
fn with_checksum(mut bytes: Vec<u8>) -> Vec<u8> {
    bytes.truncate(bytes.len() - CHECKSUM);
    let checksum = crc32fast::hash(&bytes);
    bytes.extend(checksum.to_le_bytes());
    bytes
}

/// "cat", "dog", "pet": both animals are related to the last, which is to the
/// first; the stem "cati" stands for "cat".
fn small() -> Vec<u8> {
    let mut bytes = b"RELWORDS\x01\x00en\x66\0\0\0".to_vec();
    for count in [3_u32, 9, 3, 1, 4] {
        bytes.extend(count.to_le_bytes());
    }
    bytes.extend([0; 32]);
    for end in [3_u32, 6, 9] {
        bytes.extend(end.to_le_bytes());
    }
    bytes.extend(b"catdogpet");
    for end in [1_u32, 2, 3] {
        bytes.extend(end.to_le_bytes());
    }
    bytes.extend([2, 0, 204, 2, 0, 153, 0, 0, 204]);
    bytes.extend(4_u32.to_le_bytes());
    bytes.extend(b"cati");
    bytes.extend([0, 0]);
    bytes.extend([0; CHECKSUM]);
    with_checksum(bytes)
}

fn parse_changed(change: impl FnOnce(&mut Vec<u8>)) -> Result<(), InvalidTable> {
    let mut bytes = small();
    change(&mut bytes);
    Table::parse(&with_checksum(bytes)).map(drop)
}

#[test]
fn the_readme_names_size_and_checksum_of_the_shipped_table() {
    let readme = include_str!("../data/README.md");
    let checksum = hex::encode(Sha256::digest(SHIPPED));
    let (thousands, units) = (SHIPPED.len() / 1_000, SHIPPED.len() % 1_000);
    for fact in [
        format!("| `{checksum}` |"),
        format!("| {thousands},{units:03} bytes |"),
    ] {
        assert!(readme.contains(&fact), "{fact}");
    }
}

#[test]
fn words_that_mean_nearly_the_same_are_related() {
    for (word, expected) in [
        ("hike", ["trails", "walk", "wilderness", "climb"]),
        ("husband", ["wife", "spouse", "married", "bride"]),
        ("painted", ["art", "painter", "murals", "canvas"]),
        ("allergic", ["allergy", "asthma", "rash", "pollen"]),
        ("dog", ["pet", "puppy", "canine", "animal"]),
    ] {
        let found = related(word);
        for other in expected {
            assert!(
                found.contains_key(other),
                "{word}: {other} not in {found:?}"
            );
        }
    }
}

#[test]
fn unlike_words_are_not_related() {
    for (word, other) in [("husband", "kitchen"), ("dog", "invoice"), ("hike", "wife")] {
        assert!(!related(word).contains_key(other), "{word}: {other}");
    }
}

#[test]
fn days_months_numbers_and_names_have_no_related_words() {
    for word in [
        "monday", "may", "january", "three", "john", "melanie", "garcia",
    ] {
        assert_eq!(related(word), HashMap::new(), "{word}");
    }
}

#[test]
fn a_form_that_is_missing_has_the_words_of_its_stem() {
    assert!(Table::shipped().words().all(|word| word != "plumbers"));
    assert_eq!(related("plumbers"), related("plumber"));
    assert!(related("plumbers").contains_key("pipes"));
}

#[test]
fn what_is_no_english_word_has_no_related_words() {
    for word in [
        "",
        "xylomancer",
        "Hike",
        "café",
        "don't",
        "42",
        "日本",
        "🎻",
        "hike ",
    ] {
        assert_eq!(related(word), HashMap::new(), "{word}");
    }
    assert_eq!(related(&"a".repeat(1_000_000)), HashMap::new());
}

#[test]
fn every_neighbour_is_another_word_with_another_stem_at_or_above_the_threshold() {
    let table = Table::shipped();
    let stemmer = Stemmer::create(Algorithm::English);
    let (mut pairs, mut same_stem) = (0, 0);
    for word in table.words() {
        for (other, similarity) in table.related(word) {
            assert_ne!(word, other);
            assert!(
                (table.threshold()..=1.0).contains(&similarity),
                "{word} {other}"
            );
            pairs += 1;
            same_stem += usize::from(stemmer.stem(word) == stemmer.stem(other));
        }
    }
    assert!(pairs > 100_000, "{pairs}");
    // The table was made with a later revision of the stemming algorithm.
    assert!(same_stem * 1_000 < pairs, "{same_stem} of {pairs}");
}

#[test]
fn two_words_that_are_related_to_each_other_are_equally_so() {
    let table = Table::shipped();
    let rows: HashMap<_, HashMap<_, _>> = table
        .words()
        .map(|word| (word, table.related(word).collect()))
        .collect();
    let mut mutual = 0;
    for (word, row) in &rows {
        for (other, similarity) in row {
            if let Some(back) = rows.get(other).and_then(|row| row.get(word)) {
                let step = 1.0 / 255.0;
                assert!((similarity - back).abs() < step / 2.0, "{word} {other}");
                mutual += 1;
            }
        }
    }
    assert!(mutual > 50_000, "{mutual}");
}

#[test]
fn a_small_table_is_read_as_it_is_written() {
    let bytes = small();
    let table = Table::parse(&bytes).unwrap();
    assert_eq!(table.words().collect::<Vec<_>>(), ["cat", "dog", "pet"]);
    assert_eq!(table.related("dog").collect::<Vec<_>>(), [("pet", 0.6)]);
    assert_eq!(table.related("cati").collect::<Vec<_>>(), [("pet", 0.8)]);
    assert!((table.threshold() - 0.4).abs() < f32::EPSILON);
}

#[test]
fn an_empty_table_relates_nothing() {
    assert_eq!(Table::default().related("hike").count(), 0);
}

#[test]
fn bytes_of_another_kind_are_refused() {
    for bytes in [&b""[..], b"RELWORD", b"PNG..............."] {
        assert_eq!(Table::parse(bytes).unwrap_err(), InvalidTable::NotATable);
    }
    assert_eq!(
        parse_changed(|bytes| bytes[8] = 2),
        Err(InvalidTable::UnknownVersion(2))
    );
    assert_eq!(
        parse_changed(|bytes| bytes[10..12].copy_from_slice(b"de")),
        Err(InvalidTable::OtherLanguage(*b"de"))
    );
}

#[test]
fn a_single_changed_bit_is_found_by_the_checksum() {
    let bytes = small();
    for bit in 80..bytes.len() * 8 {
        let mut changed = bytes.clone();
        changed[bit / 8] ^= 1 << (bit % 8);
        assert_eq!(
            Table::parse(&changed).unwrap_err(),
            InvalidTable::WrongChecksum
        );
    }
}

#[test]
fn a_table_that_contradicts_itself_is_refused() {
    const WORDS: usize = HEADER + 12;
    const NEIGHBOURS: usize = WORDS + 9 + 12;
    const STEM_WORDS: usize = NEIGHBOURS + 9 + 4 + 4;
    type Change = fn(&mut Vec<u8>);
    let changes: [(Change, InvalidTable); 10] = [
        (|b| b[16] = 200, InvalidTable::WrongLength),
        (|b| b[16..20].fill(0xff), InvalidTable::WrongLength),
        (|b| b.insert(STEM_WORDS, 0), InvalidTable::WrongLength),
        (|b| b[WORDS] = b'x', InvalidTable::InvalidWords),
        (|b| b[WORDS] = b'C', InvalidTable::InvalidWords),
        (|b| b[HEADER] = 7, InvalidTable::InvalidWords),
        (|b| b[NEIGHBOURS] = 3, InvalidTable::InvalidNeighbours),
        (|b| b[NEIGHBOURS] = 0, InvalidTable::InvalidNeighbours),
        (|b| b[NEIGHBOURS + 2] = 101, InvalidTable::InvalidNeighbours),
        (|b| b[STEM_WORDS] = 3, InvalidTable::InvalidStems),
    ];
    for (number, (change, expected)) in changes.into_iter().enumerate() {
        assert_eq!(parse_changed(change), Err(expected), "change {number}");
    }
}

/// Parses and, if that succeeds, reads everything.
fn read(bytes: &[u8]) {
    if let Ok(table) = Table::parse(bytes) {
        for word in table.words() {
            for (other, similarity) in table.related(word) {
                assert_ne!(other, word);
                assert!(similarity >= table.threshold());
            }
        }
    }
}

proptest! {
    #[test]
    fn any_bytes_are_read_without_panic(bytes in any::<Vec<u8>>()) {
        read(&bytes);
    }

    #[test]
    fn any_changes_with_a_matching_checksum_are_read_without_panic(
        changes in prop::collection::vec((10..small().len(), any::<u8>()), 1..8),
        cut in 0..4_usize,
    ) {
        let mut bytes = small();
        for (place, byte) in changes {
            bytes[place] = byte;
        }
        bytes.truncate(bytes.len() - cut);
        read(&with_checksum(bytes));
    }

    #[test]
    fn any_word_is_looked_up_without_panic(word in any::<String>()) {
        Table::shipped().related(&word).for_each(drop);
    }

    #[test]
    fn the_shipped_table_cut_anywhere_is_refused(length in 0..SHIPPED.len()) {
        prop_assert!(Table::parse(&SHIPPED[..length]).is_err());
    }
}
