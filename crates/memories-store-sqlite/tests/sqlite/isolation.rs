//! Property test: no scope ever reads or changes the memories of another.

use std::collections::HashSet;

use jiff::Timestamp;
use memories_domain::{
    AgentId, Annotations, CallerId, Memory, MemoryId, MemoryKind, Neighbours, Platform, ProfileKey,
    ProfileValue, ProjectId, Scope, Speaker, Subject,
    ports::{MemoryAdmin, MemoryReader},
};
use memories_store_sqlite::{Options, RankingMode, SqliteStore};
use proptest::prelude::*;

use crate::{fake_model::FakeModel, forget, semantic::all_embedded};

/// Few words, so that a query of one caller matches the memories of the other.
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
        (words(), prop::option::of(words())).prop_map(|(prev, next)| MemoryKind::Semantic {
            speaker: Some(Speaker::Caller),
            neighbours: Neighbours {
                prev: Some(prev.into()),
                prev2: None,
                next: next.map(Into::into),
            },
        }),
        Just(MemoryKind::Semantic {
            speaker: None,
            neighbours: Neighbours::default(),
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
                confirmations: 0,
                annotations: Annotations::default(),
            })
            .collect()
    })
}

/// Two scopes that differ in the project, the caller or the agent.
fn scopes() -> impl Strategy<Value = (Scope, Scope)> {
    let scope =
        (0..2_u8, 0..2_u8, prop::option::of(0..2_u8)).prop_map(|(project, caller, agent)| Scope {
            project: ProjectId::parse(&format!("project_{project}")).unwrap(),
            caller: CallerId::parse(&format!("+1202555014{caller}"), None).unwrap(),
            agent: agent.map(|agent| {
                AgentId::new(Platform::ElevenLabs, &format!("agent_{agent}")).unwrap()
            }),
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
    fn no_scope_reads_or_changes_the_memories_of_another(
        (scope, other) in scopes(),
        memories in memories(),
        other_memories in memories(),
        query in words(),
    ) {
        let runtime = tokio::runtime::Builder::new_current_thread()
            .enable_time()
            .build().unwrap();
        runtime.block_on(async {
            let directory = tempfile::tempdir().unwrap();
            let options = Options {
                ranking: RankingMode::Semantic(FakeModel::new()),
                ..Options::default()
            };
            let store = SqliteStore::open(directory.path(), options).unwrap();
            let (own_ids, other_ids) = (ids(&memories), ids(&other_memories));
            let first_of_other = other_memories.first().cloned();
            store.import(&other, other_memories).await.unwrap();
            let imported = store.import(&scope, memories).await.unwrap();

            all_embedded(directory.path()).await;

            let record = store.load(&scope).await.unwrap();
            prop_assert_eq!(record.memories.len(), imported);
            prop_assert!(ids(&record.memories).is_subset(&own_ids));
            let found = store.search(&scope, &query, 100).await.unwrap();
            prop_assert!(ids(found.iter().map(|hit| &hit.memory)).is_subset(&own_ids));
            let history = store.history(&scope, None).await.unwrap();
            prop_assert!(history.iter().all(|entry| !other_ids.contains(&entry.memory_id)));
            if let Some(memory) = first_of_other {
                prop_assert!(store.delete(&scope, &memory.id).await.is_err());
            }
            let before = store.load(&other).await.unwrap();
            forget(&store, &scope).await;
            if (&scope.project, &scope.caller) != (&other.project, &other.caller) {
                prop_assert_eq!(store.load(&other).await.unwrap(), before);
            }
            store.shutdown().await;
            Ok(())
        })?;
    }
}
