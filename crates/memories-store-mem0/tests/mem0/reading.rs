use std::{collections::HashSet, sync::Arc};

use jiff::{Timestamp, ToSpan};
use memories_domain::{
    Annotations, CallerRecord, Memory, MemoryId, MemoryKind, Neighbours,
    ports::{ExtractedCall, MemoryAdmin, MemoryReader, MemoryWriter},
};
use memories_store_mem0::Mem0Reader;
use serde_json::{Value, json};
use store_conformance::fixtures::{boiler_call, extracted, moving_call, robin, sam, texts};

use crate::{LIST, SEARCH, mem0, options};

pub(crate) fn memories(count: usize) -> Vec<Memory> {
    let memory = |number| Memory {
        id: MemoryId::generate(),
        text: format!("Robin's plant number {number} is watered").into(),
        kind: MemoryKind::Semantic {
            speaker: None,
            neighbours: Neighbours::default(),
        },
        created_at: "2025-11-01T12:00:00Z".parse().unwrap(),
        updated_at: "2025-11-01T12:00:00Z".parse().unwrap(),
        expires_at: None,
        source: None,
        confirmations: 0,
        annotations: Annotations::default(),
    };
    (0..count).map(memory).collect()
}

#[tokio::test]
async fn a_load_returns_437_memories_from_all_pages_each_once() {
    let mem0 = mem0().await;
    let imported = mem0.store.import(&robin(), memories(437)).await.unwrap();
    assert_eq!(imported, 437);
    let before = mem0.received(LIST).len();
    let record = mem0.load(&robin()).await;
    let distinct: HashSet<&str> = texts(&record).into_iter().collect();
    assert_eq!((record.memories.len(), distinct.len()), (437, 437));

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
async fn a_search_sends_its_limit_and_an_explicit_threshold() {
    let mem0 = mem0().await;
    mem0.store.import(&robin(), memories(5)).await.unwrap();
    let results = mem0
        .store
        .search(&robin(), " plant watered ", 3)
        .await
        .unwrap();
    assert_eq!(results.len(), 3);
    assert!(
        results
            .iter()
            .all(|result| (0.0..=1.0).contains(&result.score))
    );
    assert_eq!(
        mem0.received(SEARCH)[0].body,
        json!({
            "query": "plant watered", "filters": {"user_id": "+12025550143"}, "top_k": 3,
            "threshold": 0.1, "latest_only": true,
        })
    );
}

#[tokio::test]
async fn a_search_with_a_blank_query_or_a_limit_of_zero_is_not_sent() {
    let mem0 = mem0().await;
    assert_eq!(mem0.store.search(&robin(), " ", 3).await.unwrap(), []);
    assert_eq!(mem0.store.search(&robin(), "plant", 0).await.unwrap(), []);
    assert_eq!(mem0.received(SEARCH), []);
}

#[tokio::test]
async fn a_reader_loads_and_searches_without_a_ledger() {
    let mem0 = mem0().await;
    mem0.ingest(&robin(), &boiler_call()).await;
    let reader = Mem0Reader::new(options(&mem0.server)).unwrap();
    reader.ready().await.unwrap();
    assert_eq!(
        reader.load(&robin()).await.unwrap(),
        Arc::new(mem0.load(&robin()).await)
    );
    let results = reader.search(&robin(), "boiler", 3).await.unwrap();
    assert_eq!(
        results,
        mem0.store.search(&robin(), "boiler", 3).await.unwrap()
    );
    assert!(!results.is_empty());
}

#[tokio::test]
async fn a_memory_expires_at_the_end_of_its_last_day() {
    let mem0 = mem0().await;
    let tomorrow = Some(Timestamp::now() + 24.hours());
    let yesterday = Some(Timestamp::now() - 24.hours());
    for (scope, call, expires_at) in [
        (robin(), boiler_call(), tomorrow),
        (sam(), moving_call(), yesterday),
    ] {
        let extracted = ExtractedCall {
            expires_at,
            ..extracted(&call)
        };
        mem0.store.ingest(&scope, extracted).await.unwrap();
    }
    let record = mem0.load(&robin()).await;
    assert!(!record.memories.is_empty());
    let expiries = record.memories.iter().map(|memory| memory.expires_at);
    assert!(expiries.min().unwrap() >= tomorrow);
    assert_eq!(mem0.load(&sam()).await, CallerRecord::default());
}

/// Rows that a platform or a compatible server returns although they are no memories.
fn invalid_rows() -> [Value; 7] {
    [
        json!({"id": "0199c0de-0000-7000-8000-000000000001", "memory": null}),
        json!({"id": "0199c0de-0000-7000-8000-000000000002", "memory": "  "}),
        json!({"id": 17, "memory": "Robin's plant number 17 is watered"}),
        json!({"memory": "Robin's plant number 18 is watered", "metadata": null}),
        json!({"error": "the row could not be read"}),
        json!("Robin's plant number 19 is watered"),
        json!(null),
    ]
}

#[tokio::test]
async fn an_invalid_row_costs_that_row_and_not_the_caller() {
    let mem0 = mem0().await;
    mem0.store.import(&robin(), memories(3)).await.unwrap();
    for row in invalid_rows() {
        mem0.server.add_invalid_row(row);
    }
    assert_eq!(mem0.load(&robin()).await.memories.len(), 3);
    let found = mem0.store.search(&robin(), "plant watered", 3).await;
    assert_eq!(found.unwrap().len(), 3);
    // Every other operation lists, too.
    mem0.ingest(&robin(), &boiler_call()).await;
    assert!(mem0.load(&robin()).await.memories.len() > 3);
}

#[tokio::test]
async fn invalid_rows_end_no_list_of_several_pages() {
    let mem0 = mem0().await;
    for _ in 0..200 {
        mem0.server
            .add_invalid_row(json!({"id": "1", "memory": null}));
    }
    mem0.store.import(&robin(), memories(250)).await.unwrap();
    let record = mem0.load(&robin()).await;
    let distinct: HashSet<&str> = texts(&record).into_iter().collect();
    assert_eq!((record.memories.len(), distinct.len()), (250, 250));
}

#[tokio::test]
async fn a_row_of_another_shape_loses_only_what_it_lacks() {
    let mem0 = mem0().await;
    let id = "0199c0de-0000-7000-8000-000000000003";
    mem0.server.add_invalid_row(json!({
        "id": id, "memory": "Likes tea", "metadata": ["semantic"], "created_at": 5,
        "expiration_date": {"day": 1}, "categories": "food", "score": "high", "user_id": [],
    }));
    let record = mem0.load(&robin()).await;
    assert_eq!(texts(&record), ["Likes tea"]);
    assert_eq!(record.memories[0].id.as_str(), id);
}
