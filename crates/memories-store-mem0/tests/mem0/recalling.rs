use std::collections::HashSet;

use jiff::{Timestamp, ToSpan};
use memories_domain::{
    CallerRecord, Memory, MemoryAdmin, MemoryId, MemoryKind, MemoryStore, Neighbours,
};
use serde_json::json;

use crate::{
    LIST, SEARCH, mem0,
    story::people::{boiler_call, moving_call, robin, sam, under},
};

fn memories(count: usize) -> Vec<Memory> {
    (0..count)
        .map(|number| Memory {
            id: MemoryId::generate(),
            text: format!("Robin's plant number {number} is watered").into(),
            kind: MemoryKind::Semantic {
                speaker: None,
                context: Neighbours::default(),
            },
            created_at: "2025-11-01T12:00:00Z".parse().unwrap(),
            updated_at: "2025-11-01T12:00:00Z".parse().unwrap(),
            expires_at: None,
            source: None,
            reinforced: 0,
        })
        .collect()
}

#[tokio::test]
async fn a_ring_gets_437_memories_over_all_their_pages_each_once() {
    let mem0 = mem0().await;
    assert_eq!(
        mem0.store.import(&robin(), memories(437)).await.unwrap(),
        437
    );
    let before = mem0.received(LIST).len();
    let record = mem0.store.recall(&robin()).await.unwrap();
    let texts: HashSet<&str> = record.memories.iter().map(|m| m.text.as_str()).collect();
    assert_eq!((record.memories.len(), texts.len()), (437, 437));

    let lists = mem0.received(LIST).split_off(before);
    assert_eq!(lists.len(), 3, "three pages of two hundred");
    for list in lists {
        assert_eq!(
            list.body,
            json!({"filters": {"user_id": "+12025550143"}, "latest_only": true})
        );
    }
}

#[tokio::test]
async fn a_search_asks_for_as_many_as_wanted_with_an_explicit_threshold() {
    let mem0 = mem0().await;
    mem0.store.import(&robin(), memories(5)).await.unwrap();
    let found = mem0
        .store
        .search(&robin(), " plant watered ", 3)
        .await
        .unwrap();
    assert_eq!(found.len(), 3);
    assert!(found.iter().all(|hit| (0.0..=1.0).contains(&hit.score)));
    assert_eq!(
        mem0.received(SEARCH)[0].body,
        json!({
            "query": "plant watered", "filters": {"user_id": "+12025550143"}, "top_k": 3,
            "threshold": 0.1, "latest_only": true,
        })
    );
}

#[tokio::test]
async fn a_search_for_nothing_or_for_no_results_is_not_sent() {
    let mem0 = mem0().await;
    assert_eq!(mem0.store.search(&robin(), " ", 3).await.unwrap(), []);
    assert_eq!(mem0.store.search(&robin(), "plant", 0).await.unwrap(), []);
    assert_eq!(mem0.received(SEARCH), []);
}

#[tokio::test]
async fn an_end_is_the_end_of_its_day() {
    let mem0 = mem0().await;
    let yesterday = Timestamp::now() - 24.hours();
    let ends = Some(Timestamp::now() + 24.hours());
    mem0.store
        .learn(&robin(), &boiler_call(), ends)
        .await
        .unwrap();
    mem0.store
        .learn(&sam(), &moving_call(), Some(yesterday))
        .await
        .unwrap();
    let record = mem0.store.recall(&robin()).await.unwrap();
    assert!(!record.memories.is_empty());
    assert!(
        record
            .memories
            .iter()
            .all(|memory| memory.expires_at >= ends)
    );
    let over = mem0.store.recall(&sam()).await.unwrap();
    assert_eq!(*over, CallerRecord::default());
}

#[tokio::test]
async fn what_was_exported_can_be_imported_once() {
    let mem0 = mem0().await;
    let exported = memories(3);
    for expected in [3, 0] {
        let imported = mem0.store.import(&robin(), exported.clone()).await.unwrap();
        assert_eq!(imported, expected);
    }
    let again = mem0.store.recall(&robin()).await.unwrap().memories.clone();
    assert_eq!(mem0.store.import(&robin(), again).await.unwrap(), 0);
}

#[tokio::test]
async fn forgetting_finds_a_caller_under_every_agent_and_waits_until_all_is_gone() {
    let mem0 = mem0().await;
    let scopes = [robin(), under(&robin(), "agent_1"), under(&robin(), "a:b")];
    for (scope, memory) in scopes.iter().zip(memories(3)) {
        mem0.store.import(scope, vec![memory]).await.unwrap();
    }
    let forgotten = mem0.store.forget(&robin().caller).await.unwrap();
    assert_eq!(forgotten.memories, 3);
    for scope in scopes {
        assert_eq!(
            *mem0.store.recall(&scope).await.unwrap(),
            CallerRecord::default()
        );
    }
}
