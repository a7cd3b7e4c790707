use std::hash::BuildHasher;

use foldhash::quality::FixedState;

/// The same for equal strings in every index of a process.
pub(crate) fn hash32(text: &str) -> u32 {
    let hash = FixedState::default().hash_one(text.as_bytes());
    #[expect(clippy::cast_possible_truncation, reason = "half of the bits suffice")]
    let hash = hash as u32;
    hash
}
