//! The network: J. Devlin et al., *BERT*, 2018, without dropout and pooling.

use std::ops::Range;

use ndarray::{Array1, Array2, ArrayViewMut1, Axis, Slice, Zip, concatenate};

use super::{checkpoint::Checkpoint, config::Config, error::LoadError};

pub(super) struct Network {
    word_embeddings: Array2<f32>,
    position_embeddings: Array2<f32>,
    layer_norm: LayerNorm,
    layers: Vec<Layer>,
}

struct Layer {
    /// Queries, keys and values side by side.
    attention: Linear,
    heads: usize,
    attention_output: Linear,
    attention_norm: LayerNorm,
    intermediate: Linear,
    output: Linear,
    output_norm: LayerNorm,
}

/// `x · weight + bias`.
struct Linear {
    weight: Array2<f32>,
    bias: Array1<f32>,
}

struct LayerNorm {
    weight: Array1<f32>,
    bias: Array1<f32>,
    epsilon: f32,
}

impl Network {
    pub(super) fn load(checkpoint: &Checkpoint<'_>, config: &Config) -> Result<Self, LoadError> {
        let table = |name: &str, rows| {
            let name = format!("embeddings.{name}_embeddings.weight");
            checkpoint.matrix(&name, [rows, config.hidden_size])
        };
        // Every text is of token type 0, so its embedding is added to all positions.
        let types = table("token_type", config.type_vocab_size)?;
        let positions = table("position", config.max_position_embeddings)? + types.row(0);
        let layers = 0..config.num_hidden_layers;
        Ok(Self {
            word_embeddings: table("word", config.vocab_size)?,
            position_embeddings: positions,
            layer_norm: LayerNorm::load(checkpoint, config, "embeddings.LayerNorm")?,
            layers: layers
                .map(|number| Layer::load(checkpoint, config, number))
                .collect::<Result<_, _>>()?,
        })
    }

    pub(super) fn dimensions(&self) -> usize {
        self.word_embeddings.ncols()
    }

    /// The last hidden states of several texts, one below the other. Token ids
    /// and lengths must be within the embedding tables, as those of the tokenizer
    /// are.
    pub(super) fn forward(&self, texts: &[Vec<u32>]) -> Array2<f32> {
        let mut spans: Vec<Range<usize>> = Vec::with_capacity(texts.len());
        for text in texts {
            let start = spans.last().map_or(0, |span| span.end);
            spans.push(start..start + text.len());
        }
        let rows = spans.last().map_or(0, |span| span.end);
        let mut hidden_states = Array2::zeros((rows, self.dimensions()));
        let tokens = texts.iter().flat_map(|text| text.iter().zip(0..));
        for (mut state, (&id, position)) in hidden_states.outer_iter_mut().zip(tokens) {
            state += &self.word_embeddings.row(id as usize);
            state += &self.position_embeddings.row(position);
        }
        self.layer_norm.apply(&mut hidden_states);
        for layer in &self.layers {
            hidden_states = layer.forward(hidden_states, &spans);
        }
        hidden_states
    }
}

impl Layer {
    fn load(
        checkpoint: &Checkpoint<'_>,
        config: &Config,
        number: usize,
    ) -> Result<Self, LoadError> {
        let (hidden, intermediate) = (config.hidden_size, config.intermediate_size);
        let linear = |name: &str, from, to| {
            let name = format!("encoder.layer.{number}.{name}");
            Linear::load(checkpoint, &[name], from, to)
        };
        let norm = |name: &str| {
            let name = format!("encoder.layer.{number}.{name}.LayerNorm");
            LayerNorm::load(checkpoint, config, &name)
        };
        Ok(Self {
            attention: Linear::load(
                checkpoint,
                &["query", "key", "value"]
                    .map(|part| format!("encoder.layer.{number}.attention.self.{part}")),
                hidden,
                hidden,
            )?,
            heads: config.num_attention_heads,
            attention_output: linear("attention.output.dense", hidden, hidden)?,
            attention_norm: norm("attention.output")?,
            intermediate: linear("intermediate.dense", hidden, intermediate)?,
            output: linear("output.dense", intermediate, hidden)?,
            output_norm: norm("output")?,
        })
    }

    fn forward(&self, hidden_states: Array2<f32>, texts: &[Range<usize>]) -> Array2<f32> {
        let attended = self.attend(&hidden_states, texts);
        let mut attended = self.attention_output.forward(&attended) + hidden_states;
        self.attention_norm.apply(&mut attended);
        let mut intermediate = self.intermediate.forward(&attended);
        intermediate.mapv_inplace(gelu);
        let mut output = self.output.forward(&intermediate) + attended;
        self.output_norm.apply(&mut output);
        output
    }

