//! A tiny model with pseudorandom weights.

use std::{collections::BTreeMap, fs};

use safetensors::{Dtype, tensor::TensorView};
use tempfile::TempDir;

use crate::{BertEncoder, bert::tokenizer};

pub(super) const HIDDEN: usize = 8;
const INTERMEDIATE: usize = 16;
pub(super) const LAYERS: usize = 2;
pub(super) const POSITIONS: usize = 12;
const TOKENS: [&str; 10] = [
    "[PAD]", "[UNK]", "[CLS]", "[SEP]", "cello", "play", "##s", "where", "?", "the",
];

pub(super) type Tensors = BTreeMap<String, (Vec<usize>, Vec<f32>)>;

/// Reproducible pseudorandom numbers between −1 and 1.
fn noise(seed: &str, count: usize) -> Vec<f32> {
    let mut state = seed.bytes().fold(7_u32, |state, byte| {
        state.wrapping_mul(31).wrapping_add(byte.into())
    });
    let mut next = || {
        state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
        f32::from(u16::try_from(state >> 16).unwrap()) / 32_768.0 - 1.0
    };
    (0..count).map(|_| next()).collect()
}

pub(super) fn tensors() -> Tensors {
    let mut shapes = vec![
        (
            "embeddings.word_embeddings.weight".to_owned(),
            vec![TOKENS.len(), HIDDEN],
        ),
        (
            "embeddings.position_embeddings.weight".to_owned(),
            vec![POSITIONS, HIDDEN],
        ),
        (
            "embeddings.token_type_embeddings.weight".to_owned(),
            vec![2, HIDDEN],
        ),
        ("embeddings.LayerNorm.weight".to_owned(), vec![HIDDEN]),
        ("embeddings.LayerNorm.bias".to_owned(), vec![HIDDEN]),
    ];
    for layer in 0..LAYERS {
        for (name, to, from) in [
            ("attention.self.query", HIDDEN, HIDDEN),
            ("attention.self.key", HIDDEN, HIDDEN),
            ("attention.self.value", HIDDEN, HIDDEN),
            ("attention.output.dense", HIDDEN, HIDDEN),
            ("intermediate.dense", INTERMEDIATE, HIDDEN),
            ("output.dense", HIDDEN, INTERMEDIATE),
        ] {
            shapes.push((
                format!("encoder.layer.{layer}.{name}.weight"),
                vec![to, from],
            ));
            shapes.push((format!("encoder.layer.{layer}.{name}.bias"), vec![to]));
        }
        for name in ["attention.output.LayerNorm", "output.LayerNorm"] {
            shapes.push((format!("encoder.layer.{layer}.{name}.weight"), vec![HIDDEN]));
            shapes.push((format!("encoder.layer.{layer}.{name}.bias"), vec![HIDDEN]));
        }
    }
    let filled = |(name, shape): (String, Vec<usize>)| {
        let values = noise(&name, shape.iter().product());
        (name, (shape, values))
    };
    shapes.into_iter().map(filled).collect()
}

pub(super) fn config() -> serde_json::Value {
    serde_json::json!({
        "model_type": "bert", "hidden_act": "gelu", "hidden_size": HIDDEN,
        "intermediate_size": INTERMEDIATE, "layer_norm_eps": 1e-12,
        "max_position_embeddings": POSITIONS, "num_attention_heads": 2,
        "num_hidden_layers": LAYERS, "type_vocab_size": 2, "vocab_size": TOKENS.len(),
    })
}

pub(super) fn model_directory(tensors: &Tensors, config: &serde_json::Value) -> TempDir {
    let directory = tempfile::tempdir().unwrap();
    let bytes: BTreeMap<&String, (&Vec<usize>, Vec<u8>)> = tensors
        .iter()
        .map(|(name, (shape, values))| {
            let bytes = values
                .iter()
                .flat_map(|value| value.to_le_bytes())
                .collect();
            (name, (shape, bytes))
        })
        .collect();
    let views = bytes.iter().map(|(name, (shape, bytes))| {
        let view = TensorView::new(Dtype::F32, (*shape).clone(), bytes).unwrap();
        (name.as_str(), view)
    });
    let model = safetensors::serialize(views, None).unwrap();
    fs::write(directory.path().join("model.safetensors"), model).unwrap();
    fs::write(directory.path().join("config.json"), config.to_string()).unwrap();
    let tokenizer = tokenizer::tests::tokenizer_json(&TOKENS, true).to_string();
    fs::write(directory.path().join("tokenizer.json"), tokenizer).unwrap();
    directory
}

pub(super) fn load(tensors: &Tensors) -> BertEncoder {
    BertEncoder::load(model_directory(tensors, &config()).path()).unwrap()
}
