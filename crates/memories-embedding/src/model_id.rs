use memories_search::ModelId;
use sha2::{Digest, Sha256};

/// To be raised when the same files come to give other tokens or other vectors:
/// what was kept does not compare with these.
const READING: u8 = 1;

/// Which model the files are, read as they are here: the first half of the digest
/// of their digests, so that it matters, too, where one file ends.
pub(crate) fn of(files: [&[u8]; 3]) -> ModelId {
    let digests = files.iter().flat_map(Sha256::digest);
    let all: Vec<u8> = [READING].into_iter().chain(digests).collect();
    let mut id = [0; 16];
    for (to, from) in id.iter_mut().zip(Sha256::digest(all)) {
        *to = from;
    }
    ModelId::from_bytes(id)
}
