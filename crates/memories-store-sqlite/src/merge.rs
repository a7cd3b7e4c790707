//! Computes a memory from the contributions to it.

use memories_domain::{Memory, MemoryId};

use crate::{clock::max_expiry, tables::contributions::Contributions};

/// The memory with all contributions, whatever the order in which they arrived: as the latest one
/// states it, and confirmed by the earlier ones. `None` without contributions.
pub(crate) fn merge(id: &MemoryId, contributions: &Contributions) -> Option<Memory> {
    let (_, latest) = contributions
        .iter()
        .max_by_key(|(contributor, contribution)| (contribution.memory.updated_at, *contributor))?;
    let memories = || {
        contributions
            .values()
            .map(|contribution| &contribution.memory)
    };
    let earlier = u32::try_from(contributions.len() - 1).unwrap_or(u32::MAX);
    Some(Memory {
        id: id.clone(),
        created_at: memories().map(|memory| memory.created_at).min()?,
        expires_at: memories()
            .map(|memory| memory.expires_at)
            .reduce(max_expiry)?,
        confirmations: memories()
            .map(|memory| memory.confirmations)
            .fold(earlier, u32::saturating_add),
        ..latest.memory.clone()
    })
}

#[cfg(test)]
mod tests {
    use jiff::Timestamp;
    use memories_domain::{
        Annotations, ConversationId, MemoryKind, Neighbours, Platform, Source, Speaker,
    };

    use super::*;
    use crate::tables::contributions::{Contribution, Contributor};

    fn contribution(
        second: i64,
        text: &str,
        expires_at: Option<i64>,
    ) -> (Contributor, Contribution) {
        let time = |second| Timestamp::from_second(second).unwrap();
        let id = format!("conv_{second}");
        let conversation_id = ConversationId::new(Platform::ElevenLabs, &id).unwrap();
        let memory = Memory {
            id: MemoryId::generate(),
            text: text.into(),
            kind: MemoryKind::Semantic {
                speaker: Some(Speaker::Agent),
                neighbours: Neighbours {
                    prev: Some(id.into()),
                    ..Neighbours::default()
                },
            },
            created_at: time(second),
            updated_at: time(second),
            expires_at: expires_at.map(time),
            source: Some(Source {
                conversation_id: conversation_id.clone(),
                agent_id: None,
                started_at: time(second),
                duration_secs: 60,
                language: None,
            }),
            confirmations: 0,
            annotations: Annotations {
                turn: u32::try_from(second).ok(),
                ..Annotations::default()
            },
        };
        let since = time(second);
        (
            Contributor::Call(conversation_id),
            Contribution { since, memory },
        )
    }

    #[test]
    fn a_memory_is_as_the_latest_call_states_it_and_as_old_as_the_first() {
        let [first, second, third] = [
            contribution(9, "We will text you", Some(40)),
            contribution(1, "we will text you.", Some(90)),
            contribution(4, "We will TEXT you", Some(50)),
        ];
        let latest = first.1.memory.clone();
        let id = MemoryId::generate();
        let merged = merge(&id, &Contributions::from([first, second.clone(), third])).unwrap();
        let expected = Memory {
            id,
            created_at: second.1.memory.created_at,
            expires_at: second.1.memory.expires_at,
            confirmations: 2,
            ..latest
        };
        assert_eq!(merged, expected);
    }

    #[test]
    fn a_memory_that_one_call_keeps_for_good_never_expires() {
        let contributions = [
            contribution(1, "tea", Some(90)),
            contribution(2, "tea", None),
        ];
        let merged = merge(&MemoryId::generate(), &Contributions::from(contributions));
        assert_eq!(merged.unwrap().expires_at, None);
    }

    #[test]
    fn nothing_remains_without_contributions() {
        assert_eq!(merge(&MemoryId::generate(), &Contributions::new()), None);
    }
}
