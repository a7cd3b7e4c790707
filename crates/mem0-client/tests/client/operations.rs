//! Every operation: the request and the parsed response.

use std::num::NonZeroU32;

use mem0_client::{
    Batch, BatchUpdate, DeleteScope, Entity, EventId, EventStatus, InvalidRequest, MemoryId,
    Rating, Update,
};
use serde_json::{Map, Value, json};
use wiremock::{MockServer, ResponseTemplate};

use crate::server::{KEY, respond_with, user};

mod adding;
mod finding;

/// The only request that a server received.
struct SentRequest {
    line: String,
    body: Value,
}

async fn sent_request(server: &MockServer) -> SentRequest {
    let received = server.received_requests().await.unwrap();
    let [request] = received.as_slice() else {
        panic!("{} requests", received.len());
    };
    let header = |name: &str| Some(request.headers.get(name)?.to_str().unwrap());
    assert_eq!(header("authorization"), Some(&*format!("Token {KEY}")));
    assert_eq!(header("accept"), Some("application/json"));
    assert!(
        header("user-agent")
            .unwrap()
            .starts_with("mem0-client-rust/")
    );
    let json = (!request.body.is_empty()).then_some("application/json");
    assert_eq!(header("content-type"), json);
    let query = request.url.query().map(|query| format!("?{query}"));
    SentRequest {
        line: format!(
            "{} {}{}",
            request.method,
            request.url.path(),
            query.unwrap_or_default()
        ),
        body: match request.body.as_slice() {
            [] => Value::Null,
            body => serde_json::from_slice(body).unwrap(),
        },
    }
}

fn json_response(body: impl serde::Serialize) -> ResponseTemplate {
    ResponseTemplate::new(200).set_body_json(body)
}

fn id() -> MemoryId {
    MemoryId::new("6f0c1d5e-0000-4000-8000-000000000001").unwrap()
}

fn memory_json() -> Value {
    json!({"id": id(), "memory": "Likes tea", "user_id": "tenant7:+12025550143"})
}

#[tokio::test]
async fn ping_returns_the_account_of_the_key() {
    let response = json!({
        "status": "ok", "org_id": "org_1", "project_id": "proj_1", "user_email": "a@example.com",
    });
    let (server, client) = respond_with(json_response(response)).await;
    let ping = client.ping().await.unwrap();
    assert_eq!(ping.project_id.as_deref(), Some("proj_1"));
    assert!(!format!("{ping:?}").contains("example.com"));
    let sent = sent_request(&server).await;
    assert_eq!((&*sent.line, sent.body), ("GET /v1/ping/", Value::Null));
}

#[tokio::test]
async fn get_requests_one_memory() {
    let (server, client) = respond_with(json_response(memory_json())).await;
    assert_eq!(client.get(&id()).await.unwrap().memory, "Likes tea");
    let expected = "GET /v1/memories/6f0c1d5e-0000-4000-8000-000000000001/";
    assert_eq!(sent_request(&server).await.line, expected);
}

#[tokio::test]
async fn update_sends_only_changed_fields() {
    let (server, client) = respond_with(json_response(memory_json())).await;
    let metadata = Map::from_iter([("channel".to_owned(), json!("mail"))]);
    let update = Update::new()
        .text("Likes tea")
        .metadata(metadata)
        .timestamp("2026-11-20T10:10:11Z".parse().unwrap())
        .expiration_date("2027-01-31".parse().unwrap());
    client.update(&id(), &update).await.unwrap();
    let sent = sent_request(&server).await;
    assert_eq!(sent.line, format!("PUT /v1/memories/{}/", id()));
    assert_eq!(
        sent.body,
        json!({
            "text": "Likes tea", "metadata": {"channel": "mail"}, "timestamp": 1_795_169_411,
            "expiration_date": "2027-01-31",
        })
    );
}

#[tokio::test]
async fn update_clears_an_expiration_date_with_null() {
    let (server, client) = respond_with(json_response(memory_json())).await;
    let update = Update::new().clear_expiration_date();
    client.update(&id(), &update).await.unwrap();
    assert_eq!(
        sent_request(&server).await.body,
        json!({"expiration_date": null})
    );
}

