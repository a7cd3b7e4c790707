//! Computes a memory from the contributions to it.

use memories_domain::{Memory, MemoryId};

use crate::{
    clock::max_expiry,
    tables::contributions::{Contribution, Contributions},
};

/// The memory with all contributions, whatever the order in which they arrived: as the latest one
/// states it, and confirmed by the earlier ones. `None` without contributions.
pub(crate) fn merge(id: &MemoryId, contributions: &Contributions) -> Option<Memory> {
    let mut in_order: Vec<_> = contributions.iter().collect();
    in_order
        .sort_by_key(|(contributor, contribution)| (contribution.memory.updated_at, *contributor));
    let merged = in_order
        .into_iter()
        .map(|(_, Contribution { memory, .. })| memory.clone())
        .reduce(merge_two)?;
    Some(Memory {
        id: id.clone(),
        ..merged
    })
}

fn merge_two(earlier: Memory, later: Memory) -> Memory {
    let confirmations = earlier.confirmations.saturating_add(later.confirmations);
    Memory {
        created_at: earlier.created_at.min(later.created_at),
        expires_at: max_expiry(earlier.expires_at, later.expires_at),
        confirmations: confirmations.saturating_add(1),
        ..later
    }
}
