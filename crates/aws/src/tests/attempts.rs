//! When an operation is tried again, and when it is given up.

use std::time::Duration;

use rstest::rstest;
use tokio::{io::AsyncReadExt, net::TcpListener, time::Instant};
use wiremock::ResponseTemplate;

use super::{Server, aws_at, done, refusal};
use crate::{Aws, Error, FifoMessage};

async fn send(aws: &Aws) -> Result<(), Error> {
    let message = FifoMessage {
        queue_url: "q",
        body: "b",
        group: "g",
        deduplication_id: "d",
    };
    aws.send_message(message).await
}

#[rstest]
#[case::broken(ResponseTemplate::new(500))]
#[case::gateway(ResponseTemplate::new(503).set_body_string("<html>busy"))]
#[case::too_many(ResponseTemplate::new(429))]
#[case::throttled(refusal(400, "ThrottlingException"))]
#[case::sqs(refusal(403, "RequestThrottled"))]
#[case::dynamodb(refusal(400, "ProvisionedThroughputExceededException"))]
#[case::slow_body(refusal(400, "RequestTimeout"))]
#[tokio::test]
async fn what_passes_is_tried_again(#[case] first: ResponseTemplate) {
    let server = Server::saying_in_turn(vec![first, done()]).await;
    send(&server.aws()).await.unwrap();
    let requests = server.requests().await;
    assert_eq!(requests.len(), 2);
    assert_eq!(requests[0].body, requests[1].body);
}

#[tokio::test]
async fn what_does_not_pass_is_given_up_in_the_end() {
    let server = Server::answering(refusal(400, "ThrottlingException")).await;
    let error = send(&server.aws()).await.unwrap_err();
    assert!(error.is_throttled() && error.is_transient(), "{error}");
    assert_eq!(server.requests().await.len(), 5);
}

#[tokio::test]
async fn a_refusal_after_a_pause_is_the_answer() {
    let server = Server::saying_in_turn(vec![
        ResponseTemplate::new(500),
        refusal(403, "AccessDenied"),
    ])
    .await;
    let error = send(&server.aws()).await.unwrap_err();
    assert!(matches!(error, Error::Refused { code, .. } if code == "AccessDenied"));
    assert_eq!(server.requests().await.len(), 2);
}

#[tokio::test]
async fn an_attempt_that_hangs_leaves_time_for_another() {
    let hanging = ResponseTemplate::new(200).set_delay(Duration::from_hours(1));
    let server = Server::saying_in_turn(vec![hanging, done()]).await;
    send(&server.aws().within(Duration::from_secs(3)))
        .await
        .unwrap();
    assert_eq!(server.requests().await.len(), 2);
}

#[tokio::test]
async fn a_server_that_never_answers_is_given_up_in_time() {
    let server =
        Server::answering(ResponseTemplate::new(200).set_delay(Duration::from_hours(1))).await;
    let limit = Duration::from_millis(300);
    let began = Instant::now();
    let error = send(&server.aws().within(limit)).await.unwrap_err();
    assert!(matches!(error, Error::Timeout { .. }), "{error}");
    assert!(error.is_transient());
    // Far from the hour, on a machine however busy.
    assert!(began.elapsed() < Duration::from_secs(20));
}

#[tokio::test]
async fn without_any_time_nothing_is_sent() {
    let server = Server::answering(done()).await;
    let error = send(&server.aws().within(Duration::ZERO))
        .await
        .unwrap_err();
    assert!(matches!(error, Error::Timeout { .. }), "{error}");
    assert!(server.requests().await.is_empty());
}

#[tokio::test]
async fn nobody_at_the_address_is_unreachable() {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = listener.local_addr().unwrap();
    drop(listener);
    let error = send(&aws_at(&format!("http://{address}")))
        .await
        .unwrap_err();
    assert!(matches!(error, Error::Unreachable(_)), "{error}");
    assert!(error.is_transient());
}

#[tokio::test]
async fn a_connection_that_breaks_is_an_interruption() {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = listener.local_addr().unwrap();
    let server = tokio::spawn(async move {
        let mut connections = 0;
        while let Ok((mut connection, _)) = listener.accept().await {
            connections += 1;
            // The request is read, and never answered.
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
