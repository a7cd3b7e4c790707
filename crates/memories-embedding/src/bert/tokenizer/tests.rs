use serde_json::{Value, json};

use super::*;

/// A `tokenizer.json` with these tokens, whose ids are their positions.
pub(in crate::bert) fn tokenizer_json(tokens: &[&str], lowercase: bool) -> Value {
    let vocab: serde_json::Map<String, Value> = tokens
        .iter()
        .enumerate()
        .map(|(id, token)| ((*token).to_owned(), json!(id)))
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

const TOKENS: [&str; 13] = [
    "[UNK]", "[CLS]", "[SEP]", "un", "##aff", "##able", "unaff", "cafe", "'", "s", "水", "Café",
    "!",
];

fn tokenize(text: &str, lowercase: bool) -> Vec<(&'static str, &str)> {
    let json = tokenizer_json(&TOKENS, lowercase).to_string();
    let tokenizer = Tokenizer::parse(json.as_bytes(), TOKENS.len()).unwrap();
    let in_text = |token: Token| Some((TOKENS[token.id as usize], &text[token.span?]));
    let tokens = tokenizer.tokenize(text, 64).into_iter();
    tokens.filter_map(in_text).collect()
}

#[test]
fn a_word_is_split_into_the_longest_known_pieces() {
    assert_eq!(
        tokenize("unaffable", true),
        [("unaff", "unaff"), ("##able", "able")]
    );
}

#[test]
fn a_word_with_an_unknown_piece_is_unknown_as_a_whole() {
    assert_eq!(
        tokenize("unaffected un", true),
        [("[UNK]", "unaffected"), ("un", "un")]
    );
    assert_eq!(tokenize("unununununun", true), [("[UNK]", "unununununun")]);
}

#[test]
fn case_and_accents_are_folded_for_an_uncased_model() {
    let accented = "CAFE\u{301} Café";
    assert_eq!(
        tokenize(accented, true),
        [("cafe", "CAFE"), ("cafe", "Café")]
    );
    assert_eq!(
        tokenize("Café cafe", false),
        [("Café", "Café"), ("cafe", "cafe")]
    );
}

#[test]
fn punctuation_and_ideographs_are_isolated() {
    assert_eq!(
        tokenize("café's水水!", true),
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
fn control_characters_are_ignored() {
    assert_eq!(
        tokenize("\u{0}ca\u{200d}fe\u{fffd}\t\r\n", true),
        [("cafe", "ca\u{200d}fe")]
    );
    assert_eq!(tokenize("", true), []);
}

#[test]
fn a_text_is_truncated_between_cls_and_sep() {
    let json = tokenizer_json(&TOKENS, true).to_string();
    let tokenizer = Tokenizer::parse(json.as_bytes(), TOKENS.len()).unwrap();
    for max_tokens in 2..6 {
        let tokens = tokenizer.tokenize("s s s s s", max_tokens);
        let ids: Vec<u32> = tokens.iter().map(|token| token.id).collect();
        assert_eq!(ids.len(), max_tokens);
        assert_eq!((ids.first(), ids.last()), (Some(&1), Some(&2)));
    }
}

#[test]
fn other_kinds_of_tokenizers_are_rejected() {
    for (component, kind) in [
        ("model", "BPE"),
        ("normalizer", "NFC"),
        ("pre_tokenizer", "ByteLevel"),
    ] {
        let mut json = tokenizer_json(&TOKENS, true);
        json[component]["type"] = json!(kind);
        let error = Tokenizer::parse(json.to_string().as_bytes(), TOKENS.len())
            .err()
            .unwrap();
        assert!(error.to_string().contains(kind), "{error}");
    }
    let without_cls = tokenizer_json(&["[UNK]", "[SEP]"], true).to_string();
    let error = Tokenizer::parse(without_cls.as_bytes(), 2).err().unwrap();
    assert!(error.to_string().contains("[CLS]"), "{error}");
}
