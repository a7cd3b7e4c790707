//! Recordings of any size are discarded as they arrive.

use bytes::Bytes;
use elevenlabs::signature::{SigningSecret, sign};
use futures::stream;
use jiff::Timestamp;
use reqwest::Body;
use serde_json::json;

use crate::service::{HMAC_KEY, ROBIN, Service, call, error_reply, ok};

/// Sends a body in chunks, without a length.
async fn send_chunked(
    service: &Service,
    head: &str,
    megabytes: usize,
    tail: &str,
) -> reqwest::Response {
    let filling = "A".repeat(1 << 20);
    let body = format!("{head}{}{tail}", filling.repeat(megabytes));
    let header = sign(
        &SigningSecret::new(HMAC_KEY).unwrap(),
        Timestamp::now().as_second(),
        body.as_bytes(),
    );
    let body = Bytes::from(body);
    let chunks: Vec<Result<Bytes, std::io::Error>> = (0..body.len())
        .step_by(64 * 1024)
        .map(|at| Ok(body.slice(at..body.len().min(at + 64 * 1024))))
        .collect();
    let request = service
        .post("/post-call")
        .header("ElevenLabs-Signature", header);
    request
        .body(Body::wrap_stream(stream::iter(chunks)))
        .send()
        .await
        .unwrap()
}

const HEAD: &str = r#"{"type": "post_call_audio", "event_timestamp": 1, "data": {"agent_id": "a", "conversation_id": "c", "full_audio": ""#;

#[tokio::test]
async fn a_long_recording_without_a_length_is_acknowledged_and_not_stored() {
    let service = Service::start().await;
    let reply = ok(send_chunked(&service, HEAD, 40, "\"}}").await).await;
    assert_eq!(reply, json!({"status": "ok"}));
    assert!(service.processed().await.is_empty());
}

#[tokio::test]
async fn a_recording_whose_type_comes_last_is_recognised_by_its_audio() {
    let service = Service::start().await;
    let head = r#"{"data": {"agent_id": "a", "conversation_id": "c", "full_audio": ""#;
    ok(send_chunked(&service, head, 12, r#""}, "type": "post_call_audio"}"#).await).await;
    assert!(service.processed().await.is_empty());
}

#[tokio::test]
async fn a_recording_with_a_wrong_signature_is_rejected() {
    let service = Service::start().await;
    let body = format!("{HEAD}AAAA\"}}}}");
    let header = sign(
        &SigningSecret::new("wsec_other").unwrap(),
        Timestamp::now().as_second(),
        body.as_bytes(),
    );
    let request = service
        .post("/post-call")
        .header("ElevenLabs-Signature", header)
        .body(body);
    assert_eq!(error_reply(request.send().await.unwrap()).await.0, 401);
}

#[tokio::test]
async fn a_transcript_of_megabytes_is_ingested() {
    let service = Service::start().await;
    let long: Vec<String> = (0..1_200)
        .map(|n| {
            format!(
                "Part {n} of my story about the \\\"full_audio\\\": {}",
                "la ".repeat(800)
            )
        })
        .collect();
    let mut said: Vec<(&str, &str)> = long.iter().map(|text| ("agent", text.as_str())).collect();
    said.push(("user", "My dog is called Biscuit."));
    let event = call("conv_1", ROBIN, &said);
    assert!(event.to_string().len() > 2_800_000);
    service.hang_up(&event).await;
    service.processed().await;
    assert_eq!(service.ring_variables(ROBIN).await["call_count"], 1);
}

#[tokio::test]
async fn an_event_beyond_the_limit_is_rejected() {
    let service = Service::start().await;
    let head = r#"{"type": "post_call_transcription", "data": {"padding": ""#;
    let rejected = error_reply(send_chunked(&service, head, 11, "\"}}").await).await;
    assert_eq!((rejected.0, rejected.1.as_str()), (413, "body_too_large"));
}
