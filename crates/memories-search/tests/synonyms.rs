//! The bundled synonym table, and the validation of its format.

use std::collections::{HashMap, HashSet};

use memories_search::{InvalidTable, Synonym, SynonymTable};
use proptest::prelude::*;
use rust_stemmers::{Algorithm, Stemmer};
use sha2::{Digest, Sha256};

static BUNDLED: &[u8] = include_bytes!("../data/synonyms.en.bin");

const HEADER: usize = 68;
const CHECKSUM: usize = 4;

fn stem(word: &str) -> String {
    Stemmer::create(Algorithm::English).stem(word).into_owned()
}

/// The stems of a word's synonyms, with their similarities.
fn synonyms(word: &str) -> HashMap<&'static str, f32> {
    let synonyms = SynonymTable::bundled().synonyms(word, &stem(word));
    synonyms.map(|it| (it.stem, it.similarity)).collect()
}

/// Replaces the checksum by the correct one.
fn with_checksum(mut bytes: Vec<u8>) -> Vec<u8> {
    bytes.truncate(bytes.len() - CHECKSUM);
    let checksum = crc32fast::hash(&bytes);
    bytes.extend(checksum.to_le_bytes());
    bytes
}

/// "cat" and "dog" have the synonym "pet", which has the synonym "cat"; "cat" is
/// the most frequent word with the stem "cati", too.
fn small_table() -> Vec<u8> {
    let mut bytes = b"SYNONYMS\x01\x00en\x66\0\0\0".to_vec();
    for count in [3_u32, 9, 3, 4, 13] {
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
    for end in [3_u32, 7, 10, 13] {
        bytes.extend(end.to_le_bytes());
    }
    bytes.extend(b"catcatidogpet");
    for number in [0_u16, 2, 3, 0, 0, 1, 2] {
        bytes.extend(number.to_le_bytes());
    }
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
                found.contains_key(&*stem(other)),
                "{word}: {other} not in {found:?}"
            );
        }
    }
}

#[test]
fn dissimilar_words_are_not_synonyms() {
    for (word, other) in [("husband", "kitchen"), ("dog", "invoice"), ("hike", "wife")] {
        assert!(
            !synonyms(word).contains_key(&*stem(other)),
            "{word}: {other}"
        );
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
    assert!(synonyms("plumbers").contains_key("pipe"));
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
fn every_synonym_has_a_stem_of_its_own_and_reaches_the_threshold() {
    let table = SynonymTable::bundled();
    let mut pairs = 0;
    for word in table.words() {
        let mut stems = HashSet::from([stem(word)]);
        for synonym in table.synonyms(word, "") {
            assert!(stems.insert(synonym.stem.to_owned()), "{word} {synonym:?}");
            assert!(
                (table.threshold()..=1.0).contains(&synonym.similarity),
                "{word} {synonym:?}"
            );
            pairs += 1;
        }
    }
    assert!(pairs > 100_000, "{pairs}");
}

/// Stems in the table are compared with those in the index.
#[test]
fn the_stems_are_those_of_the_search() {
    let table = SynonymTable::bundled();
    for word in table.words() {
        assert_eq!(table.stem(word), Some(&*stem(word)), "{word}");
        assert!(table.synonyms("", &stem(word)).count() > 0, "{word}");
    }
}

#[test]
fn similarity_is_symmetric() {
    let table = SynonymTable::bundled();
    let mut rows: HashMap<(String, &str), f32> = HashMap::new();
    for word in table.words() {
        for synonym in table.synonyms(word, "") {
            let best = rows.entry((stem(word), synonym.stem)).or_default();
            *best = best.max(synonym.similarity);
        }
    }
    let mut mutual = 0;
    for ((from, to), similarity) in &rows {
        if let Some(back) = rows.get(&((*to).to_owned(), &**from)) {
            mutual += usize::from((similarity - back).abs() < 0.5 / 255.0);
        }
    }
    assert!(mutual > 50_000, "{mutual}");
}

#[test]
fn a_small_table_is_parsed() {
    let bytes = small_table();
    let table = SynonymTable::parse(&bytes).unwrap();
    assert_eq!(table.words().collect::<Vec<_>>(), ["cat", "dog", "pet"]);
    let pet = |similarity| Synonym {
        stem: "pet",
        similarity,
    };
    let synonyms = |word, stem| table.synonyms(word, stem).collect::<Vec<_>>();
    assert_eq!(synonyms("dog", "cat"), [pet(0.6)]);
    assert_eq!(synonyms("caties", "cati"), [pet(0.8)]);
    assert_eq!(synonyms("caties", "catie"), []);
    assert!((table.threshold() - 0.4).abs() < f32::EPSILON);
}

#[test]
fn the_default_table_has_no_synonyms() {
    assert_eq!(SynonymTable::default().synonyms("hike", "hike").count(), 0);
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
    const WORD_STEMS: usize = SYNONYMS + 9 + 16 + 13;
    const STEM_WORDS: usize = WORD_STEMS + 6;
    type Change = fn(&mut Vec<u8>);
    let changes: [(Change, InvalidTable); 11] = [
        (|b| b[16] = 200, InvalidTable::WrongLength),
        (|b| b[16..20].fill(0xff), InvalidTable::WrongLength),
        (|b| b.insert(STEM_WORDS, 0), InvalidTable::WrongLength),
        (|b| b[WORDS] = b'x', InvalidTable::InvalidWords),
        (|b| b[WORDS] = b'C', InvalidTable::InvalidWords),
        (|b| b[HEADER] = 7, InvalidTable::InvalidWords),
        (|b| b[SYNONYMS] = 3, InvalidTable::InvalidSynonyms),
        (|b| b[SYNONYMS] = 0, InvalidTable::InvalidSynonyms),
        (|b| b[SYNONYMS + 2] = 101, InvalidTable::InvalidSynonyms),
        (|b| b[WORD_STEMS] = 4, InvalidTable::InvalidStems),
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
            for synonym in table.synonyms(word, word) {
                assert!(synonym.similarity >= table.threshold());
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
    fn looking_up_any_string_does_not_panic(word in any::<String>(), stem in any::<String>()) {
        SynonymTable::bundled().synonyms(&word, &stem).for_each(drop);
    }

    #[test]
    fn a_truncated_table_is_rejected(length in 0..BUNDLED.len()) {
        prop_assert!(SynonymTable::parse(&BUNDLED[..length]).is_err());
    }
}
