//! A BERT sentence encoder in plain Rust, on one core: a query takes
//! milliseconds, and the output is deterministic.

mod checkpoint;
mod config;
mod encoding;
mod error;
mod fingerprint;
mod network;
mod tokenizer;

use std::{fmt, fs, ops::Range, path::Path};

use checkpoint::Checkpoint;
use config::Config;
use encoding::{EmbeddedToken, Encoding};
pub use error::LoadError;
use network::Network;
use tokenizer::{Token, Tokenizer};

use crate::{EmbeddingModel, ModelId, TokenEmbeddings};

/// Tokens per text, `[CLS]` and `[SEP]` included; longer texts are truncated, so
/// that the time per text is bounded. Turns of a conversation are shorter.
const MAX_TOKENS: usize = 128;

/// Tokens per batch: large matrices are cheaper than many small ones until they
/// no longer fit the processor's caches.
const MAX_BATCH_TOKENS: usize = 512;

/// A sentence encoder of the BERT family, loaded from a local directory.
///
/// ```no_run
/// use std::path::Path;
///
/// use memories_embedding::{BertEncoder, EmbeddingModel};
///
/// # fn main() -> Result<(), memories_embedding::LoadError> {
/// let encoder = BertEncoder::load(Path::new("all-MiniLM-L6-v2"))?;
/// let texts = encoder.encode(&["Where is the cello?"]);
/// assert_eq!(texts[0].tokens().count(), 4);
/// # Ok(())
/// # }
/// ```
pub struct BertEncoder {
    id: ModelId,
    tokenizer: Tokenizer,
    network: Network,
    max_tokens: usize,
}

impl BertEncoder {
    /// Reads `config.json`, `tokenizer.json` and `model.safetensors`. The weights
    /// stay in memory: about 90 MB for all-MiniLM-L6-v2.
    pub fn load(directory: &Path) -> Result<Self, LoadError> {
        let read = |name: &'static str| {
            let path = directory.join(name);
            fs::read(&path).map_err(|cause| LoadError::Unreadable { path, cause })
        };
        let config_json = read(config::FILE)?;
        let tokenizer_json = read(tokenizer::FILE)?;
        let model = read(checkpoint::FILE)?;
        let config = Config::parse(&config_json)?;
        let tokenizer = Tokenizer::parse(&tokenizer_json, config.vocab_size)?;
        let network = Network::load(&Checkpoint::parse(&model)?, &config)?;
        Ok(Self {
            id: fingerprint::model_id([&config_json, &tokenizer_json, &model]),
            tokenizer,
            network,
            max_tokens: config.max_position_embeddings.min(MAX_TOKENS),
        })
    }

    fn encode_all(&self, texts: &[&str]) -> Vec<Encoding> {
        let tokens: Vec<Vec<Token>> = texts
            .iter()
            .map(|text| self.tokenizer.tokenize(text, self.max_tokens))
            .collect();
        let mut encodings = Vec::with_capacity(texts.len());
        for range in batches(&tokens) {
            let batch = tokens.get(range).unwrap_or_default();
            let ids: Vec<Vec<u32>> = batch
                .iter()
                .map(|tokens| tokens.iter().map(|token| token.id).collect())
                .collect();
            let hidden_states = self.network.forward(&ids);
            let mut rows = hidden_states.outer_iter();
            encodings.extend(
                batch
                    .iter()
                    .map(|tokens| Encoding::new(tokens, rows.by_ref().take(tokens.len()))),
            );
        }
        encodings
    }
}

impl EmbeddingModel for BertEncoder {
    fn id(&self) -> ModelId {
        self.id
    }

    fn dimensions(&self) -> usize {
        self.network.dimensions()
    }

    /// Leaves out punctuation, an eighth of all tokens, which does not help to
    /// match texts.
    fn encode(&self, texts: &[&str]) -> Vec<TokenEmbeddings> {
        let embed = |(text, encoding): (&&str, Encoding)| {
            let is_word = |token: &EmbeddedToken<'_>| {
                let word = text.get(token.span.clone()).unwrap_or_default();
                word.chars().any(char::is_alphanumeric)
            };
            let words = encoding.tokens().filter(is_word);
            TokenEmbeddings::new(
                self.dimensions(),
                words.map(|token| (token.span, token.vector)),
            )
        };
        let encodings = self.encode_all(texts);
        texts.iter().zip(encodings).map(embed).collect()
    }
}

/// Splits texts into consecutive batches of at most [`MAX_BATCH_TOKENS`].
fn batches(texts: &[Vec<Token>]) -> Vec<Range<usize>> {
    let mut batches = Vec::new();
    let (mut start, mut tokens) = (0, 0);
    for (n, text) in texts.iter().enumerate() {
        if n > start && tokens + text.len() > MAX_BATCH_TOKENS {
            batches.push(start..n);
            (start, tokens) = (n, 0);
        }
        tokens += text.len();
    }
    batches.push(start..texts.len());
    batches
}

impl fmt::Debug for BertEncoder {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("BertEncoder")
            .field("id", &self.id)
            .finish_non_exhaustive()
    }
}

#[cfg(test)]
mod tests;
