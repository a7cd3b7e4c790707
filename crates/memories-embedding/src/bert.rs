//! The encoder itself: J. Devlin et al., *BERT*, 2018, without dropout and pooling.

use std::ops::Range;

use ndarray::{Array1, Array2, ArrayViewMut1, Axis, Slice, Zip, concatenate};

use crate::{OpenError, config::Config, weights::Weights};

pub(crate) struct Bert {
    words: Array2<f32>,
    positions: Array2<f32>,
    normal: Normal,
    layers: Vec<Layer>,
}

struct Layer {
    /// Queries, keys and values side by side.
    attention: Linear,
    heads: usize,
    attended: Linear,
    attended_normal: Normal,
    inner: Linear,
    outer: Linear,
    outer_normal: Normal,
}

/// `x · matrix + bias`.
struct Linear {
    matrix: Array2<f32>,
    bias: Array1<f32>,
}

/// Layer normalisation.
struct Normal {
    weight: Array1<f32>,
    bias: Array1<f32>,
    epsilon: f32,
}

impl Bert {
    pub(crate) fn read(weights: &Weights<'_>, config: &Config) -> Result<Self, OpenError> {
        let width = config.hidden_size;
        let table = |name: &str, rows| {
            let name = format!("embeddings.{name}_embeddings.weight");
            weights.matrix(&name, [rows, width])
        };
        // All texts are of the first type, so its row is part of every position.
        let types = table("token_type", config.type_vocab_size)?;
        let positions = table("position", config.max_position_embeddings)? + types.row(0);
        let layers = 0..config.num_hidden_layers;
        Ok(Self {
            words: table("word", config.vocab_size)?,
            positions,
            normal: Normal::read(weights, config, "embeddings.LayerNorm")?,
            layers: layers
                .map(|number| Layer::read(weights, config, number))
                .collect::<Result<_, _>>()?,
        })
    }

    pub(crate) fn dimensions(&self) -> usize {
        self.words.ncols()
    }

    /// The last layer's states of several texts, one below the other. Numbers
    /// and lengths are those that [`Tokenizer`](crate::tokenizer::Tokenizer)
    /// gives: within the tables.
    pub(crate) fn states(&self, texts: &[Vec<u32>]) -> Array2<f32> {
        let mut spans: Vec<Range<usize>> = Vec::with_capacity(texts.len());
        for text in texts {
            let start = spans.last().map_or(0, |span| span.end);
            spans.push(start..start + text.len());
        }
        let rows = spans.last().map_or(0, |span| span.end);
        let mut states = Array2::zeros((rows, self.dimensions()));
        let numbers = texts.iter().flat_map(|text| text.iter().zip(0..));
        for (mut state, (&number, position)) in states.outer_iter_mut().zip(numbers) {
            state += &self.words.row(number as usize);
            state += &self.positions.row(position);
        }
        self.normal.apply(&mut states);
        for layer in &self.layers {
            states = layer.apply(states, &spans);
        }
        states
    }
}

impl Layer {
    fn read(weights: &Weights<'_>, config: &Config, number: usize) -> Result<Self, OpenError> {
        let (width, wide) = (config.hidden_size, config.intermediate_size);
        let linear = |name: &str, from, to| {
            let name = format!("encoder.layer.{number}.{name}");
            Linear::read(weights, &[name], from, to)
        };
        let normal = |name: &str| {
            let name = format!("encoder.layer.{number}.{name}.LayerNorm");
            Normal::read(weights, config, &name)
        };
        Ok(Self {
            attention: Linear::read(
                weights,
                &["query", "key", "value"]
                    .map(|part| format!("encoder.layer.{number}.attention.self.{part}")),
                width,
                width,
            )?,
            heads: config.num_attention_heads,
            attended: linear("attention.output.dense", width, width)?,
            attended_normal: normal("attention.output")?,
            inner: linear("intermediate.dense", width, wide)?,
            outer: linear("output.dense", wide, width)?,
            outer_normal: normal("output")?,
        })
    }

