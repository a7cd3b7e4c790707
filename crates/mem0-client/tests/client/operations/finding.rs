//! Searching and listing memories.

use std::num::NonZeroU32;

use mem0_client::{Condition, Filter, InvalidRequest, SearchRequest};
use serde_json::json;

use super::{json_response, memory_json, sent_request};
use crate::server::{list, respond_with, search, user};

#[tokio::test]
async fn search_sends_a_trimmed_query_and_only_the_chosen_options() {
    let response = json!({"results": [
        {"id": "m1", "memory": "Likes tea", "score": 0.71, "run_id": "r1"},
    ]});
    let (server, client) = respond_with(json_response(response)).await;
    let filter = Filter::new(user()).and(Condition::metadata("channel", "voice"));
    let request = SearchRequest::new("  tea? \n", filter).unwrap();
    let found = client.search(&request).await.unwrap();
    assert_eq!(
        (found[0].score, found[0].run_id()),
        (Some(0.71), Some("r1"))
    );
    let sent = sent_request(&server).await;
    assert_eq!(sent.line, "POST /v3/memories/search/");
    let filters = json!({
        "AND": [{"user_id": "tenant7:+12025550143"}, {"metadata": {"channel": "voice"}}],
    });
    assert_eq!(sent.body, json!({"query": "tea?", "filters": filters}));
}

#[tokio::test]
async fn search_sends_every_option() {
    let (server, client) = respond_with(json_response(json!([]))).await;
    let request = search()
        .top_k(8)
        .unwrap()
        .threshold(0.25)
        .unwrap()
        .latest_only(true)
        .rerank(false)
        .show_expired(true)
        .reference_date("2026-11-20T10:10:11Z".parse().unwrap())
        .categories(["food"])
        .fields(["memory", "score"]);
    assert_eq!(client.search(&request).await.unwrap(), []);
    assert_eq!(
        sent_request(&server).await.body,
        json!({
            "query": "tea", "filters": {"user_id": "tenant7:+12025550143"}, "top_k": 8,
            "threshold": 0.25, "latest_only": true, "rerank": false, "show_expired": true,
            "reference_date": "2026-11-20T10:10:11Z", "categories": ["food"],
            "fields": ["memory", "score", "id"],
        })
    );
}

#[test]
fn requests_that_the_platform_would_reject_are_rejected() {
    let blank = SearchRequest::new(" \t", Filter::new(user()));
    assert_eq!(blank.unwrap_err(), InvalidRequest::BlankQuery);
    for top_k in [0, 1001] {
        assert!(search().top_k(top_k).is_err(), "{top_k}");
    }
    for threshold in [-0.1, 1.1, f64::NAN] {
        assert!(search().threshold(threshold).is_err(), "{threshold}");
    }
    for size in [0, 201] {
        assert!(list().page_size(size).is_err(), "{size}");
    }
}

#[tokio::test]
async fn a_page_of_a_list_is_requested_by_number() {
    let response = json!({
        "count": 401, "next": "https://elsewhere.example/?page=3", "previous": null,
        "results": [memory_json()],
    });
    let (server, client) = respond_with(json_response(response)).await;
    let request = list()
        .start_date("2026-01-01".parse().unwrap())
        .end_date("2026-12-31".parse().unwrap())
        .latest_only(true)
        .show_expired(false)
        .categories(["food"])
        .fields(["metadata"]);
    let page = NonZeroU32::new(2).unwrap();
    let page = client.list_page(&request, page).await.unwrap();
    assert_eq!(
        (page.items.len(), page.total, page.has_next),
        (1, Some(401), true)
    );
    let sent = sent_request(&server).await;
    assert_eq!(sent.line, "POST /v3/memories/?page=2&page_size=200");
    assert_eq!(
        sent.body,
        json!({
            "filters": {"user_id": "tenant7:+12025550143"}, "start_date": "2026-01-01",
            "end_date": "2026-12-31", "latest_only": true, "show_expired": false,
            "categories": ["food"], "fields": ["metadata", "id", "memory"],
        })
    );
}
