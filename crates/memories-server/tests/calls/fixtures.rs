//! Every fixture, delivered over HTTP: the reply, and the memories afterwards.

use std::{fs, path::PathBuf};

use memories_domain::ports::InboxState;
use rstest::rstest;
use serde_json::{Value, json};

use crate::service::{Service, ok, summarize, texts};

fn fixture(name: &str) -> Vec<u8> {
    let path: PathBuf = [
        env!("CARGO_MANIFEST_DIR"),
        "../../fixtures/elevenlabs",
        name,
    ]
    .iter()
    .collect();
    fs::read(path).unwrap()
}

/// Delivers a fixture; returns the state of its event.
async fn deliver(service: &Service, name: &str) -> Option<InboxState> {
    let reply = ok(service.signed(fixture(name)).send().await.unwrap()).await;
    assert_eq!(reply, json!({"status": "ok"}));
    service.processed().await.first().map(|entry| entry.state)
}

#[rstest]
#[case::twilio_inbound("01_twilio_inbound_transcription", "+12025550143")]
#[case::sip_trunk("02_sip_trunk_transcription", "+12025550155")]
#[case::web_widget("03_web_widget_user_id_transcription", "customer-8842")]
#[case::unknown_fields("08_unknown_fields_null_analysis", "+12025550108")]
#[case::non_english("09_non_english_transcript", "+12025550109")]
#[case::open_telemetry("10_otel_transcription", "+12025550110")]
#[case::transcript_excluded("11_exclude_transcript", "+12025550111")]
#[case::redacted("12_redacted_transcript", "+12025550112")]
#[case::outbound_batch("13_outbound_batch_transcription", "customer-1313")]
#[case::flat("spec_flat_post_call", "+12025550115")]
#[tokio::test]
async fn a_call_is_ingested(#[case] name: &str, #[case] caller: &str) {
    let service = Service::start().await;
    assert_eq!(
        deliver(&service, &format!("{name}.json")).await,
        Some(InboxState::Ingested)
    );
    let reply = service.ask_for(caller).await;
    insta::assert_snapshot!(name, summarize(&reply));
    for memory in reply["memories"].as_array().unwrap() {
        let metadata = &memory["metadata"];
        for field in ["agent_id", "conversation_id", "timestamp"] {
            assert!(metadata[field].is_string(), "{field}");
        }
        assert_eq!(metadata["timestamp"], memory["created_at"]);
        assert!(metadata["call_duration"].is_u64());
    }
}

#[rstest]
#[case::failed("04_failed_missing_dynamic_variable", InboxState::Skipped)]
#[case::busy_line("05_call_initiation_failure_twilio", InboxState::Skipped)]
#[case::rejected_by_sip("06_call_initiation_failure_sip", InboxState::Skipped)]
#[case::withheld_number("14_anonymous_caller_transcription", InboxState::Skipped)]
#[tokio::test]
async fn an_event_with_nothing_to_remember_is_acknowledged_and_skipped(
    #[case] name: &str,
    #[case] state: InboxState,
) {
    let service = Service::start().await;
    assert_eq!(
        deliver(&service, &format!("{name}.json")).await,
        Some(state)
    );
    for caller in [
        "+12025550102",
        "+12025550103",
        "+12025550106",
        "+12025550114",
        "anonymous",
    ] {
        assert_eq!(
            service.ring(caller).await["memories"],
            json!([]),
            "{caller}"
        );
    }
}

#[tokio::test]
async fn a_recording_is_acknowledged_and_not_stored() {
    let service = Service::start().await;
    assert_eq!(deliver(&service, "07_post_call_audio.json").await, None);
}

#[rstest]
#[case("init_request_twilio.json", json!("+12025550143"))]
#[case("init_request_sip.json", json!("+12025550155"))]
#[case("init_request_anonymous.json", json!(null))]
#[tokio::test]
async fn a_ring_is_answered(#[case] name: &str, #[case] caller: Value) {
    let service = Service::start().await;
    let request = serde_json::from_slice(&fixture(name)).unwrap();
    let reply = ok(service.client_data(&request).send().await.unwrap()).await;
    assert_eq!(reply["type"], "conversation_initiation_client_data");
    assert_eq!(reply["user_id"], caller);
    assert_eq!(
        reply["dynamic_variables"]["memory_summary"],
        "No earlier conversations."
    );
}

#[tokio::test]
async fn the_agents_search_finds_memories_of_the_last_call() {
    let service = Service::start().await;
    deliver(&service, "01_twilio_inbound_transcription.json").await;
    let request = service
        .post("/retrieve")
        .header("Content-Type", "application/json");
    let reply = ok(request
        .body(fixture("tool_request_search_memory.json"))
        .send()
        .await
        .unwrap())
    .await;
    let found = texts(&reply["memories"]);
    assert!(found[0].contains("boiler"), "{found:?}");
    assert!(found.len() <= 3);
}
