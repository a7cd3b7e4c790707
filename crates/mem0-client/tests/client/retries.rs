//! What is tried again, and what is not.

use std::time::{Duration, Instant};

use mem0_client::{AddRequest, Client, DeleteScope, Message, Timeouts};
use rstest::rstest;
use serde_json::json;
use wiremock::{Mock, MockServer, ResponseTemplate, matchers::any};

use crate::server::{answering, built, client_of, list, requests, search, user};

/// A server that first answers otherwise, `times` times, and a client of it.
async fn at_first(answer: ResponseTemplate, times: u64) -> (MockServer, Client) {
    let server = MockServer::start().await;
    Mock::given(any())
        .respond_with(answer)
        .up_to_n_times(times)
        .mount(&server)
        .await;
    let well = ResponseTemplate::new(200).set_body_json(json!({"results": []}));
    Mock::given(any()).respond_with(well).mount(&server).await;
    let client = client_of(&server.uri());
    (server, client)
}

fn add() -> AddRequest {
    AddRequest::new(&user(), [Message::user("Likes tea")]).unwrap()
}

#[rstest]
#[tokio::test]
async fn reading_is_repeated_until_it_succeeds(
    #[values(408, 425, 429, 500, 502, 503, 504)] status: u16,
) {
    let (server, client) = at_first(ResponseTemplate::new(status), 2).await;
    client.search(&search()).await.unwrap();
    assert_eq!(requests(&server).await, 3);
}

#[tokio::test]
async fn attempts_are_limited() {
    let (server, client) = answering(ResponseTemplate::new(503)).await;
    let request = list();
    let error = client.list_page(&request, std::num::NonZeroU32::MIN).await;
    assert_eq!(error.unwrap_err().status().unwrap().as_u16(), 503);
    assert_eq!(requests(&server).await, 3);
}

#[rstest]
#[tokio::test]
async fn what_would_fail_again_is_not_repeated(#[values(400, 401, 403, 404, 422)] status: u16) {
    let (server, client) = answering(ResponseTemplate::new(status)).await;
    client.search(&search()).await.unwrap_err();
    assert_eq!(requests(&server).await, 1);
}

#[rstest]
#[tokio::test]
async fn adding_is_never_repeated_after_it_may_have_succeeded(
    #[values(408, 500, 502, 503, 504)] status: u16,
) {
    let (server, client) = answering(ResponseTemplate::new(status)).await;
    let error = client.add(&add()).await.unwrap_err();
    assert!(error.may_have_been_processed());
    assert_eq!(requests(&server).await, 1);
}

#[rstest]
#[tokio::test]
async fn adding_is_repeated_when_the_server_refused(#[values(425, 429)] status: u16) {
    let (server, client) = at_first(ResponseTemplate::new(status), 1).await;
    client.add(&add()).await.unwrap();
    assert_eq!(requests(&server).await, 2);
}

#[tokio::test]
async fn deleting_is_not_repeated_after_it_may_have_succeeded() {
    let (server, client) = answering(ResponseTemplate::new(502)).await;
    let id = "1".parse().unwrap();
    client.delete(&id, DeleteScope::Alone).await.unwrap_err();
    assert_eq!(requests(&server).await, 1);
}

#[tokio::test]
async fn the_server_decides_how_long_to_wait() {
    let refusal = ResponseTemplate::new(429).insert_header("Retry-After", "1");
    let (server, client) = at_first(refusal, 1).await;
    let began = Instant::now();
    client.search(&search()).await.unwrap();
    assert!(began.elapsed() >= Duration::from_secs(1));
    assert_eq!(requests(&server).await, 2);
}

#[tokio::test]
async fn a_wait_beyond_the_deadline_is_reported_at_once() {
    let refusal = ResponseTemplate::new(429).insert_header("Retry-After", "60");
    let (server, client) = answering(refusal).await;
    let began = Instant::now();
    let client = client.within(Duration::from_secs(30));
    let error = client.search(&search()).await.unwrap_err();
    assert_eq!(error.retry_after(), Some(Duration::from_mins(1)));
    assert!(began.elapsed() < Duration::from_secs(10));
    assert_eq!(requests(&server).await, 1);
}

#[tokio::test]
async fn without_retries_there_is_one_attempt() {
    let (server, _) = answering(ResponseTemplate::new(503)).await;
    let client = built(Client::builder().base_url(server.uri()).retries(0));
    client.search(&search()).await.unwrap_err();
    assert_eq!(requests(&server).await, 1);
}

#[tokio::test]
async fn each_kind_of_operation_has_its_own_time() {
    let late = ResponseTemplate::new(200).set_delay(Duration::from_secs(30));
    let (server, _) = answering(late).await;
    let timeouts = Timeouts {
        search: Duration::from_millis(10),
        read: Duration::from_millis(20),
        add: Duration::from_millis(30),
        write: Duration::from_millis(40),
    };
    let client = built(Client::builder().base_url(server.uri()).timeouts(timeouts));
    let id = "1".parse().unwrap();
    let limits = [
        client.search(&search()).await.unwrap_err().to_string(),
        client.get(&id).await.unwrap_err().to_string(),
        client.add(&add()).await.unwrap_err().to_string(),
        client
            .delete(&id, DeleteScope::Alone)
            .await
            .unwrap_err()
            .to_string(),
    ];
    let expected = [10, 20, 30, 40].map(|ms| format!("no answer within {ms} ms"));
    assert_eq!(limits, expected);
}
