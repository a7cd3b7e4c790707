use std::fmt;

use sha2::{Digest, Sha256};

/// Which model made a vector: the first half of the SHA-256 of its files.
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
pub struct ModelId([u8; 16]);

impl ModelId {
    pub(crate) fn of(files: [&[u8]; 3]) -> Self {
        // The digest of digests: where one file ends matters, too.
        let all: Vec<u8> = files.iter().flat_map(Sha256::digest).collect();
        let mut id = [0; 16];
        for (to, from) in id.iter_mut().zip(Sha256::digest(all)) {
            *to = from;
        }
        Self(id)
    }

    /// Its bytes.
    #[must_use]
    pub const fn as_bytes(&self) -> &[u8; 16] {
        &self.0
    }
}

impl fmt::Display for ModelId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&hex::encode(self.0))
    }
}

impl fmt::Debug for ModelId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "ModelId({self})")
    }
}
