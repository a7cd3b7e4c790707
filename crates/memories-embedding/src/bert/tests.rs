//! Runs the encoder on a tiny model that the tests write to disk.

mod tiny_model;

use std::fs;

use proptest::prelude::*;
use tempfile::TempDir;

use self::tiny_model::{HIDDEN, LAYERS, POSITIONS, config, load, model_directory, tensors};
use super::*;

fn load_error(directory: &TempDir) -> String {
    BertEncoder::load(directory.path()).unwrap_err().to_string()
}

fn encode(encoder: &BertEncoder, text: &str) -> Encoding {
    encoder.encode_all(&[text]).pop().unwrap()
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

/// Zero mean and unit variance.
fn layer_norm(values: &[f32]) -> Vec<f32> {
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
fn every_token_has_a_unit_vector_and_its_span() {
    let encoder = load(&tensors());
    let text = "Where plays the cello?";
    let encoding = encode(&encoder, text);
    let words: Vec<&str> = encoding.tokens().map(|token| &text[token.span]).collect();
    assert_eq!(words, ["Where", "play", "s", "the", "cello", "?"]);
    for token in encoding.tokens() {
        assert_eq!(token.vector.len(), encoder.dimensions());
        let length: f32 = token.vector.iter().map(|value| value * value).sum();
        assert!((length - 1.0).abs() < 1e-5);
    }
}

#[test]
fn a_vector_depends_on_the_neighbouring_words() {
    let encoder = load(&tensors());
    let alone = vectors(&encode(&encoder, "cello"));
    let beside = vectors(&encode(&encoder, "cello plays"));
    assert!(
        alone[0]
            .iter()
            .zip(&beside[0])
            .any(|(a, b)| (a - b).abs() > 1e-3)
    );
}

#[test]
fn batching_does_not_change_vectors() {
    let encoder = load(&tensors());
    let texts: Vec<&str> = ["the cello", "", "where?", "plays the cello?"].repeat(60);
    let together = encoder.encode_all(&texts);
    assert_eq!(together.len(), texts.len());
    for (text, together) in texts.iter().zip(&together) {
        assert_near(
            &vectors(together).concat(),
            &vectors(&encode(&encoder, text)).concat(),
        );
    }
}

/// With uniform attention and a zero feed-forward layer, each layer adds the mean
/// of the text to each token and normalises.
#[test]
fn attention_mixes_the_tokens_of_a_text() {
    let mut tensors = tensors();
    for (name, (shape, values)) in &mut tensors {
        let identity =
            name.contains("value.weight") || name.contains("attention.output.dense.weight");
        let (row_length, is_norm) = (
            shape.last().copied().unwrap(),
            name.contains("LayerNorm.weight"),
        );
        for (at, value) in values.iter_mut().enumerate() {
            if is_norm || (identity && at / row_length == at % row_length) {
                *value = 1.0;
            } else if !name.contains("_embeddings") {
                *value = 0.0;
            }
        }
    }
    let row = |table: &str, row: usize| {
        let (_, values) = &tensors[&format!("embeddings.{table}_embeddings.weight")];
        values[row * HIDDEN..(row + 1) * HIDDEN].to_vec()
    };
    let ids = [2, 9, 4, 3]; // [CLS] the cello [SEP]
    let mut states: Vec<Vec<f32>> = Vec::new();
    for (position, id) in ids.into_iter().enumerate() {
        let parts = [
            row("word", id),
            row("position", position),
            row("token_type", 0),
        ];
        let sum: Vec<f32> = (0..HIDDEN)
            .map(|at| parts.iter().map(|part| part[at]).sum())
            .collect();
        states.push(layer_norm(&sum));
    }
    for _ in 0..LAYERS {
        let mean: Vec<f32> = (0..HIDDEN)
            .map(|at| states.iter().map(|state| state[at]).sum::<f32>() / 4.0)
            .collect();
        for state in &mut states {
            let sum: Vec<f32> = state
                .iter()
                .zip(&mean)
                .map(|(own, mean)| own + mean)
                .collect();
            *state = layer_norm(&sum);
        }
    }
    let found = vectors(&encode(&load(&tensors), "the cello"));
    for (found, state) in found.iter().zip(&states[1..3]) {
        let expected: Vec<f32> = state.iter().map(|value| value / 8_f32.sqrt()).collect();
        assert_near(found, &expected);
    }
}

#[test]
fn a_long_text_is_truncated() {
    let encoder = load(&tensors());
    let long = "cello ".repeat(100_000);
    assert_eq!(encode(&encoder, &long).tokens().count(), POSITIONS - 2);
    assert_eq!(encode(&encoder, " \u{0}\n").tokens().count(), 0);
}

#[test]
fn punctuation_has_no_embedding() {
    let encoder = load(&tensors());
    let text = "Where plays the cello?";
    let embeddings = encoder.encode(&["", text]);
    let encoding = encode(&encoder, text);
    let words = encoding
        .tokens()
        .filter(|token| &text[token.span.clone()] != "?");
    let expected = TokenEmbeddings::new(HIDDEN, words.map(|token| (token.span, token.vector)));
    assert_eq!(embeddings, [TokenEmbeddings::new(HIDDEN, []), expected]);
    assert_eq!(embeddings[1].embeddings().as_bytes().len(), 5 * HIDDEN / 8);
}

#[test]
fn models_with_other_weights_have_other_ids() {
    let model = load(&tensors());
    assert_eq!(model.id(), load(&tensors()).id());
    let mut other = tensors();
    other.get_mut("embeddings.LayerNorm.bias").unwrap().1[0] += 0.5;
    assert_ne!(model.id(), load(&other).id());
}

#[test]
fn errors_name_the_missing_or_invalid_file_or_tensor() {
    for file in ["config.json", "tokenizer.json", "model.safetensors"] {
        let directory = model_directory(&tensors(), &config());
        fs::write(directory.path().join(file), "{").unwrap();
        assert!(load_error(&directory).contains(file));
        fs::remove_file(directory.path().join(file)).unwrap();
        assert!(load_error(&directory).contains(file));
    }
    let mut without = tensors();
    without.remove("encoder.layer.1.output.dense.bias");
    assert!(
        load_error(&model_directory(&without, &config()))
            .contains("encoder.layer.1.output.dense.bias")
    );
    let mut misshapen = tensors();
    misshapen.insert(
        "embeddings.LayerNorm.bias".to_owned(),
        (vec![2], vec![0.0; 2]),
    );
    assert!(load_error(&model_directory(&misshapen, &config())).contains("[2] instead of [8]"));
    let mut infinite = tensors();
    infinite.get_mut("embeddings.LayerNorm.bias").unwrap().1[0] = f32::NAN;
    assert!(
        load_error(&model_directory(&infinite, &config())).contains("embeddings.LayerNorm.bias")
    );
}

#[test]
fn unsupported_models_are_rejected() {
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
            load_error(&model_directory(&tensors(), &config)).contains("config.json"),
            "{name}"
        );
    }
    let mut fewer = config();
    fewer["vocab_size"] = serde_json::json!(4);
    assert!(load_error(&model_directory(&tensors(), &fewer)).contains("tokenizer.json"));
}

proptest! {
    #[test]
    fn any_text_can_be_encoded(texts in prop::collection::vec(any::<String>(), 0..4)) {
        static MODEL: std::sync::LazyLock<BertEncoder> = std::sync::LazyLock::new(|| load(&tensors()));
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
