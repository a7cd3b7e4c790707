//! A model of a few words, in the files that a real one has.

use std::{collections::BTreeMap, fs, path::Path};

use serde_json::{Map, Value, json};

const WIDTH: usize = 128;

/// The model's vocabulary; the last two words have the same embedding.
const PIECES: [&str; 10] = [
    "[PAD]", "[UNK]", "[CLS]", "[SEP]", "keeps", "three", "in", "garden", "goats", "quibbel",
];

/// Writes the model into a new folder.
pub(crate) fn write(folder: &Path) {
    fs::create_dir(folder).unwrap();
    let file = |name: &str, content: &[u8]| fs::write(folder.join(name), content).unwrap();
    file("config.json", config().to_string().as_bytes());
    file("tokenizer.json", tokenizer().to_string().as_bytes());
    file("model.safetensors", &safetensors(&tensors()));
}

fn config() -> Value {
    json!({
        "model_type": "bert", "hidden_act": "gelu", "hidden_size": WIDTH,
        "intermediate_size": WIDTH, "layer_norm_eps": 1e-12, "max_position_embeddings": 32,
        "num_attention_heads": 2, "num_hidden_layers": 1, "type_vocab_size": 2,
        "vocab_size": PIECES.len(),
    })
}

fn tokenizer() -> Value {
    let numbered = PIECES.iter().enumerate();
    let vocab: Map<String, Value> = numbered
        .map(|(number, piece)| ((*piece).to_owned(), json!(number)))
        .collect();
    json!({
        "normalizer": {"type": "BertNormalizer", "lowercase": true, "strip_accents": null},
        "pre_tokenizer": {"type": "BertPreTokenizer"},
        "model": {
            "type": "WordPiece", "unk_token": "[UNK]", "continuing_subword_prefix": "##",
            "max_input_chars_per_word": 100, "vocab": vocab,
        },
    })
}

/// Its one layer leaves the vectors of the words as they are.
fn tensors() -> BTreeMap<String, (Vec<usize>, Vec<f32>)> {
    let mut tensors = BTreeMap::new();
    let mut add = |name: &str, shape: Vec<usize>, value: f32| {
        let count = shape.iter().product();
        tensors.insert(name.to_owned(), (shape, vec![value; count]));
    };
    add(
        "embeddings.position_embeddings.weight",
        vec![32, WIDTH],
        0.0,
    );
    add(
        "embeddings.token_type_embeddings.weight",
        vec![2, WIDTH],
        0.0,
    );
    let layer = "encoder.layer.0";
    for dense in [
        "attention.self.query",
        "attention.self.key",
        "attention.self.value",
        "attention.output.dense",
        "intermediate.dense",
        "output.dense",
    ] {
        add(&format!("{layer}.{dense}.weight"), vec![WIDTH, WIDTH], 0.0);
        add(&format!("{layer}.{dense}.bias"), vec![WIDTH], 0.0);
    }
    for norm in [
        "embeddings.LayerNorm".to_owned(),
        format!("{layer}.attention.output.LayerNorm"),
        format!("{layer}.output.LayerNorm"),
    ] {
        add(&format!("{norm}.weight"), vec![WIDTH], 1.0);
        add(&format!("{norm}.bias"), vec![WIDTH], 0.0);
    }
    let words = PIECES.iter().flat_map(|piece| vector(piece)).collect();
    tensors.insert(
        "embeddings.word_embeddings.weight".to_owned(),
        (vec![PIECES.len(), WIDTH], words),
    );
    tensors
}

/// Numbers that look like chance.
fn vector(piece: &str) -> Vec<f32> {
    let meaning = if piece == "quibbel" { "goats" } else { piece };
    let mut state = meaning.bytes().fold(7_u32, |state, byte| {
        state.wrapping_mul(31).wrapping_add(byte.into())
    });
    let mut next = || {
        state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
        if state >> 31 == 1 { 1.0 } else { -1.0 }
    };
    (0..WIDTH).map(|_| next()).collect()
}

/// The file format: the length of a header, the header in JSON, the numbers.
fn safetensors(tensors: &BTreeMap<String, (Vec<usize>, Vec<f32>)>) -> Vec<u8> {
    let (mut header, mut numbers) = (Map::new(), Vec::new());
    for (name, (shape, values)) in tensors {
        let start = numbers.len();
        numbers.extend(values.iter().flat_map(|value| value.to_le_bytes()));
        let place = json!({"dtype": "F32", "shape": shape, "data_offsets": [start, numbers.len()]});
        header.insert(name.clone(), place);
    }
    let header = Value::from(header).to_string().into_bytes();
    let length = u64::try_from(header.len()).unwrap().to_le_bytes();
    [&length[..], &header, &numbers].concat()
}
