//! Who may report a finished call.

use jiff::Timestamp;
use lambda_emulator::HttpEvent;
use rstest::rstest;
use serde_json::{Value, json};

use crate::{
    fixtures::fixture,
    stack::{ROBIN, Stack, call, hang_up, signature, signature_at},
};

const HOUR: i64 = 3_600;

fn event() -> String {
    call("conv_1", ROBIN, "My dog is called Biscuit.")
}

fn post(header: &str, body: &str) -> HttpEvent {
    HttpEvent::new("POST", "/post-call")
        .header("elevenlabs-signature", header)
        .text(body)
}

#[tokio::test]
async fn a_signature_holds_for_the_exact_bytes_however_they_travel() {
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
            let answer = function.answer(&event).await;
            // What is signed but no JSON is the sender's mistake, not a forgery.
            assert!(
                [200, 400].contains(&answer.status.as_u16()),
                "{name}: {}",
                answer.body
            );
        }
        for event in [
            post().text(format!("{body} ")),
            post().base64(format!("{body}\n")),
        ] {
            let answer = function.answer(&event).await;
            assert_eq!(answer.body["code"], "invalid_signature", "{name}");
        }
    }
}

#[tokio::test]
async fn bytes_that_are_no_text_are_hashed_as_they_are() {
    let stack = Stack::start().await;
    let mut function = stack.post_call().await;
    let bytes: Vec<u8> = (0..=255).collect();
    for (signed, status) in [(bytes.as_slice(), 400), (&bytes[1..], 401)] {
        let event = HttpEvent::new("POST", "/post-call")
            .header("elevenlabs-signature", signature(signed))
            .base64(&bytes);
        assert_eq!(function.answer(&event).await.status, status);
    }
}

#[rstest]
#[case::stale(post(&signature_at(Timestamp::now().as_second() - 2 * HOUR, event().as_bytes()), &event()), "invalid_signature")]
#[case::from_the_future(post(&signature_at(Timestamp::now().as_second() + 2 * HOUR, event().as_bytes()), &event()), "invalid_signature")]
#[case::of_the_encoded_body(post(&signature(b"eyJhIjoxfQ=="), r#"{"a":1}"#), "invalid_signature")]
#[case::changed(post(&signature(event().as_bytes()), &event().replace("Biscuit", "Brownie")), "invalid_signature")]
#[case::no_signature(post("hello", &event()), "invalid_signature")]
#[case::none(HttpEvent::new("POST", "/post-call").text(event()), "missing_signature")]
#[tokio::test]
async fn an_event_that_may_be_forged_is_refused_and_not_queued(
    #[case] event: HttpEvent,
    #[case] code: &str,
) {
    let stack = Stack::start().await;
    let answer = stack.post_call().await.answer(&event).await;
    assert_eq!(
        (answer.status.as_u16(), &answer.body["code"]),
        (401, &json!(code))
    );
    assert_eq!(stack.messages(), [Value::Null; 0]);
}

#[rstest]
#[case::other_case(HttpEvent::new("POST", "/post-call").header_as_is("ElevenLabs-Signature", signature(event().as_bytes())).text(event()))]
#[case::other_name(HttpEvent::new("POST", "/post-call").header("x-elevenlabs-signature", signature(event().as_bytes())).text(event()))]
#[case::while_the_key_is_rolled(post(&format!("{},v0={}", signature(event().as_bytes()), "00".repeat(32)), &event()))]
#[case::stage(hang_up(&event()).stage("prod"))]
#[tokio::test]
async fn a_genuine_event_is_queued(#[case] event: HttpEvent) {
    let stack = Stack::start().await;
    let answer = stack.post_call().await.answer(&event).await;
    assert_eq!(
        (answer.status.as_u16(), answer.body),
        (200, json!({"status": "ok"}))
    );
    assert_eq!(stack.messages().len(), 1);
}
