//! The bundled synonym table, and the validation of its format.

use std::collections::HashMap;

use memories_search::{InvalidTable, SynonymTable};
use proptest::prelude::*;
use rust_stemmers::{Algorithm, Stemmer};
use sha2::{Digest, Sha256};

static BUNDLED: &[u8] = include_bytes!("../data/synonyms.en.bin");

const HEADER: usize = 68;
const CHECKSUM: usize = 4;

fn synonyms(word: &str) -> HashMap<&'static str, f32> {
    SynonymTable::bundled().synonyms(word).collect()
}

/// Replaces the checksum by the correct one.
fn with_checksum(mut bytes: Vec<u8>) -> Vec<u8> {
    bytes.truncate(bytes.len() - CHECKSUM);
    let checksum = crc32fast::hash(&bytes);
    bytes.extend(checksum.to_le_bytes());
    bytes
}

/// "cat" and "dog" have the synonym "pet", which has the synonym "cat"; the stem
/// "cati" stands for "cat".
fn small_table() -> Vec<u8> {
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
    let mut bytes = small_table();
    change(&mut bytes);
    SynonymTable::parse(&with_checksum(bytes)).map(drop)
}

#[test]
fn the_readme_has_size_and_checksum_of_the_bundled_table() {
    let readme = include_str!("../data/README.md");
    let checksum = hex::encode(Sha256::digest(BUNDLED));
    let (thousands, units) = (BUNDLED.len() / 1_000, BUNDLED.len() % 1_000);
    for fact in [
        format!("| `{checksum}` |"),
        format!("| {thousands},{units:03} bytes |"),
    ] {
        assert!(readme.contains(&fact), "{fact}");
    }
}

#[test]
fn words_of_similar_meaning_are_synonyms() {
    for (word, expected) in [
        ("hike", ["trails", "walk", "wilderness", "climb"]),
        ("husband", ["wife", "spouse", "married", "bride"]),
        ("painted", ["art", "painter", "murals", "canvas"]),
        ("allergic", ["allergy", "asthma", "rash", "pollen"]),
        ("dog", ["pet", "puppy", "canine", "animal"]),
    ] {
        let found = synonyms(word);
        for other in expected {
            assert!(
                found.contains_key(other),
                "{word}: {other} not in {found:?}"
            );
        }
    }
}

#[test]
fn dissimilar_words_are_not_synonyms() {
    for (word, other) in [("husband", "kitchen"), ("dog", "invoice"), ("hike", "wife")] {
        assert!(!synonyms(word).contains_key(other), "{word}: {other}");
    }
}

#[test]
fn days_months_numbers_and_names_have_no_synonyms() {
    for word in [
        "monday", "may", "january", "three", "john", "melanie", "garcia",
    ] {
        assert_eq!(synonyms(word), HashMap::new(), "{word}");
    }
}

#[test]
fn a_missing_form_has_the_synonyms_of_its_stem() {
    assert!(
        SynonymTable::bundled()
            .words()
            .all(|word| word != "plumbers")
    );
    assert_eq!(synonyms("plumbers"), synonyms("plumber"));
    assert!(synonyms("plumbers").contains_key("pipes"));
}

#[test]
fn strings_that_are_not_english_words_have_no_synonyms() {
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
        assert_eq!(synonyms(word), HashMap::new(), "{word}");
    }
    assert_eq!(synonyms(&"a".repeat(1_000_000)), HashMap::new());
}