    fn apply(&self, states: Array2<f32>, texts: &[Range<usize>]) -> Array2<f32> {
        let mut attended = self.attended.apply(&self.attend(&states, texts)) + states;
        self.attended_normal.apply(&mut attended);
        let mut inner = self.inner.apply(&attended);
        inner.mapv_inplace(gelu);
        let mut outer = self.outer.apply(&inner) + attended;
        self.outer_normal.apply(&mut outer);
        outer
    }

    /// What every token takes from the tokens of its own text.
    fn attend(&self, states: &Array2<f32>, texts: &[Range<usize>]) -> Array2<f32> {
        let parts = self.attention.apply(states);
        let width = states.ncols();
        let each = width / self.heads;
        let mut attended = Array2::zeros(states.raw_dim());
        for text in texts {
            let rows = Slice::from(text.clone());
            let of_text = parts.slice_axis(Axis(0), rows);
            let mut to = attended.slice_axis_mut(Axis(0), rows);
            for head in 0..self.heads {
                let columns = |number: usize| {
                    let start = number * width + head * each;
                    Slice::from(start..start + each)
                };
                let part = |number| of_text.slice_axis(Axis(1), columns(number));
                let mut shares = part(0).dot(&part(1).t());
                softmax(&mut shares, each);
                to.slice_axis_mut(Axis(1), columns(0))
                    .assign(&shares.dot(&part(2)));
            }
        }
        attended
    }
}

impl Linear {
    /// One that gives the results of several, side by side.
    fn read(
        weights: &Weights<'_>,
        names: &[String],
        from: usize,
        to: usize,
    ) -> Result<Self, OpenError> {
        let (mut matrices, mut biases) = (Vec::new(), Vec::new());
        for name in names {
            // Stored as one row for each result.
            matrices.push(weights.matrix(&format!("{name}.weight"), [to, from])?);
            biases.push(weights.row(&format!("{name}.bias"), to)?);
        }
        Ok(Self {
            matrix: side_by_side(&matrices),
            bias: biases.into_iter().flatten().collect(),
        })
    }

    fn apply(&self, states: &Array2<f32>) -> Array2<f32> {
        states.dot(&self.matrix) + &self.bias
    }
}

/// The matrices turned, one beside the other.
fn side_by_side(matrices: &[Array2<f32>]) -> Array2<f32> {
    let turned: Vec<_> = matrices.iter().map(|matrix| matrix.t()).collect();
    // They have one height, so that they join.
    let joined = concatenate(Axis(1), &turned).unwrap_or_default();
    joined.as_standard_layout().into_owned()
}

impl Normal {
    fn read(weights: &Weights<'_>, config: &Config, name: &str) -> Result<Self, OpenError> {
        Ok(Self {
            weight: weights.row(&format!("{name}.weight"), config.hidden_size)?,
            bias: weights.row(&format!("{name}.bias"), config.hidden_size)?,
            epsilon: config.layer_norm_eps,
        })
    }

    fn apply(&self, states: &mut Array2<f32>) {
        for mut state in states.outer_iter_mut() {
            self.apply_to(&mut state);
        }
    }

    fn apply_to(&self, state: &mut ArrayViewMut1<'_, f32>) {
        let mean = state.mean().unwrap_or_default();
        *state -= mean;
        let variance = state.dot(&*state) / float(state.len());
        let scale = 1.0 / (variance + self.epsilon).sqrt();
        Zip::from(state)
            .and(&self.weight)
            .and(&self.bias)
            .for_each(|value, weight, bias| *value = *value * scale * weight + bias);
    }
}

/// Turns each row of products into shares of one.
fn softmax(products: &mut Array2<f32>, dimensions: usize) {
    let scale = 1.0 / float(dimensions).sqrt();
    for mut row in products.axis_iter_mut(Axis(0)) {
        let most = row.fold(f32::NEG_INFINITY, |most, &value| most.max(value));
        row.mapv_inplace(|value| ((value - most) * scale).exp());
        let sum = row.sum();
        row /= sum;
    }
}

fn gelu(x: f32) -> f32 {
    0.5 * x * (1.0 + libm::erff(x * std::f32::consts::FRAC_1_SQRT_2))
}

#[expect(clippy::cast_precision_loss, reason = "dimensions are few")]
fn float(count: usize) -> f32 {
    count as f32
}
