use std::time::Duration;

use base64::{Engine, engine::general_purpose::STANDARD};
use memories_domain::ports::{EventSink, InboxError};
use rstest::rstest;
use serde_json::{Value, json};
use wiremock::ResponseTemplate;

use super::{
    cloud::Cloud,
    events::{call_event, noise, raw_event},
};
use crate::sqs::{DecodeError, Message, gzip, outgoing_message::MAX_MESSAGE_BYTES};

fn service_error(status: u16, code: &str) -> ResponseTemplate {
    ResponseTemplate::new(status).set_body_json(json!({ "__type": code }))
}

/// A message whose content is in the bucket.
async fn send_with_payload(cloud: &Cloud) -> String {
    let large = raw_event(noise(MAX_MESSAGE_BYTES));
    cloud.sink().enqueue(large).await.unwrap();
    cloud.last_message()
}

fn message_with(content: &Value) -> String {
    json!({
        "version": 2,
        "key": {
            "project": "default",
            "platform": "elevenlabs",
            "conversation": "conv_1",
            "event_type": "new",
            "body_sha256": "00",
        },
        "received_at": "2025-11-01T12:00:00Z",
        "content": content,
    })
    .to_string()
}

async fn decode_error(cloud: &Cloud, message: &str) -> DecodeError {
    match Message::parse(message) {
        Err(error) => error,
        Ok(message) => cloud.decoder().decode(message.content).await.unwrap_err(),
    }
}

#[tokio::test]
async fn a_throttled_queue_is_overloaded() {
    let cloud = Cloud::responding(service_error(400, "RequestThrottled")).await;
    let error = cloud.sink().enqueue(call_event("Hello.")).await;
    assert!(matches!(error, Err(InboxError::Overloaded)), "{error:?}");
}

#[tokio::test]
async fn an_error_of_the_queue_is_an_error_of_the_sink() {
    let cloud = Cloud::responding(service_error(403, "AccessDenied")).await;
    let error = cloud.sink().enqueue(call_event("Hello.")).await;
    assert!(matches!(error, Err(InboxError::Internal(_))), "{error:?}");
}

#[tokio::test]
async fn no_message_is_sent_without_its_payload() {
    let cloud = Cloud::responding(service_error(403, "AccessDenied")).await;
    let event = raw_event(noise(MAX_MESSAGE_BYTES));
    assert!(cloud.sink().enqueue(event).await.is_err());
    assert!(cloud.sent().is_empty());
}

#[tokio::test]
async fn a_queue_that_does_not_respond_causes_a_timeout() {
    let hour = Duration::from_hours(1);
    let cloud = Cloud::responding(ResponseTemplate::new(200).set_delay(hour)).await;
    let sink = cloud.sink().with_timeout(Duration::from_millis(300));
    let error = sink.enqueue(call_event("Hello.")).await;
    assert!(matches!(error, Err(InboxError::Internal(_))), "{error:?}");
}

#[tokio::test]
async fn a_deleted_payload_is_not_found() {
    let cloud = Cloud::start().await;
    let message = send_with_payload(&cloud).await;
    cloud.delete_objects();
    let error = decode_error(&cloud, &message).await;
    assert!(matches!(error, DecodeError::PayloadNotFound), "{error}");
    assert!(!error.is_transient());
}

#[rstest]
#[case::other_content(gzip::compress(b"{}").unwrap())]
#[case::not_gzip(b"{}".to_vec())]
#[case::a_decompression_bomb(gzip::compress(&vec![b' '; 50_000_000]).unwrap())]
#[case::larger_than_any_content(noise(12 * 1024 * 1024))]
#[tokio::test]
async fn another_object_in_the_bucket_is_rejected(#[case] object: Vec<u8>) {
    let cloud = Cloud::start().await;
    let message = send_with_payload(&cloud).await;
    cloud.replace_objects(&object);
    let error = decode_error(&cloud, &message).await;
    assert!(matches!(error, DecodeError::PayloadMismatch), "{error}");
    assert!(!error.is_transient());
}

#[tokio::test]
async fn a_throttled_bucket_is_a_transient_error() {
    let cloud = Cloud::start().await;
    let message = send_with_payload(&cloud).await;
    let throttled = Cloud::responding(service_error(503, "SlowDown")).await;
    let error = decode_error(&throttled, &message).await;
    assert!(error.is_transient(), "{error}");
}

#[rstest]
#[case::not_base64("?", 10)]
#[case::not_gzip("AAAA", 10)]
#[case::larger_than_declared(&STANDARD.encode(gzip::compress(&vec![b' '; 50_000_000]).unwrap()), 1_000)]
#[tokio::test]
async fn damaged_content_is_a_permanent_error(#[case] base64: &str, #[case] bytes: usize) {
    let cloud = Cloud::start().await;
    for kind in ["call", "raw"] {
        let content = json!({ kind: { "gzip": { "base64": base64, "bytes": bytes } } });
        let error = decode_error(&cloud, &message_with(&content)).await;
        assert!(matches!(error, DecodeError::Invalid { .. }), "{error}");
        assert!(!error.is_transient());
    }
}

#[tokio::test]
async fn compressed_content_that_is_not_a_call_is_invalid() {
    let cloud = Cloud::start().await;
    let base64 = STANDARD.encode(gzip::compress(b"{}").unwrap());
    let content = json!({ "call": { "gzip": { "base64": base64, "bytes": 2 } } });
    let error = decode_error(&cloud, &message_with(&content)).await;
    assert!(matches!(error, DecodeError::Invalid { .. }), "{error}");
}

#[rstest]
#[case(json!({ "raw": { "gzip": { "base64": "AAAA", "bytes": 50_000_000 } } }))]
#[case(json!({ "call": { "payload": { "object_key": "k", "sha256": "00", "bytes": 50_000_000 } } }))]
#[tokio::test]
async fn content_that_declares_too_many_bytes_is_not_decoded(#[case] content: Value) {
    let cloud = Cloud::start().await;
    let error = decode_error(&cloud, &message_with(&content)).await;
    assert!(matches!(error, DecodeError::TooLarge { .. }), "{error}");
}

#[tokio::test]
async fn a_payload_that_cannot_be_deleted_is_no_error() {
    let cloud = Cloud::start().await;
    let message = Message::parse(&send_with_payload(&cloud).await).unwrap();
    let refusing = Cloud::responding(service_error(403, "AccessDenied")).await;
    let payload = message.content.payload().unwrap();
    refusing.decoder().delete_payload(payload).await;
    assert_eq!(cloud.objects().len(), 1);
}
