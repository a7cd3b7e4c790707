use serde::Deserialize;

use super::error::LoadError;

pub(super) const FILE: &str = "config.json";

/// Far above every encoder that could answer within a call: a larger size means
/// a damaged file.
const MAX_SIZE: usize = 1 << 20;

/// The hyperparameters in `config.json`.
#[derive(Debug, Clone, Deserialize)]
pub(super) struct Config {
    model_type: String,
    hidden_act: String,
    #[serde(default = "absolute")]
    position_embedding_type: String,
    pub(super) hidden_size: usize,
    pub(super) intermediate_size: usize,
    pub(super) layer_norm_eps: f32,
    pub(super) max_position_embeddings: usize,
    pub(super) num_attention_heads: usize,
    pub(super) num_hidden_layers: usize,
    pub(super) type_vocab_size: usize,
    pub(super) vocab_size: usize,
}

fn absolute() -> String {
    "absolute".to_owned()
}

impl Config {
    pub(super) fn parse(json: &[u8]) -> Result<Self, LoadError> {
        let config: Self = serde_json::from_slice(json)
            .map_err(|cause| LoadError::InvalidJson { file: FILE, cause })?;
        config.validate().map_err(|reason| LoadError::Unsupported {
            file: FILE,
            reason: reason.to_owned(),
        })?;
        Ok(config)
    }

    fn validate(&self) -> Result<(), &'static str> {
        if self.model_type != "bert" {
            return Err("only models of type \"bert\" are supported");
        }
        if self.hidden_act != "gelu" || self.position_embedding_type != "absolute" {
            return Err("only GELU and absolute position embeddings are supported");
        }
        let sizes = [
            self.hidden_size,
            self.intermediate_size,
            self.max_position_embeddings,
            self.num_attention_heads,
            self.num_hidden_layers,
            self.type_vocab_size,
            self.vocab_size,
        ];
        if !sizes.iter().all(|size| (1..=MAX_SIZE).contains(size)) {
            return Err("a size is zero or too large");
        }
        if !self.hidden_size.is_multiple_of(self.num_attention_heads) {
            return Err("hidden_size is not a multiple of num_attention_heads");
        }
        Ok(())
    }
}
