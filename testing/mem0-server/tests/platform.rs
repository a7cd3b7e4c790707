//! The server, tested with a client of the Mem0 Platform.

#![allow(
    clippy::indexing_slicing,
    clippy::unwrap_used,
    reason = "a failed assumption fails the test"
)]

use std::{num::NonZeroU32, time::Duration};

use futures::TryStreamExt;
use mem0_client::{
    AddRequest, Client, Entity, Error, EventStatus, Filter, ListRequest, Memory, Message,
    SearchRequest, Update,
};
use mem0_server::{Failure, Fault, Mem0Server, Options};

async fn start(options: Options) -> (Mem0Server, Client) {
    let server = Mem0Server::start(options).await.unwrap();
    let client = Client::builder()
        .base_url(server.url())
        .retries(0)
        .build(&"m0-key".into())
        .unwrap();
    (server, client)
}

fn ada() -> Entity {
    Entity::user("ada:+1 202/555").unwrap()
}

fn add_request(statements: impl IntoIterator<Item = &'static str>) -> AddRequest {
    AddRequest::new(&ada(), statements.into_iter().map(Message::user)).unwrap()
}

async fn list_all(client: &Client) -> Vec<Memory> {
    let request = ListRequest::new(Filter::new(ada())).page_size(2).unwrap();
    client.list(&request).try_collect().await.unwrap()
}

#[tokio::test]
async fn added_memories_are_listed_and_found() {
    let (_server, client) = start(Options::default()).await;
    let added = client
        .add(&add_request(["Likes tea", "Likes figs", "Plays chess"]))
        .await
        .unwrap();
    assert_eq!(added.status, Some(EventStatus::Pending));
    let event = client.event(&added.event_id.unwrap()).await.unwrap();
    assert_eq!(event.status, Some(EventStatus::Succeeded));
    assert_eq!(list_all(&client).await.len(), 3);
    let request = SearchRequest::new("figs", Filter::new(ada())).unwrap();
    let results = client.search(&request).await.unwrap();
    assert_eq!(
        (results.len(), results[0].memory.as_str()),
        (1, "Likes figs")
    );
}

#[tokio::test]
async fn a_memory_can_be_read_updated_and_deleted_and_has_a_history() {
    let (_server, client) = start(Options::default()).await;
    let added = client
        .add(&add_request(["Likes tea"]).infer(false))
        .await
        .unwrap();
    let id = &added.results[0].id;
    client
        .update(id, &Update::new().text("Likes milk"))
        .await
        .unwrap();
    assert_eq!(client.get(id).await.unwrap().memory, "Likes milk");
    client
        .delete(id, mem0_client::DeleteScope::Alone)
        .await
        .unwrap();
    assert!(client.get(id).await.unwrap_err().is_not_found());
    let events: Vec<_> = client.history(id).await.unwrap();
    let events: Vec<_> = events
        .iter()
        .filter_map(|change| change.event.as_deref())
        .collect();
    assert_eq!(events, ["ADD", "UPDATE", "DELETE"]);
}

#[tokio::test]
async fn extraction_and_deletion_can_lag_but_verbatim_adds_do_not() {
    let (_server, client) = start(Options {
        lag: Duration::from_mins(1),
        ..Options::default()
    })
    .await;
    client.add(&add_request(["Likes tea"])).await.unwrap();
    assert_eq!(list_all(&client).await.len(), 0);
    client
        .add(&add_request(["Likes figs"]).infer(false))
        .await
        .unwrap();
    client.delete_entity(&ada()).await.unwrap();
    assert_eq!(list_all(&client).await.len(), 1);
}

#[tokio::test]
async fn entities_are_listed_and_deleted() {
    let (_server, client) = start(Options::default()).await;
    client.add(&add_request(["Likes tea"])).await.unwrap();
    let page = client.entities(NonZeroU32::MIN).await.unwrap();
    assert_eq!(page.items[0].name.as_deref(), Some(ada().id().as_str()));
    client.delete_entity(&ada()).await.unwrap();
    assert_eq!(list_all(&client).await.len(), 0);
    assert!(
        client
            .delete_entity(&ada())
            .await
            .unwrap_err()
            .is_not_found()
    );
}

#[tokio::test]
async fn a_wrong_key_is_rejected() {
    let (_server, client) = start(Options {
        key: Some("m0-another-key".to_owned()),
        ..Options::default()
    })
    .await;
    let error = client.ping().await.unwrap_err();
    assert_eq!(error.status().unwrap().as_u16(), 401);
}

#[tokio::test]
async fn faults_occur_as_planned_until_they_are_cleared() {
    let (server, client) = start(Options::default()).await;
    server.plan(Fault::new(Failure::TooManyRequests(7)).times(1));
    server.plan(Fault::new(Failure::NotJson).on("/v1/ping/").times(1));
    server.plan(Fault::new(Failure::Truncated).times(1));
    server.plan(Fault::new(Failure::Reset));
    let throttled = client.ping().await.unwrap_err();
    assert_eq!(throttled.retry_after(), Some(Duration::from_secs(7)));
    assert!(matches!(client.ping().await, Err(Error::Decode { .. })));
    for _ in 0..3 {
        assert!(matches!(
            client.ping().await,
            Err(Error::Interrupted { .. })
        ));
    }
    server.clear_faults();
    client.ping().await.unwrap();
}

#[tokio::test]
async fn a_fault_after_processing_keeps_the_result() {
    let (server, client) = start(Options::default()).await;
    let gateway_timeout = Fault::new(Failure::Status(504)).times(1);
    server.plan(gateway_timeout.clone());
    client.add(&add_request(["Likes tea"])).await.unwrap_err();
    assert_eq!(list_all(&client).await.len(), 0);
    server.plan(gateway_timeout.after_processing());
    client.add(&add_request(["Likes tea"])).await.unwrap_err();
    assert_eq!(list_all(&client).await.len(), 1);
}
