//! The shape of a model.

use serde::Deserialize;

use crate::OpenError;

pub(crate) const FILE: &str = "config.json";

/// Far above every encoder that answers within a call; a larger number is a
/// damaged file.
const MOST: usize = 1 << 20;

#[derive(Debug, Clone, Deserialize)]
pub(crate) struct Config {
    model_type: String,
    hidden_act: String,
    #[serde(default = "absolute")]
    position_embedding_type: String,
    pub(crate) hidden_size: usize,
    pub(crate) intermediate_size: usize,
    pub(crate) layer_norm_eps: f32,
    pub(crate) max_position_embeddings: usize,
    pub(crate) num_attention_heads: usize,
    pub(crate) num_hidden_layers: usize,
    pub(crate) type_vocab_size: usize,
    pub(crate) vocab_size: usize,
}

fn absolute() -> String {
    "absolute".to_owned()
}

impl Config {
    pub(crate) fn parse(json: &[u8]) -> Result<Self, OpenError> {
        let config: Self = serde_json::from_slice(json)
            .map_err(|cause| OpenError::NotJson { file: FILE, cause })?;
        config.check().map_err(|what| OpenError::Unsupported {
            file: FILE,
            what: what.to_owned(),
        })?;
        Ok(config)
    }

    fn check(&self) -> Result<(), &'static str> {
        if self.model_type != "bert" {
            return Err("only models of type \"bert\" can be read");
        }
        if self.hidden_act != "gelu" || self.position_embedding_type != "absolute" {
            return Err("only gelu and absolute positions are known");
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
        if !sizes.iter().all(|size| (1..=MOST).contains(size)) {
            return Err("a size is zero or beyond all measure");
        }
        if !self.hidden_size.is_multiple_of(self.num_attention_heads) {
            return Err("hidden_size is no multiple of num_attention_heads");
        }
        Ok(())
    }
}
