use serde_json::{Value, json};

use super::*;

/// A file with these pieces, numbered in their order.
pub(crate) fn file(pieces: &[&str], lowercase: bool) -> Value {
    let vocab: serde_json::Map<String, Value> = pieces
        .iter()
        .enumerate()
        .map(|(number, piece)| ((*piece).to_owned(), json!(number)))
        .collect();
    json!({
        "normalizer": {"type": "BertNormalizer", "lowercase": lowercase, "strip_accents": null},
        "pre_tokenizer": {"type": "BertPreTokenizer"},
        "model": {
            "type": "WordPiece", "unk_token": "[UNK]", "continuing_subword_prefix": "##",
            "max_input_chars_per_word": 10, "vocab": vocab,
        },
    })
}

const PIECES: [&str; 13] = [
    "[UNK]", "[CLS]", "[SEP]", "un", "##aff", "##able", "unaff", "cafe", "'", "s", "水", "Café",
    "!",
];

fn cut(text: &str, lowercase: bool) -> Vec<(&'static str, &str)> {
    let json = file(&PIECES, lowercase).to_string();
    let tokenizer = Tokenizer::parse(json.as_bytes(), PIECES.len()).unwrap();
    let of_text = |piece: Piece| Some((PIECES[piece.number as usize], &text[piece.span?]));
    let pieces = tokenizer.pieces(text, 64).into_iter();
    pieces.filter_map(of_text).collect()
}

#[test]
fn a_word_is_cut_into_the_longest_known_pieces() {
    assert_eq!(
        cut("unaffable", true),
        [("unaff", "unaff"), ("##able", "able")]
    );
}

#[test]
fn a_word_with_an_unknown_part_is_unknown_as_a_whole() {
    assert_eq!(
        cut("unaffected un", true),
        [("[UNK]", "unaffected"), ("un", "un")]
    );
    assert_eq!(cut("unununununun", true), [("[UNK]", "unununununun")]);
}

#[test]
fn case_and_accents_do_not_matter_to_a_model_without_them() {
    let accented = "CAFE\u{301} Café";
    assert_eq!(cut(accented, true), [("cafe", "CAFE"), ("cafe", "Café")]);
    assert_eq!(
        cut("Café cafe", false),
        [("Café", "Café"), ("cafe", "cafe")]
    );
}

#[test]
fn punctuation_and_ideographs_are_words_of_their_own() {
    assert_eq!(
        cut("café's水水!", true),
        [
            ("cafe", "café"),
            ("'", "'"),
            ("s", "s"),
            ("水", "水"),
            ("水", "水"),
            ("!", "!")
        ]
    );
}

#[test]
fn what_cannot_be_seen_is_not_read() {
    assert_eq!(
        cut("\u{0}ca\u{200d}fe\u{fffd}\t\r\n", true),
        [("cafe", "ca\u{200d}fe")]
    );
    assert_eq!(cut("", true), []);
}

#[test]
fn marks_stand_around_what_fits() {
    let json = file(&PIECES, true).to_string();
    let tokenizer = Tokenizer::parse(json.as_bytes(), PIECES.len()).unwrap();
    for longest in 2..6 {
        let pieces = tokenizer.pieces("s s s s s", longest);
        let numbers: Vec<u32> = pieces.iter().map(|piece| piece.number).collect();
        assert_eq!(numbers.len(), longest);
        assert_eq!((numbers.first(), numbers.last()), (Some(&1), Some(&2)));
    }
}

#[test]
fn another_kind_of_tokenizer_is_refused() {
    for (part, kind) in [
        ("model", "BPE"),
        ("normalizer", "NFC"),
        ("pre_tokenizer", "ByteLevel"),
    ] {
        let mut json = file(&PIECES, true);
        json[part]["type"] = json!(kind);
        let error = Tokenizer::parse(json.to_string().as_bytes(), PIECES.len())
            .err()
            .unwrap();
        assert!(error.to_string().contains(kind), "{error}");
    }
    let without_marks = file(&["[UNK]", "[SEP]"], true).to_string();
    let error = Tokenizer::parse(without_marks.as_bytes(), 2).err().unwrap();
    assert!(error.to_string().contains("[CLS]"), "{error}");
}
