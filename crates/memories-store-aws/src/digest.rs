//! Digests in place of ids, so that the names of queued messages, objects and table items contain no
//! phone numbers and no conversation ids. (Logs contain conversation ids, and masked numbers.)
//!
//! They do not protect secrets: a phone number can be found by hashing all numbers.

use sha2::{Digest, Sha256};

pub(crate) fn sha256_hex(bytes: &[u8]) -> String {
    hex::encode(Sha256::digest(bytes))
}

/// The hexadecimal SHA-256 of several parts. Their lengths are hashed with them, so that no other
/// division of the same text has the same digest.
pub(crate) fn digest_parts(parts: &[&str]) -> String {
    let mut hasher = Sha256::new();
    for part in parts {
        hasher.update(part.len().to_be_bytes());
        hasher.update(part);
    }
    hex::encode(hasher.finalize())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_boundaries_of_the_parts_count() {
        assert_ne!(digest_parts(&["ab", "c"]), digest_parts(&["a", "bc"]));
    }
}