    /// Multi-head self-attention, each text by itself.
    fn attend(&self, hidden_states: &Array2<f32>, texts: &[Range<usize>]) -> Array2<f32> {
        const QUERY: usize = 0;
        const KEY: usize = 1;
        const VALUE: usize = 2;
        let projected = self.attention.forward(hidden_states);
        let hidden = hidden_states.ncols();
        let head_dim = hidden / self.heads;
        let mut context = Array2::zeros(hidden_states.raw_dim());
        for text in texts {
            let rows = Slice::from(text.clone());
            let projected = projected.slice_axis(Axis(0), rows);
            let mut context = context.slice_axis_mut(Axis(0), rows);
            for head in 0..self.heads {
                let columns = |part: usize| {
                    let start = part * hidden + head * head_dim;
                    Slice::from(start..start + head_dim)
                };
                let part = |part| projected.slice_axis(Axis(1), columns(part));
                let mut attention_probs = part(QUERY).dot(&part(KEY).t());
                scaled_softmax(&mut attention_probs, head_dim);
                context
                    .slice_axis_mut(Axis(1), columns(0))
                    .assign(&attention_probs.dot(&part(VALUE)));
            }
        }
        context
    }
}

impl Linear {
    /// Joins several layers of one input into one, their outputs side by side.
    fn load(
        checkpoint: &Checkpoint<'_>,
        names: &[String],
        from: usize,
        to: usize,
    ) -> Result<Self, LoadError> {
        let (mut weights, mut biases) = (Vec::new(), Vec::new());
        for name in names {
            // Checkpoints store one row per output.
            weights.push(checkpoint.matrix(&format!("{name}.weight"), [to, from])?);
            biases.push(checkpoint.vector(&format!("{name}.bias"), to)?);
        }
        Ok(Self {
            weight: transpose_and_join(&weights),
            bias: biases.into_iter().flatten().collect(),
        })
    }

    fn forward(&self, inputs: &Array2<f32>) -> Array2<f32> {
        inputs.dot(&self.weight) + &self.bias
    }
}

fn transpose_and_join(matrices: &[Array2<f32>]) -> Array2<f32> {
    let transposed: Vec<_> = matrices.iter().map(|matrix| matrix.t()).collect();
    // Cannot fail: all have the same number of rows.
    let joined = concatenate(Axis(1), &transposed).unwrap_or_default();
    joined.as_standard_layout().into_owned()
}

impl LayerNorm {
    fn load(checkpoint: &Checkpoint<'_>, config: &Config, name: &str) -> Result<Self, LoadError> {
        Ok(Self {
            weight: checkpoint.vector(&format!("{name}.weight"), config.hidden_size)?,
            bias: checkpoint.vector(&format!("{name}.bias"), config.hidden_size)?,
            epsilon: config.layer_norm_eps,
        })
    }

    fn apply(&self, states: &mut Array2<f32>) {
        for mut state in states.outer_iter_mut() {
            self.apply_to_row(&mut state);
        }
    }

    fn apply_to_row(&self, state: &mut ArrayViewMut1<'_, f32>) {
        let mean = state.mean().unwrap_or_default();
        *state -= mean;
        let variance = state.dot(&*state) / to_f32(state.len());
        let scale = 1.0 / (variance + self.epsilon).sqrt();
        Zip::from(state)
            .and(&self.weight)
            .and(&self.bias)
            .for_each(|value, weight, bias| *value = *value * scale * weight + bias);
    }
}

/// Softmax of each row of dot products, scaled by √`dimensions`.
fn scaled_softmax(products: &mut Array2<f32>, dimensions: usize) {
    let scale = 1.0 / to_f32(dimensions).sqrt();
    for mut row in products.axis_iter_mut(Axis(0)) {
        let max = row.fold(f32::NEG_INFINITY, |max, &value| max.max(value));
        row.mapv_inplace(|value| ((value - max) * scale).exp());
        let sum = row.sum();
        row /= sum;
    }
}

fn gelu(x: f32) -> f32 {
    0.5 * x * (1.0 + libm::erff(x * std::f32::consts::FRAC_1_SQRT_2))
}

#[expect(clippy::cast_precision_loss, reason = "dimensions are small")]
fn to_f32(count: usize) -> f32 {
    count as f32
}