#[tokio::test]
async fn an_empty_update_is_not_sent() {
    let (server, client) = respond_with(json_response(memory_json())).await;
    let error = client.update(&id(), &Update::new()).await.unwrap_err();
    assert!(!error.is_transient() && !error.may_have_been_processed());
    assert!(server.received_requests().await.unwrap().is_empty());
}

#[tokio::test]
async fn delete_includes_linked_memories_only_on_request() {
    for (scope, query) in [
        (DeleteScope::Alone, ""),
        (DeleteScope::WithLinked, "?delete_linked=true"),
    ] {
        let response = json!({"message": "Memory deleted successfully!", "cascade_count": 2});
        let (server, client) = respond_with(json_response(response)).await;
        let deleted = client.delete(&id(), scope).await.unwrap();
        assert_eq!(deleted.cascade_count, Some(2));
        let sent = sent_request(&server).await;
        assert_eq!(sent.line, format!("DELETE /v1/memories/{}/{query}", id()));
        assert_eq!(sent.body, Value::Null);
    }
}

#[tokio::test]
async fn delete_all_sends_one_entity_and_encodes_its_plus() {
    let response = json!({"message": "Delete in progress", "event_id": "e1"});
    let (server, client) = respond_with(json_response(response)).await;
    let accepted = client.delete_all(&user()).await.unwrap();
    assert_eq!(accepted.event_id, Some(EventId::new("e1").unwrap()));
    let expected = "DELETE /v1/memories/?user_id=tenant7%3A%2B12025550143";
    assert_eq!(sent_request(&server).await.line, expected);
}

#[tokio::test]
async fn history_returns_every_change() {
    let response = json!([{
        "id": "h1", "memory_id": id(), "input": [{"role": "user", "content": "I like tea"}],
        "old_memory": null, "new_memory": "Likes tea", "event": "ADD", "session_id": "s",
        "embedding_qwen": [0.1, 0.2], "created_at": "2026-11-20T10:10:11Z", "categories": null,
    }]);
    let (server, client) = respond_with(json_response(response)).await;
    let history = client.history(&id()).await.unwrap();
    assert_eq!(history[0].new_memory.as_deref(), Some("Likes tea"));
    assert_eq!(history[0].input[0].content.as_deref(), Some("I like tea"));
    assert!(!format!("{history:?}").contains("tea"));
    let expected = format!("GET /v1/memories/{}/history/", id());
    assert_eq!(sent_request(&server).await.line, expected);
}

#[tokio::test]
async fn entities_are_listed_by_page() {
    let response = json!({
        "count": 1, "next": null, "previous": null, "total_users": 1, "results": [{
            "id": "7", "name": "ada", "type": "user", "owner": "o", "total_memories": 3,
            "created_at": "2026-11-20T10:10:11Z",
        }],
    });
    let (server, client) = respond_with(json_response(response)).await;
    let page = client.entities(NonZeroU32::MIN).await.unwrap();
    assert_eq!(page.items[0].name.as_deref(), Some("ada"));
    assert_eq!(page.items[0].total_memories, Some(3));
    assert!(!page.has_next);
    assert_eq!(sent_request(&server).await.line, "GET /v1/entities/?page=1");
}

#[tokio::test]
async fn delete_entity_keeps_the_id_in_one_segment() {
    let (server, client) =
        respond_with(json_response(json!({"message": "ok", "event_id": "e"}))).await;
    let entity = Entity::app("+1 555/00").unwrap();
    client.delete_entity(&entity).await.unwrap();
    let expected = "DELETE /v2/entities/app/%2B1%20555%2F00/";
    assert_eq!(sent_request(&server).await.line, expected);
}

