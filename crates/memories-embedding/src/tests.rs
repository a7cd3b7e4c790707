//! A tiny model, written by the tests, is read by the real code.

mod tiny_model;

use std::fs;

use memories_search::{EmbeddingModel, TokenEmbeddings};
use proptest::prelude::*;
use tempfile::TempDir;

use self::tiny_model::{LAYERS, POSITIONS, WIDTH, config, folder, opened, tensors};
use super::*;

fn refusal(folder: &TempDir) -> String {
    Encoder::open(folder.path()).unwrap_err().to_string()
}

fn vectors(encoding: &Encoding) -> Vec<Vec<f32>> {
    encoding
        .tokens()
        .map(|token| token.vector.to_vec())
        .collect()
}

#[track_caller]
fn assert_near(found: &[f32], expected: &[f32]) {
    assert_eq!(found.len(), expected.len());
    for (found, expected) in found.iter().zip(expected) {
        assert!((found - expected).abs() < 1e-4, "{found} {expected}");
    }
}

/// Less its mean, with a root mean square of one.
fn normal(values: &[f32]) -> Vec<f32> {
    let mean = values.iter().sum::<f32>() / 8.0;
    let square = values
        .iter()
        .map(|value| (value - mean).powi(2))
        .sum::<f32>()
        / 8.0;
    values
        .iter()
        .map(|value| (value - mean) / square.sqrt())
        .collect()
}

#[test]
fn every_token_has_a_vector_of_length_one_and_its_place_in_the_text() {
    let encoder = opened(&tensors());
    let text = "Where plays the cello?";
    let encoding = encoder.encode(text);
    let words: Vec<&str> = encoding.tokens().map(|token| &text[token.span]).collect();
    assert_eq!(words, ["Where", "play", "s", "the", "cello", "?"]);
    for token in encoding.tokens() {
        assert_eq!(token.vector.len(), encoder.dimensions());
        let length: f32 = token.vector.iter().map(|value| value * value).sum();
        assert!((length - 1.0).abs() < 1e-5);
    }
}

#[test]
fn a_word_means_something_else_beside_another_word() {
    let encoder = opened(&tensors());
    let alone = vectors(&encoder.encode("cello"));
    let beside = vectors(&encoder.encode("cello plays"));
    assert!(
        alone[0]
            .iter()
            .zip(&beside[0])
            .any(|(a, b)| (a - b).abs() > 1e-3)
    );
}

#[test]
fn texts_encoded_together_have_the_vectors_they_have_alone() {
    let encoder = opened(&tensors());
    let texts: Vec<&str> = ["the cello", "", "where?", "plays the cello?"].repeat(60);
    let together = encoder.encode_all(&texts);
    assert_eq!(together.len(), texts.len());
    for (text, together) in texts.iter().zip(&together) {
        assert_near(
            &vectors(together).concat(),
            &vectors(&encoder.encode(text)).concat(),
        );
    }
}

/// With equal attention to all and no inner layer the states can be computed by
/// hand: each token's own plus the mean of its text, normalised, once a layer.
#[test]
fn attention_takes_from_every_token_of_the_text() {
    let mut tensors = tensors();
    for (name, (shape, values)) in &mut tensors {
        let identity =
            name.contains("value.weight") || name.contains("attention.output.dense.weight");
        let (row_length, normal) = (
            shape.last().copied().unwrap(),
            name.contains("LayerNorm.weight"),
        );
        for (at, value) in values.iter_mut().enumerate() {
            if normal || (identity && at / row_length == at % row_length) {
                *value = 1.0;
            } else if !name.contains("_embeddings") {
                *value = 0.0;
            }
        }
    }
    let row = |table: &str, row: usize| {
        let (_, values) = &tensors[&format!("embeddings.{table}_embeddings.weight")];
        values[row * WIDTH..(row + 1) * WIDTH].to_vec()
    };
    let numbers = [2, 9, 4, 3]; // [CLS] the cello [SEP]
    let mut states: Vec<Vec<f32>> = Vec::new();
    for (position, number) in numbers.into_iter().enumerate() {
        let parts = [
            row("word", number),
            row("position", position),
            row("token_type", 0),
        ];
        let sum: Vec<f32> = (0..WIDTH)
            .map(|at| parts.iter().map(|part| part[at]).sum())
            .collect();
        states.push(normal(&sum));
    }
    for _ in 0..LAYERS {
        let mean: Vec<f32> = (0..WIDTH)
            .map(|at| states.iter().map(|state| state[at]).sum::<f32>() / 4.0)
            .collect();
        for state in &mut states {
            let sum: Vec<f32> = state
                .iter()
                .zip(&mean)
                .map(|(own, mean)| own + mean)
                .collect();
            *state = normal(&sum);
        }
    }
    let found = vectors(&opened(&tensors).encode("the cello"));
    for (found, state) in found.iter().zip(&states[1..3]) {
        let expected: Vec<f32> = state.iter().map(|value| value / 8_f32.sqrt()).collect();
        assert_near(found, &expected);
    }
}

