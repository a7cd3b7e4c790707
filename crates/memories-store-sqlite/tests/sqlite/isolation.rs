//! Whatever two callers have, neither ever gets what is the other's.

use std::collections::HashSet;

use jiff::Timestamp;
use memories_domain::{
    AgentId, CallerId, Memory, MemoryAdmin, MemoryId, MemoryKind, MemoryStore, Neighbours,
    ProfileKey, ProfileValue, Scope, Speaker, Subject,
};
use memories_store_sqlite::{Options, Ranker, SqliteStore};
use proptest::prelude::*;

use crate::{fake_encoder::FakeEncoder, meaning::all_is_read};

/// Few words, so that searches of one caller would hit the other's memories.
fn words() -> impl Strategy<Value = String> {
    proptest::collection::vec(
        prop::sample::select(vec![
            "boiler",
            "murmeldax",
            "violin",
            "invoice",
            "Tuesday",
            "four",
            "Größe",
            "猫",
        ]),
        1..6,
    )
    .prop_map(|words| words.join(" "))
}

fn kind() -> impl Strategy<Value = MemoryKind> {
    prop_oneof![
        (words(), prop::option::of(words())).prop_map(|(before, after)| MemoryKind::Semantic {
            speaker: Some(Speaker::Caller),
            context: Neighbours {
                before: Some(before.into()),
                prev2: None,
                after: after.map(Into::into),
            },
        }),
        Just(MemoryKind::Semantic {
            speaker: None,
            context: Neighbours::default(),
        }),
        prop::bool::ANY.prop_map(|about_caller| MemoryKind::Factual {
            subject: if about_caller {
                Subject::Caller
            } else {
                Subject::Agent
            },
        }),
        ("[a-z]{1,3}", words()).prop_map(|(key, value)| MemoryKind::Profile {
            key: ProfileKey::parse(&key).unwrap(),
            value: ProfileValue::Text(value.into()),
        }),
    ]
}

fn memories() -> impl Strategy<Value = Vec<Memory>> {
    proptest::collection::vec((words(), kind()), 0..12).prop_map(|memories| {
        memories
            .into_iter()
            .map(|(text, kind)| Memory {
                id: MemoryId::generate(),
                text: text.into(),
                kind,
                created_at: Timestamp::UNIX_EPOCH,
                updated_at: Timestamp::UNIX_EPOCH,
                expires_at: None,
                source: None,
                reinforced: 0,
            })
            .collect()
    })
}

/// Two different scopes: other callers, or one caller under other agents.
fn scopes() -> impl Strategy<Value = (Scope, Scope)> {
    let scope = (0..3_u8, prop::option::of(0..2_u8)).prop_map(|(caller, agent)| Scope {
        caller: CallerId::parse(&format!("+1202555014{caller}"), None).unwrap(),
        agent: agent.map(|agent| AgentId::parse(&format!("agent_{agent}")).unwrap()),
    });
    (scope.clone(), scope).prop_filter("two scopes", |(one, other)| one != other)
}

fn ids<'m>(memories: impl IntoIterator<Item = &'m Memory>) -> HashSet<MemoryId> {
    memories
        .into_iter()
        .map(|memory| memory.id.clone())
        .collect()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]

    #[test]
    fn nobody_gets_what_is_somebody_elses(
        (mine, others) in scopes(),
        my_memories in memories(),
        other_memories in memories(),
        query in words(),
    ) {
        let runtime = tokio::runtime::Builder::new_current_thread()
            .enable_time()
            .build().unwrap();
        runtime.block_on(async {
            let directory = tempfile::tempdir().unwrap();
            let options = Options {
                ranker: Ranker::Meanings(FakeEncoder::new()),
                ..Options::default()
            };
            let store = SqliteStore::open(directory.path(), options).unwrap();
            let (my_ids, other_ids) = (ids(&my_memories), ids(&other_memories));
            let first = other_memories.first().cloned();
            store.import(&others, other_memories).await.unwrap();
            let imported = store.import(&mine, my_memories).await.unwrap();

            all_is_read(directory.path()).await;

            let record = store.recall(&mine).await.unwrap();
            prop_assert_eq!(record.memories.len(), imported);
            prop_assert!(ids(&record.memories).is_subset(&my_ids));
            let found = store.search(&mine, &query, 100).await.unwrap();
            prop_assert!(ids(found.iter().map(|hit| &hit.memory)).is_subset(&my_ids));
            let history = store.history(&mine, None).await.unwrap();
            prop_assert!(history.iter().all(|entry| !other_ids.contains(&entry.memory_id)));
            if let Some(memory) = first {
                prop_assert!(store.delete(&mine, &memory.id).await.is_err());
            }
            let hers = store.recall(&others).await.unwrap();
            store.forget(&mine.caller).await.unwrap();
            if mine.caller != others.caller {
                prop_assert_eq!(store.recall(&others).await.unwrap(), hers);
            }
            store.shutdown().await;
            Ok(())
        })?;
    }
}
