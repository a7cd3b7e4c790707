//! Signatures of post-call events.

use jiff::Timestamp;
use lambda_emulator::HttpEvent;
use rstest::rstest;
use serde_json::{Value, json};

use crate::{
    fixtures::fixture,
    stack::{ROBIN, Stack, call, post_call, signature, signature_at},
};

const HOUR: i64 = 3_600;

fn event() -> String {
    call("conv_1", ROBIN, "My dog is called Biscuit.")
}

fn signed(header: &str, body: &str) -> HttpEvent {
    HttpEvent::new("POST", "/post-call")
        .header("elevenlabs-signature", header)
        .text(body)
}

#[tokio::test]
async fn a_signature_is_verified_over_the_exact_bytes() {
    let stack = Stack::start().await;
    let mut function = stack.post_call().await;
    let vectors: Value = serde_json::from_str(&fixture("hmac_vectors.json")).unwrap();
    for vector in vectors["vectors"].as_array().unwrap() {
        let name = &vector["name"];
        let body = match &vector["file"] {
            Value::String(file) => fixture(file),
            _ => vector["body_utf8"].as_str().unwrap().to_owned(),
        };
        let signature = signature(body.as_bytes());
        let post =
            || HttpEvent::new("POST", "/post-call").header("elevenlabs-signature", &signature);
        for event in [post().text(&body), post().base64(&body)] {
            let response = function.send(&event).await;
            // A signed body that is not JSON is a bad request, not a forgery.
            assert!(
                [200, 400].contains(&response.status.as_u16()),
                "{name}: {}",
                response.body
            );
        }
        for event in [
            post().text(format!("{body} ")),
            post().base64(format!("{body}\n")),
        ] {
            let response = function.send(&event).await;
            assert_eq!(response.body["code"], "invalid_signature", "{name}");
        }
    }
}

#[tokio::test]
async fn a_body_that_is_not_utf_8_is_verified_too() {
    let stack = Stack::start().await;
    let mut function = stack.post_call().await;
    let bytes: Vec<u8> = (0..=255).collect();
    for (signed, status) in [(bytes.as_slice(), 400), (&bytes[1..], 401)] {
        let event = HttpEvent::new("POST", "/post-call")
            .header("elevenlabs-signature", signature(signed))
            .base64(&bytes);
        assert_eq!(function.send(&event).await.status, status);
    }
}

#[rstest]
#[case::stale(signed(&signature_at(Timestamp::now().as_second() - 2 * HOUR, event().as_bytes()), &event()), "invalid_signature")]
#[case::from_the_future(signed(&signature_at(Timestamp::now().as_second() + 2 * HOUR, event().as_bytes()), &event()), "invalid_signature")]
#[case::of_the_encoded_body(signed(&signature(b"eyJhIjoxfQ=="), r#"{"a":1}"#), "invalid_signature")]
#[case::changed(signed(&signature(event().as_bytes()), &event().replace("Biscuit", "Brownie")), "invalid_signature")]
#[case::not_a_signature(signed("hello", &event()), "invalid_signature")]
#[case::missing(HttpEvent::new("POST", "/post-call").text(event()), "missing_signature")]
#[tokio::test]
async fn an_event_without_a_valid_signature_is_rejected_and_not_enqueued(
    #[case] event: HttpEvent,
    #[case] code: &str,
) {
    let stack = Stack::start().await;
    let response = stack.post_call().await.send(&event).await;
    assert_eq!(
        (response.status.as_u16(), &response.body["code"]),
        (401, &json!(code))
    );
    assert_eq!(stack.messages(), [Value::Null; 0]);
}

#[rstest]
#[case::other_case(HttpEvent::new("POST", "/post-call").header_as_is("ElevenLabs-Signature", signature(event().as_bytes())).text(event()))]
#[case::other_name(HttpEvent::new("POST", "/post-call").header("x-elevenlabs-signature", signature(event().as_bytes())).text(event()))]
#[case::while_the_key_is_rolled(signed(&format!("{},v0={}", signature(event().as_bytes()), "00".repeat(32)), &event()))]
#[case::stage(post_call(&event()).stage("prod"))]
#[tokio::test]
async fn an_authentic_event_is_enqueued(#[case] event: HttpEvent) {
    let stack = Stack::start().await;
    let response = stack.post_call().await.send(&event).await;
    assert_eq!(
        (response.status.as_u16(), response.body),
        (200, json!({"status": "ok"}))
    );
    assert_eq!(stack.messages().len(), 1);
}