#[test]
fn of_a_very_long_text_the_beginning_is_read() {
    let encoder = opened(&tensors());
    let long = "cello ".repeat(100_000);
    assert_eq!(encoder.encode(&long).len(), POSITIONS - 2);
    assert!(encoder.encode(" \u{0}\n").is_empty());
}

#[test]
fn a_meaning_has_the_signs_of_all_tokens_but_punctuation_marks() {
    let encoder = opened(&tensors());
    let text = "Where plays the cello?";
    let meanings = EmbeddingModel::encode(&encoder, &["", text]);
    let encoding = encoder.encode(text);
    let words = encoding
        .tokens()
        .filter(|token| &text[token.span.clone()] != "?");
    let expected = TokenEmbeddings::new(WIDTH, words.map(|token| (token.span, token.vector)));
    assert_eq!(meanings, [TokenEmbeddings::new(WIDTH, []), expected]);
    assert_eq!(meanings[1].signs().as_bytes().len(), 5 * WIDTH / 8);
}

#[test]
fn another_model_has_another_id() {
    let one = opened(&tensors());
    assert_eq!(one.id(), opened(&tensors()).id());
    let mut other = tensors();
    other.get_mut("embeddings.LayerNorm.bias").unwrap().1[0] += 0.5;
    assert_ne!(one.id(), opened(&other).id());
}

#[test]
fn what_is_missing_or_wrong_in_a_folder_is_named() {
    for file in ["config.json", "tokenizer.json", "model.safetensors"] {
        let folder = folder(&tensors(), &config());
        fs::write(folder.path().join(file), "{").unwrap();
        assert!(refusal(&folder).contains(file));
        fs::remove_file(folder.path().join(file)).unwrap();
        assert!(refusal(&folder).contains(file));
    }
    let mut without = tensors();
    without.remove("encoder.layer.1.output.dense.bias");
    assert!(refusal(&folder(&without, &config())).contains("encoder.layer.1.output.dense.bias"));
    let mut misshapen = tensors();
    misshapen.insert(
        "embeddings.LayerNorm.bias".to_owned(),
        (vec![2], vec![0.0; 2]),
    );
    assert!(refusal(&folder(&misshapen, &config())).contains("[2] instead of [8]"));
    let mut infinite = tensors();
    infinite.get_mut("embeddings.LayerNorm.bias").unwrap().1[0] = f32::NAN;
    assert!(refusal(&folder(&infinite, &config())).contains("embeddings.LayerNorm.bias"));
}

#[test]
fn a_model_of_another_kind_is_refused() {
    for (name, value) in [
        ("model_type", serde_json::json!("gpt2")),
        ("hidden_act", serde_json::json!("relu")),
        ("num_attention_heads", serde_json::json!(3)),
        ("num_hidden_layers", serde_json::json!(0)),
        ("hidden_size", serde_json::json!(1_u64 << 40)),
    ] {
        let mut config = config();
        config[name] = value;
        assert!(
            refusal(&folder(&tensors(), &config)).contains("config.json"),
            "{name}"
        );
    }
    let mut fewer = config();
    fewer["vocab_size"] = serde_json::json!(4);
    assert!(refusal(&folder(&tensors(), &fewer)).contains("tokenizer.json"));
}

#[test]
fn debug_output_shows_neither_places_of_words_nor_vectors() {
    let encoding = opened(&tensors()).encode("the cello");
    assert_eq!(format!("{encoding:?}"), "Encoding { tokens: 2, .. }");
}

proptest! {
    #[test]
    fn any_text_can_be_encoded(texts in prop::collection::vec(any::<String>(), 0..4)) {
        static MODEL: std::sync::LazyLock<Encoder> = std::sync::LazyLock::new(|| opened(&tensors()));
        let texts: Vec<&str> = texts.iter().map(String::as_str).collect();
        let encodings = MODEL.encode_all(&texts);
        prop_assert_eq!(encodings.len(), texts.len());
        for (text, encoding) in texts.iter().zip(&encodings) {
            for token in encoding.tokens() {
                prop_assert!(text.get(token.span).is_some());
                prop_assert!(token.vector.iter().all(|value| value.is_finite()));
            }
        }
    }
}
