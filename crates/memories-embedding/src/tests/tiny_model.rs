//! A tiny model with weights that look like chance.

use std::{collections::BTreeMap, fs};

use safetensors::{Dtype, tensor::TensorView};
use tempfile::TempDir;

use crate::{Encoder, tokenizer};

pub(super) const WIDTH: usize = 8;
const WIDE: usize = 16;
pub(super) const LAYERS: usize = 2;
pub(super) const POSITIONS: usize = 12;
const PIECES: [&str; 10] = [
    "[PAD]", "[UNK]", "[CLS]", "[SEP]", "cello", "play", "##s", "where", "?", "the",
];

pub(super) type Tensors = BTreeMap<String, (Vec<usize>, Vec<f32>)>;

/// Numbers between −1 and 1 that look like chance and are the same every time.
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
            vec![PIECES.len(), WIDTH],
        ),
        (
            "embeddings.position_embeddings.weight".to_owned(),
            vec![POSITIONS, WIDTH],
        ),
        (
            "embeddings.token_type_embeddings.weight".to_owned(),
            vec![2, WIDTH],
        ),
        ("embeddings.LayerNorm.weight".to_owned(), vec![WIDTH]),
        ("embeddings.LayerNorm.bias".to_owned(), vec![WIDTH]),
    ];
    for layer in 0..LAYERS {
        for (name, to, from) in [
            ("attention.self.query", WIDTH, WIDTH),
            ("attention.self.key", WIDTH, WIDTH),
            ("attention.self.value", WIDTH, WIDTH),
            ("attention.output.dense", WIDTH, WIDTH),
            ("intermediate.dense", WIDE, WIDTH),
            ("output.dense", WIDTH, WIDE),
        ] {
            shapes.push((
                format!("encoder.layer.{layer}.{name}.weight"),
                vec![to, from],
            ));
            shapes.push((format!("encoder.layer.{layer}.{name}.bias"), vec![to]));
        }
        for name in ["attention.output.LayerNorm", "output.LayerNorm"] {
            shapes.push((format!("encoder.layer.{layer}.{name}.weight"), vec![WIDTH]));
            shapes.push((format!("encoder.layer.{layer}.{name}.bias"), vec![WIDTH]));
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
        "model_type": "bert", "hidden_act": "gelu", "hidden_size": WIDTH,
        "intermediate_size": WIDE, "layer_norm_eps": 1e-12,
        "max_position_embeddings": POSITIONS, "num_attention_heads": 2,
        "num_hidden_layers": LAYERS, "type_vocab_size": 2, "vocab_size": PIECES.len(),
    })
}

pub(super) fn folder(tensors: &Tensors, config: &serde_json::Value) -> TempDir {
    let folder = tempfile::tempdir().unwrap();
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
    fs::write(folder.path().join("model.safetensors"), model).unwrap();
    fs::write(folder.path().join("config.json"), config.to_string()).unwrap();
    let tokenizer = tokenizer::tests::file(&PIECES, true).to_string();
    fs::write(folder.path().join("tokenizer.json"), tokenizer).unwrap();
    folder
}

pub(super) fn opened(tensors: &Tensors) -> Encoder {
    Encoder::open(folder(tensors, &config()).path()).unwrap()
}
