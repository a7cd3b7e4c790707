use sha2::{Digest, Sha256};

use crate::ModelId;

/// Must be incremented when the same files come to produce other tokens or
/// vectors: stored embeddings are then no longer comparable.
const ENCODER_VERSION: u8 = 1;

/// Identifies a model by its files. Hashes the files' digests, so that the
/// boundaries between files matter.
pub(super) fn model_id(files: [&[u8]; 3]) -> ModelId {
    let digests = files.iter().flat_map(Sha256::digest);
    let all: Vec<u8> = [ENCODER_VERSION].into_iter().chain(digests).collect();
    let mut id = [0; 16];
    for (to, from) in id.iter_mut().zip(Sha256::digest(all)) {
        *to = from;
    }
    ModelId::from_bytes(id)
}
