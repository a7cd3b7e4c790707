//! Token vectors of short texts, by a sentence encoder of the BERT family (such
//! as all-MiniLM-L6-v2) that is read from a local folder.
//!
//! Plain Rust on one core, without a framework: a question takes milliseconds,
//! and two runs give the same vectors.
//!
//! ```no_run
//! use std::path::Path;
//!
//! use memories_embedding::Encoder;
//!
//! # fn main() -> Result<(), memories_embedding::OpenError> {
//! let encoder = Encoder::open(Path::new("all-MiniLM-L6-v2"))?;
//! for token in encoder.encode("Where is the cello?").tokens() {
//!     assert_eq!(token.vector.len(), encoder.dimensions());
//! }
//! # Ok(())
//! # }
//! ```

mod bert;
mod config;
mod encoding;
mod error;
mod meaning;
mod model_id;
mod tokenizer;
mod weights;

use std::{fmt, fs, ops::Range, path::Path};

use bert::Bert;
use config::Config;
pub use encoding::{Encoding, Token};
pub use error::OpenError;
use memories_search::ModelId;
use tokenizer::{Piece, Tokenizer};
use weights::Weights;

/// The pieces of a text that are read, the two marks around them included. What
/// is said in a turn is shorter; the time for anything longer stays bounded.
pub const LONGEST: usize = 128;

/// Texts are encoded together up to so many pieces: large matrices are cheaper
/// than many small ones, and larger ones no longer fit the processor's caches.
const PIECES_AT_ONCE: usize = 512;

/// A sentence encoder, ready to be used from several threads.
pub struct Encoder {
    id: ModelId,
    tokenizer: Tokenizer,
    bert: Bert,
    longest: usize,
}

impl Encoder {
    /// Reads `config.json`, `tokenizer.json` and `model.safetensors` from a
    /// folder: some 90 MB for all-MiniLM-L6-v2, which stay in memory.
    pub fn open(folder: &Path) -> Result<Self, OpenError> {
        let file = |name: &'static str| {
            let path = folder.join(name);
            fs::read(&path).map_err(|cause| OpenError::Unreadable { path, cause })
        };
        let config_json = file(config::FILE)?;
        let tokenizer_json = file(tokenizer::FILE)?;
        let model = file(weights::FILE)?;
        let config = Config::parse(&config_json)?;
        let tokenizer = Tokenizer::parse(&tokenizer_json, config.vocab_size)?;
        let bert = Bert::read(&Weights::parse(&model)?, &config)?;
        Ok(Self {
            id: model_id::of([&config_json, &tokenizer_json, &model]),
            tokenizer,
            bert,
            longest: config.max_position_embeddings.min(LONGEST),
        })
    }

    /// Which model it is: vectors of different models do not compare.
    #[must_use]
    pub fn id(&self) -> ModelId {
        self.id
    }

    /// The numbers of a vector.
    #[must_use]
    pub fn dimensions(&self) -> usize {
        self.bert.dimensions()
    }

    /// The token vectors of a text, each of length one. A text without anything
    /// to read has none; of a very long one the beginning is read.
    #[must_use]
    pub fn encode(&self, text: &str) -> Encoding {
        self.encode_all(&[text]).pop().unwrap_or_default()
    }

    /// The token vectors of several texts, in their order: faster than one by one.
    #[must_use]
    pub fn encode_all(&self, texts: &[&str]) -> Vec<Encoding> {
        let pieces: Vec<Vec<Piece>> = texts
            .iter()
            .map(|text| self.tokenizer.pieces(text, self.longest))
            .collect();
        let mut encodings = Vec::with_capacity(texts.len());
        for together in batches(&pieces) {
            let batch = pieces.get(together).unwrap_or_default();
            let numbers: Vec<Vec<u32>> = batch
                .iter()
                .map(|pieces| pieces.iter().map(|piece| piece.number).collect())
                .collect();
            let states = self.bert.states(&numbers);
            let mut rows = states.outer_iter();
            encodings.extend(
                batch
                    .iter()
                    .map(|pieces| Encoding::of(pieces, rows.by_ref().take(pieces.len()))),
            );
        }
        encodings
    }
}

/// Runs of texts that are encoded together.
fn batches(texts: &[Vec<Piece>]) -> Vec<Range<usize>> {
    let mut batches = Vec::new();
    let (mut start, mut pieces) = (0, 0);
    for (at, text) in texts.iter().enumerate() {
        if at > start && pieces + text.len() > PIECES_AT_ONCE {
            batches.push(start..at);
            (start, pieces) = (at, 0);
        }
        pieces += text.len();
    }
    batches.push(start..texts.len());
    batches
}

impl fmt::Debug for Encoder {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Encoder")
            .field("id", &self.id)
            .finish_non_exhaustive()
    }
}

#[cfg(test)]
mod tests;
