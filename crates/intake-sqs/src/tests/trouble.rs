//! What goes wrong, and whether trying again may help.

use std::time::Duration;

use base64::{Engine, engine::general_purpose::STANDARD};
use memories_domain::{EventSink, InboxError};
use serde_json::json;
use wiremock::ResponseTemplate;

use super::{cloud::Cloud, event, noise};
use crate::{OpenError, gzip, parcel::MESSAGE_LIMIT};

fn refusal(status: u16, code: &str) -> ResponseTemplate {
    ResponseTemplate::new(status).set_body_json(json!({ "__type": code }))
}

/// A message whose event is in the bucket.
async fn claim_in(cloud: &Cloud) -> String {
    let large = event(noise(MESSAGE_LIMIT));
    cloud.intake().accept(large).await.unwrap();
    cloud.last_message()
}

fn message_with(content: &serde_json::Value) -> String {
    json!({
        "version": 1,
        "conversation": "conv_1",
        "event_type": "new",
        "received_at": "2025-11-01T12:00:00Z",
        "content": content,
    })
    .to_string()
}

#[tokio::test]
async fn a_queue_that_asks_for_fewer_requests_is_overloaded() {
    let cloud = Cloud::saying(refusal(400, "RequestThrottled")).await;
    let error = cloud.intake().accept(event("{}")).await.unwrap_err();
    assert!(matches!(error, InboxError::Overloaded), "{error}");
}

#[tokio::test]
async fn a_queue_that_refuses_has_not_taken_the_event() {
    let cloud = Cloud::saying(refusal(403, "AccessDenied")).await;
    let error = cloud.intake().accept(event("{}")).await.unwrap_err();
    assert!(matches!(error, InboxError::Internal(_)), "{error}");
}

#[tokio::test]
async fn a_bucket_that_refuses_keeps_the_message_from_being_sent() {
    let cloud = Cloud::saying(refusal(403, "AccessDenied")).await;
    let accepted = cloud.intake().accept(event(noise(MESSAGE_LIMIT))).await;
    assert!(accepted.is_err());
    assert!(cloud.requests().is_empty());
}

#[tokio::test]
async fn a_queue_that_does_not_answer_is_given_up_in_time() {
    let hour = Duration::from_hours(1);
    let cloud = Cloud::saying(ResponseTemplate::new(200).set_delay(hour)).await;
    let intake = cloud.intake().within(Duration::from_millis(300));
    let error = intake.accept(event("{}")).await.unwrap_err();
    assert!(matches!(error, InboxError::Internal(_)), "{error}");
}

#[tokio::test]
async fn an_event_that_is_gone_from_the_bucket_does_not_come_back() {
    let cloud = Cloud::start().await;
    let message = claim_in(&cloud).await;
    cloud.empty_the_bucket();
    let error = cloud.claims().open(&message).await.unwrap_err();
    assert!(matches!(error, OpenError::ClaimGone), "{error}");
    assert!(!error.is_transient());
}

#[tokio::test]
async fn something_else_in_the_bucket_is_not_taken_for_the_event() {
    let cloud = Cloud::start().await;
    let message = claim_in(&cloud).await;
    for other in [gzip::compressed(b"{}").unwrap(), b"{}".to_vec()] {
        cloud.replace_objects(&other);
        let error = cloud.claims().open(&message).await.unwrap_err();
        assert!(matches!(error, OpenError::ClaimDiffers), "{error}");
        assert!(!error.is_transient());
    }
}

#[tokio::test]
async fn a_bucket_that_is_busy_may_answer_later() {
    let cloud = Cloud::start().await;
    let message = claim_in(&cloud).await;
    let busy = Cloud::saying(refusal(503, "SlowDown")).await;
    let error = busy.claims().open(&message).await.unwrap_err();
    assert!(error.is_transient(), "{error}");
}

#[tokio::test]
async fn a_bomb_in_the_queue_does_not_go_off() {
    let cloud = Cloud::start().await;
    let bomb = STANDARD.encode(gzip::compressed(&vec![b' '; 50_000_000]).unwrap());
    for content in [json!({ "gzip": bomb }), json!({ "reduced": bomb })] {
        let error = cloud
            .claims()
            .open(&message_with(&content))
            .await
            .unwrap_err();
        assert!(matches!(error, OpenError::TooLarge { .. }), "{error}");
    }
}

#[tokio::test]
async fn a_bomb_in_the_bucket_does_not_go_off() {
    let cloud = Cloud::start().await;
    let message = claim_in(&cloud).await;
    cloud.replace_objects(&gzip::compressed(&vec![b' '; 50_000_000]).unwrap());
    let error = cloud.claims().open(&message).await.unwrap_err();
    assert!(matches!(error, OpenError::TooLarge { .. }), "{error}");
}

#[tokio::test]
async fn what_is_damaged_stays_damaged() {
    let cloud = Cloud::start().await;
    for content in [json!({ "gzip": "?" }), json!({ "gzip": "AAAA" })] {
        let error = cloud
            .claims()
            .open(&message_with(&content))
            .await
            .unwrap_err();
        assert!(matches!(error, OpenError::Unreadable { .. }), "{error}");
        assert!(!error.is_transient());
    }
}

#[tokio::test]
async fn discarding_what_cannot_be_removed_is_no_error() {
    let cloud = Cloud::start().await;
    let message = claim_in(&cloud).await;
    let delivered = cloud.claims().open(&message).await.unwrap();
    let refusing = Cloud::saying(refusal(403, "AccessDenied")).await;
    refusing.claims().discard(delivered.claim.unwrap()).await;
    assert_eq!(cloud.objects().len(), 1);
}