#[tokio::test]
async fn batch_update_sends_each_change() {
    let (server, client) = respond_with(json_response(json!({"message": "2 updated"}))).await;
    let metadata = Map::from_iter([("k".to_owned(), json!("v"))]);
    let batch = Batch::new([
        BatchUpdate::text(id(), "Likes tea").and_metadata(metadata.clone()),
        BatchUpdate::metadata(id(), metadata),
    ]);
    let reply = client.batch_update(&batch.unwrap()).await.unwrap();
    assert_eq!(reply.message.as_deref(), Some("2 updated"));
    let sent = sent_request(&server).await;
    assert_eq!(sent.line, "PUT /v1/batch/");
    assert_eq!(
        sent.body,
        json!({"memories": [
            {"memory_id": id(), "text": "Likes tea", "metadata": {"k": "v"}},
            {"memory_id": id(), "metadata": {"k": "v"}},
        ]})
    );
}

#[tokio::test]
async fn batch_delete_has_a_body() {
    let (server, client) = respond_with(json_response(json!({"message": "1 deleted"}))).await;
    client
        .batch_delete(&Batch::new([id()]).unwrap())
        .await
        .unwrap();
    let sent = sent_request(&server).await;
    assert_eq!(sent.line, "DELETE /v1/batch/");
    assert_eq!(sent.body, json!({"memories": [{"memory_id": id()}]}));
}

#[test]
fn a_batch_has_from_one_to_a_thousand_items() {
    let batch = |length| Batch::new(vec![id(); length]);
    assert_eq!(batch(0).unwrap_err(), InvalidRequest::EmptyBatch);
    assert!(batch(1).is_ok() && batch(1000).is_ok());
    let found = 1001;
    assert_eq!(
        batch(found).unwrap_err(),
        InvalidRequest::BatchTooLong { found, max: 1000 }
    );
}

#[tokio::test]
async fn an_event_contains_its_outcome() {
    let response = json!({
        "id": "e1", "event_type": "ADD", "status": "SUCCEEDED", "latency": 1210.5,
        "results": [{"id": "m1", "data": {"memory": "Likes tea"}, "event": "ADD"}],
        "payload": {"secret": 1}, "completed_at": "2026-11-20T10:10:11Z", "error": null,
    });
    let (server, client) = respond_with(json_response(response)).await;
    let event = client.event(&EventId::new("e1").unwrap()).await.unwrap();
    assert!(event.status.as_ref().unwrap().is_final());
    assert_eq!(event.latency().unwrap().as_micros(), 1_210_500);
    assert_eq!(event.results[0].memory.as_deref(), Some("Likes tea"));
    assert_eq!(sent_request(&server).await.line, "GET /v1/event/e1/");
}

#[tokio::test]
async fn an_unknown_status_is_preserved() {
    let (_server, client) = respond_with(json_response(json!({"status": "PAUSED"}))).await;
    let event = client.event(&EventId::new("e1").unwrap()).await.unwrap();
    assert_eq!(event.status, Some(EventStatus::Other("PAUSED".into())));
}

#[tokio::test]
async fn feedback_always_has_three_keys() {
    let response = json!({"id": "f1", "feedback": "VERY_NEGATIVE", "feedback_reason": null});
    let (server, client) = respond_with(json_response(response)).await;
    let rating = Some(Rating::VeryNegative);
    let reply = client.feedback(&id(), rating, None).await.unwrap();
    assert_eq!(reply.feedback.as_deref(), Some("VERY_NEGATIVE"));
    let sent = sent_request(&server).await;
    assert_eq!(sent.line, "POST /v1/feedback/");
    let expected = json!({
        "memory_id": id(), "feedback": "VERY_NEGATIVE", "feedback_reason": null,
    });
    assert_eq!(sent.body, expected);
}

#[tokio::test]
async fn a_base_url_may_have_a_path() {
    let (server, _) = respond_with(json_response(json!({"status": "ok"}))).await;
    let client = crate::server::client_for(&format!("{}/gateway/mem0/", server.uri()));
    client.ping().await.unwrap();
    assert_eq!(
        sent_request(&server).await.line,
        "GET /gateway/mem0/v1/ping/"
    );
}
