//! `/client-data` and `/retrieve`.

use std::time::Duration;

use serde_json::json;
use tokio::time::timeout;

use super::{CACHE_OFF, LIST, Mem0, SEARCH};
use crate::service::{AGENT, ROBIN, SAM, call, texts};

/// Enough for three pages.
fn many() -> impl Iterator<Item = String> {
    let others = (1..437).map(|number| format!("Parcel number {number} was delivered."));
    others.chain(["The greyhound is called Biscuit.".to_owned()])
}

async fn without_cache() -> Mem0 {
    Mem0::with(&[CACHE_OFF], |options| options).await
}

#[tokio::test]
async fn client_data_contains_the_memories_of_all_pages_and_of_no_other_caller() {
    let mem0 = Mem0::with(&[], |options| options).await;
    mem0.add(ROBIN, many()).await;
    mem0.add(SAM, ["Sam keeps bees.".to_owned()]).await;
    let reply = mem0.service.ring(ROBIN).await;
    let mut loaded = texts(&reply["memories"]);
    loaded.sort_unstable();
    let mut expected: Vec<String> = many().collect();
    expected.sort_unstable();
    assert_eq!(loaded, expected);
    assert_eq!(reply["dynamic_variables"]["memory_count"], 437);

    let lists = mem0.received(LIST);
    let mut pages: Vec<&str> = lists.iter().map(|list| list.query.as_str()).collect();
    pages.sort_unstable();
    assert_eq!(
        pages,
        [
            "page=1&page_size=200",
            "page=2&page_size=200",
            "page=3&page_size=200"
        ]
    );
    for list in lists {
        assert_eq!(list.body["filters"], json!({"user_id": ROBIN}));
        assert_eq!(list.body["latest_only"], true);
    }
}

#[tokio::test]
async fn a_search_after_client_data_is_answered_from_the_cache() {
    let mem0 = Mem0::with(&[], |options| options).await;
    mem0.add(ROBIN, many()).await;
    mem0.service.ring(ROBIN).await;
    // The record is cached after the reply.
    let answered_from_cache = async {
        loop {
            let searches = mem0.received(SEARCH).len();
            let found = mem0.service.search(ROBIN, "name of the greyhound").await;
            let best = texts(&found["memories"])[0].to_owned();
            assert_eq!(best, "The greyhound is called Biscuit.");
            if mem0.received(SEARCH).len() == searches {
                return;
            }
        }
    };
    timeout(Duration::from_secs(10), answered_from_cache)
        .await
        .expect("every search goes to the platform");
}

#[tokio::test]
async fn without_the_cache_the_platform_searches() {
    let mem0 = without_cache().await;
    mem0.add(ROBIN, many()).await;
    mem0.service.ring(ROBIN).await;
    let found = mem0.service.search(ROBIN, "greyhound called").await;
    assert_eq!(
        texts(&found["memories"]),
        ["The greyhound is called Biscuit."]
    );
    let [search] = &mem0.received(SEARCH)[..] else {
        panic!("not one search");
    };
    assert_eq!(
        search.body,
        json!({
            "query": "greyhound called", "filters": {"user_id": ROBIN},
            "top_k": 3, "threshold": 0.1, "latest_only": true,
        })
    );
}

#[tokio::test]
async fn without_client_data_the_platform_searches() {
    let mem0 = Mem0::with(&[], |options| options).await;
    mem0.add(ROBIN, ["Robin plays chess.".to_owned()]).await;
    let found = mem0.service.search(ROBIN, "plays chess").await;
    assert_eq!(texts(&found["memories"]), ["Robin plays chess."]);
    assert_eq!(mem0.received(SEARCH).len(), 1);
}

#[tokio::test]
async fn ingesting_a_call_invalidates_the_cache() {
    let mem0 = Mem0::with(&[], |options| options).await;
    mem0.add(ROBIN, ["Robin plays chess.".to_owned()]).await;
    mem0.service.ring(ROBIN).await;
    let said = [("user", "I gave up chess for draughts.")];
    mem0.service.hang_up(&call("conv_1", ROBIN, &said)).await;
    mem0.service.processed().await;
    let found = mem0.service.search(ROBIN, "chess draughts").await;
    assert_eq!(
        texts(&found["memories"])[0],
        "I gave up chess for draughts."
    );
    assert_eq!(mem0.received(SEARCH).len(), 1);
}

#[tokio::test]
async fn the_memories_of_a_call_are_in_the_next_client_data() {
    let mem0 = Mem0::start().await;
    let said = [("user", "The gate is on Mill Lane.")];
    mem0.service.hang_up(&call("conv_1", ROBIN, &said)).await;
    let variables = mem0.service.ring_variables(ROBIN).await;
    assert_eq!(variables["call_count"], 1);
    assert_eq!(variables["is_returning_caller"], true);
    assert_eq!(variables["last_call_summary"], "Summary of conv_1.");
    let reply = mem0.service.ring(ROBIN).await;
    let metadata = &reply["memories"][0]["metadata"];
    assert_eq!(metadata["conversation_id"], "conv_1");
    assert_eq!(metadata["agent_id"], AGENT);
}

#[tokio::test]
async fn a_row_without_a_text_costs_that_row_and_not_the_caller() {
    for variables in [&[][..], &[CACHE_OFF]] {
        let mem0 = Mem0::with(variables, |options| options).await;
        mem0.add(ROBIN, ["Robin plays chess.".to_owned()]).await;
        let id = "0199c0de-0000-7000-8000-000000000001";
        for row in [
            json!({"id": id, "memory": null}),
            json!({"id": id}),
            json!(null),
        ] {
            mem0.server.add_invalid_row(row);
        }
        let reply = mem0.service.ring(ROBIN).await;
        assert_eq!(texts(&reply["memories"]), ["Robin plays chess."]);
        let found = mem0.service.search(ROBIN, "chess").await;
        assert_eq!(texts(&found["memories"]), ["Robin plays chess."]);
    }
}
