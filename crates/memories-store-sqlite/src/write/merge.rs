//! Computes a memory from the contributions to it.

use std::collections::BTreeMap;

use memories_domain::{Memory, MemoryId, MemoryKind};

use crate::{clock::max_expiry, tables::contributions::Contributor};

/// The memory with all contributions, whatever the order in which they arrived: a later
/// contribution confirms the value of the earlier ones or replaces it. `None` without
/// contributions.
pub(super) fn merge(
    id: &MemoryId,
    contributions: &BTreeMap<Contributor, Memory>,
) -> Option<Memory> {
    let mut in_order: Vec<_> = contributions.iter().collect();
    in_order.sort_by_key(|(contributor, memory)| (memory.updated_at, *contributor));
    let merged = in_order
        .into_iter()
        .map(|(_, memory)| memory.clone())
        .reduce(merge_two)?;
    Some(Memory {
        id: id.clone(),
        ..merged
    })
}

fn merge_two(earlier: Memory, later: Memory) -> Memory {
    let created_at = earlier.created_at.min(later.created_at);
    if is_same_value(&earlier.kind, &later.kind) {
        let confirmations = earlier.confirmations.saturating_add(later.confirmations);
        Memory {
            created_at,
            updated_at: later.updated_at,
            expires_at: max_expiry(earlier.expires_at, later.expires_at),
            confirmations: confirmations.saturating_add(1),
            ..earlier
        }
    } else {
        Memory {
            created_at,
            ..later
        }
    }
}

/// Whether two memories with one dedup hash are duplicates: all are except profile facts with
/// different values.
pub(super) fn is_same_value(a: &MemoryKind, b: &MemoryKind) -> bool {
    match (a, b) {
        (MemoryKind::Profile { value: a, .. }, MemoryKind::Profile { value: b, .. }) => a == b,
        _ => true,
    }
}
