//! Retries and timeouts.

use std::time::Duration;

use rstest::rstest;
use tokio::{io::AsyncReadExt, net::TcpListener, time::Instant};
use wiremock::ResponseTemplate;

use super::{Server, empty_response, service_error};
use crate::{
    client::{AwsClient, Error, FifoMessage},
    testing::aws_at,
};

async fn send(client: &AwsClient) -> Result<(), Error> {
    let message = FifoMessage {
        queue_url: "q",
        body: "b",
        group: "g",
        deduplication_id: "d",
    };
    client.send_message(message).await
}

#[rstest]
#[case::broken(ResponseTemplate::new(500))]
#[case::gateway(ResponseTemplate::new(503).set_body_string("<html>busy"))]
#[case::too_many(ResponseTemplate::new(429))]
#[case::throttled(service_error(400, "ThrottlingException"))]
#[case::sqs(service_error(403, "RequestThrottled"))]
#[case::dynamodb(service_error(400, "ProvisionedThroughputExceededException"))]
#[case::slow_body(service_error(400, "RequestTimeout"))]
#[tokio::test]
async fn a_transient_error_is_retried(#[case] first: ResponseTemplate) {
    let server = Server::responding_in_turn(vec![first, empty_response()]).await;
    send(&server.client()).await.unwrap();
    let requests = server.requests().await;
    assert_eq!(requests.len(), 2);
    assert_eq!(requests[0].body, requests[1].body);
}

#[tokio::test]
async fn retries_end_after_the_fifth_attempt() {
    let server = Server::responding(service_error(400, "ThrottlingException")).await;
    let error = send(&server.client()).await.unwrap_err();
    assert!(error.is_throttled() && error.is_transient(), "{error}");
    assert_eq!(server.requests().await.len(), 5);
}

#[tokio::test]
async fn a_permanent_error_after_a_transient_one_is_not_retried() {
    let server = Server::responding_in_turn(vec![
        ResponseTemplate::new(500),
        service_error(403, "AccessDenied"),
    ])
    .await;
    let error = send(&server.client()).await.unwrap_err();
    assert!(matches!(error, Error::Service { code, .. } if code == "AccessDenied"));
    assert_eq!(server.requests().await.len(), 2);
}

#[tokio::test]
async fn a_hanging_attempt_leaves_time_for_another() {
    let hanging = ResponseTemplate::new(200).set_delay(Duration::from_hours(1));
    let server = Server::responding_in_turn(vec![hanging, empty_response()]).await;
    send(&server.client().with_timeout(Duration::from_secs(3)))
        .await
        .unwrap();
    assert_eq!(server.requests().await.len(), 2);
}

#[tokio::test]
async fn a_server_that_never_responds_causes_a_timeout() {
    let server =
        Server::responding(ResponseTemplate::new(200).set_delay(Duration::from_hours(1))).await;
    let timeout = Duration::from_millis(300);
    let start = Instant::now();
    let error = send(&server.client().with_timeout(timeout))
        .await
        .unwrap_err();
    assert!(matches!(error, Error::Timeout { .. }), "{error}");
    assert!(error.is_transient());
    // Far below the hour, even on a busy machine.
    assert!(start.elapsed() < Duration::from_secs(20));
}

#[tokio::test]
async fn nothing_is_sent_after_the_deadline() {
    let server = Server::responding(empty_response()).await;
    let error = send(&server.client().with_timeout(Duration::ZERO))
        .await
        .unwrap_err();
    assert!(matches!(error, Error::Timeout { .. }), "{error}");
    assert!(server.requests().await.is_empty());
}

#[tokio::test]
async fn a_refused_connection_is_a_transient_error() {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = listener.local_addr().unwrap();
    drop(listener);
    let error = send(&aws_at(&format!("http://{address}")))
        .await
        .unwrap_err();
    assert!(matches!(error, Error::Connect(_)), "{error}");
    assert!(error.is_transient());
}

#[tokio::test]
async fn a_broken_connection_is_a_transient_error() {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = listener.local_addr().unwrap();
    let server = tokio::spawn(async move {
        let mut connections = 0;
        while let Ok((mut connection, _)) = listener.accept().await {
            connections += 1;
            // Reads the request and closes the connection without a response.
            let _ = connection.read(&mut [0; 4096]).await;
            if connections == 5 {
                break;
            }
        }
    });
    let error = send(&aws_at(&format!("http://{address}")))
        .await
        .unwrap_err();
    assert!(matches!(error, Error::Interrupted(_)), "{error}");
    assert!(error.is_transient());
    server.await.unwrap();
}
