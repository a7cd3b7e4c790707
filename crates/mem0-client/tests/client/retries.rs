//! Retries and timeouts.

use std::time::{Duration, Instant};

use mem0_client::{AddRequest, Client, DeleteScope, Message, Timeouts};
use rstest::rstest;
use serde_json::json;
use wiremock::{Mock, MockServer, ResponseTemplate, matchers::any};

use crate::server::{build, client_for, list, request_count, respond_with, search, user};

/// A server that succeeds after `times` other responses, and a client for it.
async fn succeed_after(response: ResponseTemplate, times: u64) -> (MockServer, Client) {
    let server = MockServer::start().await;
    Mock::given(any())
        .respond_with(response)
        .up_to_n_times(times)
        .mount(&server)
        .await;
    let success = ResponseTemplate::new(200).set_body_json(json!({"results": []}));
    Mock::given(any())
        .respond_with(success)
        .mount(&server)
        .await;
    let client = client_for(&server.uri());
    (server, client)
}

fn add() -> AddRequest {
    AddRequest::new(&user(), [Message::user("Likes tea")]).unwrap()
}

#[rstest]
#[tokio::test]
async fn reads_are_retried_until_they_succeed(
    #[values(408, 425, 429, 500, 502, 503, 504)] status: u16,
) {
    let (server, client) = succeed_after(ResponseTemplate::new(status), 2).await;
    client.search(&search()).await.unwrap();
    assert_eq!(request_count(&server).await, 3);
}

#[tokio::test]
async fn retries_are_limited() {
    let (server, client) = respond_with(ResponseTemplate::new(503)).await;
    let request = list();
    let error = client.list_page(&request, std::num::NonZeroU32::MIN).await;
    assert_eq!(error.unwrap_err().status().unwrap().as_u16(), 503);
    assert_eq!(request_count(&server).await, 3);
}

#[rstest]
#[tokio::test]
async fn permanent_errors_are_not_retried(#[values(400, 401, 403, 404, 422)] status: u16) {
    let (server, client) = respond_with(ResponseTemplate::new(status)).await;
    client.search(&search()).await.unwrap_err();
    assert_eq!(request_count(&server).await, 1);
}

#[rstest]
#[tokio::test]
async fn adding_is_not_retried_if_it_may_have_succeeded(
    #[values(408, 500, 502, 503, 504)] status: u16,
) {
    let (server, client) = respond_with(ResponseTemplate::new(status)).await;
    let error = client.add(&add()).await.unwrap_err();
    assert!(error.may_have_been_processed());
    assert_eq!(request_count(&server).await, 1);
}

#[rstest]
#[tokio::test]
async fn adding_is_retried_if_the_server_did_not_process_it(#[values(425, 429)] status: u16) {
    let (server, client) = succeed_after(ResponseTemplate::new(status), 1).await;
    client.add(&add()).await.unwrap();
    assert_eq!(request_count(&server).await, 2);
}

#[tokio::test]
async fn deleting_is_not_retried_if_it_may_have_succeeded() {
    let (server, client) = respond_with(ResponseTemplate::new(502)).await;
    let id = "1".parse().unwrap();
    client.delete(&id, DeleteScope::Alone).await.unwrap_err();
    assert_eq!(request_count(&server).await, 1);
}

#[tokio::test]
async fn retry_after_determines_the_delay() {
    let throttled = ResponseTemplate::new(429).insert_header("Retry-After", "1");
    let (server, client) = succeed_after(throttled, 1).await;
    let start = Instant::now();
    client.search(&search()).await.unwrap();
    assert!(start.elapsed() >= Duration::from_secs(1));
    assert_eq!(request_count(&server).await, 2);
}

#[tokio::test]
async fn a_retry_delay_beyond_the_deadline_is_reported_immediately() {
    let throttled = ResponseTemplate::new(429).insert_header("Retry-After", "60");
    let (server, client) = respond_with(throttled).await;
    let start = Instant::now();
    let client = client.with_timeout(Duration::from_secs(30));
    let error = client.search(&search()).await.unwrap_err();
    assert_eq!(error.retry_after(), Some(Duration::from_mins(1)));
    assert!(start.elapsed() < Duration::from_secs(10));
    assert_eq!(request_count(&server).await, 1);
}

#[tokio::test]
async fn without_retries_there_is_one_attempt() {
    let (server, _) = respond_with(ResponseTemplate::new(503)).await;
    let client = build(Client::builder().base_url(server.uri()).retries(0));
    client.search(&search()).await.unwrap_err();
    assert_eq!(request_count(&server).await, 1);
}

#[tokio::test]
async fn each_kind_of_operation_has_its_own_timeout() {
    let slow = ResponseTemplate::new(200).set_delay(Duration::from_secs(30));
    let (server, _) = respond_with(slow).await;
    let timeouts = Timeouts {
        search: Duration::from_millis(10),
        read: Duration::from_millis(20),
        add: Duration::from_millis(30),
        write: Duration::from_millis(40),
    };
    let client = build(Client::builder().base_url(server.uri()).timeouts(timeouts));
    let id = "1".parse().unwrap();
    let errors = [
        client.search(&search()).await.unwrap_err().to_string(),
        client.get(&id).await.unwrap_err().to_string(),
        client.add(&add()).await.unwrap_err().to_string(),
        client
            .delete(&id, DeleteScope::Alone)
            .await
            .unwrap_err()
            .to_string(),
    ];
    let expected = [10, 20, 30, 40].map(|ms| format!("no response within {ms} ms"));
    assert_eq!(errors, expected);
}