#[test]
fn every_synonym_is_another_word_with_another_stem_at_or_above_the_threshold() {
    let table = SynonymTable::bundled();
    let stemmer = Stemmer::create(Algorithm::English);
    let (mut pairs, mut same_stem) = (0, 0);
    for word in table.words() {
        for (other, similarity) in table.synonyms(word) {
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
    // The table was generated with a later revision of the stemming algorithm.
    assert!(same_stem * 1_000 < pairs, "{same_stem} of {pairs}");
}

#[test]
fn similarity_is_symmetric() {
    let table = SynonymTable::bundled();
    let rows: HashMap<_, HashMap<_, _>> = table
        .words()
        .map(|word| (word, table.synonyms(word).collect()))
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
fn a_small_table_is_parsed() {
    let bytes = small_table();
    let table = SynonymTable::parse(&bytes).unwrap();
    assert_eq!(table.words().collect::<Vec<_>>(), ["cat", "dog", "pet"]);
    assert_eq!(table.synonyms("dog").collect::<Vec<_>>(), [("pet", 0.6)]);
    assert_eq!(table.synonyms("cati").collect::<Vec<_>>(), [("pet", 0.8)]);
    assert!((table.threshold() - 0.4).abs() < f32::EPSILON);
}

#[test]
fn the_default_table_has_no_synonyms() {
    assert_eq!(SynonymTable::default().synonyms("hike").count(), 0);
}

#[test]
fn other_formats_versions_and_languages_are_rejected() {
    for bytes in [&b""[..], b"RELWORD", b"PNG..............."] {
        assert_eq!(
            SynonymTable::parse(bytes).unwrap_err(),
            InvalidTable::NotATable
        );
    }
    assert_eq!(
        parse_changed(|bytes| bytes[8] = 2),
        Err(InvalidTable::UnsupportedVersion(2))
    );
    assert_eq!(
        parse_changed(|bytes| bytes[10..12].copy_from_slice(b"de")),
        Err(InvalidTable::UnsupportedLanguage(*b"de"))
    );
}

#[test]
fn the_checksum_detects_a_single_changed_bit() {
    let bytes = small_table();
    for bit in 80..bytes.len() * 8 {
        let mut changed = bytes.clone();
        changed[bit / 8] ^= 1 << (bit % 8);
        assert_eq!(
            SynonymTable::parse(&changed).unwrap_err(),
            InvalidTable::WrongChecksum
        );
    }
}

#[test]
fn inconsistent_tables_are_rejected() {
    const WORDS: usize = HEADER + 12;
    const SYNONYMS: usize = WORDS + 9 + 12;
    const STEM_WORDS: usize = SYNONYMS + 9 + 4 + 4;
    type Change = fn(&mut Vec<u8>);
    let changes: [(Change, InvalidTable); 10] = [
        (|b| b[16] = 200, InvalidTable::WrongLength),
        (|b| b[16..20].fill(0xff), InvalidTable::WrongLength),
        (|b| b.insert(STEM_WORDS, 0), InvalidTable::WrongLength),
        (|b| b[WORDS] = b'x', InvalidTable::InvalidWords),
        (|b| b[WORDS] = b'C', InvalidTable::InvalidWords),
        (|b| b[HEADER] = 7, InvalidTable::InvalidWords),
        (|b| b[SYNONYMS] = 3, InvalidTable::InvalidSynonyms),
        (|b| b[SYNONYMS] = 0, InvalidTable::InvalidSynonyms),
        (|b| b[SYNONYMS + 2] = 101, InvalidTable::InvalidSynonyms),
        (|b| b[STEM_WORDS] = 3, InvalidTable::InvalidStems),
    ];
    for (number, (change, expected)) in changes.into_iter().enumerate() {
        assert_eq!(parse_changed(change), Err(expected), "change {number}");
    }
}

/// Parses and, on success, reads everything.
fn read_all(bytes: &[u8]) {
    if let Ok(table) = SynonymTable::parse(bytes) {
        for word in table.words() {
            for (other, similarity) in table.synonyms(word) {
                assert_ne!(other, word);
                assert!(similarity >= table.threshold());
            }
        }
    }
}

proptest! {
    #[test]
    fn parsing_any_bytes_does_not_panic(bytes in any::<Vec<u8>>()) {
        read_all(&bytes);
    }

    #[test]
    fn parsing_any_corruption_with_a_valid_checksum_does_not_panic(
        changes in prop::collection::vec((10..small_table().len(), any::<u8>()), 1..8),
        cut in 0..4_usize,
    ) {
        let mut bytes = small_table();
        for (place, byte) in changes {
            bytes[place] = byte;
        }
        bytes.truncate(bytes.len() - cut);
        read_all(&with_checksum(bytes));
    }

    #[test]
    fn looking_up_any_string_does_not_panic(word in any::<String>()) {
        SynonymTable::bundled().synonyms(&word).for_each(drop);
    }

    #[test]
    fn a_truncated_table_is_rejected(length in 0..BUNDLED.len()) {
        prop_assert!(SynonymTable::parse(&BUNDLED[..length]).is_err());
    }
}
