//! ElevenLabs may report one call in several events. In whatever order they arrive, the memories
//! are those of the most complete event alone, and the call counts once.

use rstest::rstest;
use serde_json::{Value, json};

use crate::service::{ROBIN, Service, call, summarize};

const TURNS: [(&str, &str); 4] = [
    ("user", "My dog is called Biscuit."),
    ("agent", "I will send the invoice to your office on Friday."),
    ("user", "The heating is too loud."),
    ("user", "Please call me in the mornings."),
];

/// The call with its transcript and its analysis.
fn full() -> Value {
    let mut event = call("conv_1", ROBIN, &TURNS);
    event["data"]["analysis"]["data_collection_results"] =
        json!({"caller_name": {"value": "Robin"}});
    event["data"]["analysis"]["evaluation_criteria_results"] =
        json!({"booked": {"criteria_id": "booked", "rationale": "A visit was booked."}});
    event
}

fn empty(full: &Value) -> Value {
    let mut event = full.clone();
    event["data"]["transcript"] = json!([]);
    event["data"]["analysis"] = Value::Null;
    event
}

fn still_processing(full: &Value) -> Value {
    let mut event = empty(full);
    event["data"]["status"] = json!("processing");
    event
}

fn without_analysis(full: &Value) -> Value {
    let mut event = full.clone();
    event["data"]["analysis"] = Value::Null;
    event
}

/// As with an agent whose transcripts are excluded.
fn without_transcript(full: &Value) -> Value {
    let mut event = full.clone();
    let data = event["data"].as_object_mut().unwrap();
    data.remove("transcript");
    event
}

fn partial(full: &Value) -> Value {
    let mut event = full.clone();
    let transcript = event["data"]["transcript"].as_array_mut().unwrap();
    transcript.truncate(2);
    event["data"]["analysis"]["transcript_summary"] = json!("Short.");
    event
}

/// The call in OpenTelemetry format, which has the transcript but no analysis.
fn open_telemetry(full: &Value) -> Value {
    let data = &full["data"];
    let start = data["metadata"]["start_time_unix_secs"].as_i64().unwrap();
    let nanos = |secs: i64| format!("{secs}000000000");
    let attribute = |key: &str, value: &str| json!({"key": key, "value": {"stringValue": value}});
    let mut spans = vec![json!({
        "name": "elevenlabs.conversation",
        "startTimeUnixNano": nanos(start),
        "endTimeUnixNano": nanos(start + 60),
        "attributes": [attribute("elevenlabs.telephony.external_number", ROBIN)],
    })];
    for (at, (role, text)) in (start + 1..).zip(TURNS) {
        spans.push(json!({
            "name": "elevenlabs.turn",
            "startTimeUnixNano": nanos(at),
            "attributes": [attribute(&format!("elevenlabs.{role}.text"), text)],
        }));
    }
    json!({
        "type": "post_call_transcription_otel",
        "event_timestamp": full["event_timestamp"],
        "data": {
            "conversation_id": data["conversation_id"],
            "agent_id": data["agent_id"],
            "otlp_traces": {"resourceSpans": [{"scopeSpans": [{"spans": spans}]}]},
        },
    })
}

/// The caller's memories after the events were processed in sequence, sorted.
async fn memories_after(events: &[&Value]) -> Vec<String> {
    let service = Service::start().await;
    for event in events {
        service.hang_up(event).await;
        service.processed().await;
    }
    let reply = service.ring(ROBIN).await;
    assert_eq!(reply["dynamic_variables"]["call_count"], 1);
    let mut lines: Vec<String> = summarize(&reply).lines().map(str::to_owned).collect();
    lines.sort_unstable();
    lines
}

#[rstest]
#[case::empty(empty)]
#[case::still_processing(still_processing)]
#[case::transcript_before_the_analysis(without_analysis)]
#[case::analysis_before_the_transcript(without_transcript)]
#[case::partial_transcript(partial)]
#[case::open_telemetry(open_telemetry)]
#[tokio::test]
async fn a_less_complete_event_before_or_after_the_most_complete_changes_nothing(
    #[case] less_complete: fn(&Value) -> Value,
) {
    let full = full();
    let less_complete = less_complete(&full);
    let expected = memories_after(&[&full]).await;
    assert_eq!(memories_after(&[&less_complete, &full]).await, expected);
    assert_eq!(memories_after(&[&full, &less_complete]).await, expected);
}

#[tokio::test]
async fn transcript_and_analysis_in_separate_events_complete_each_other_in_either_order() {
    let full = full();
    let (transcript, analysis) = (without_analysis(&full), without_transcript(&full));
    let expected = memories_after(&[&full]).await;
    assert_eq!(memories_after(&[&transcript, &analysis]).await, expected);
    assert_eq!(memories_after(&[&analysis, &transcript]).await, expected);
}

#[tokio::test]
async fn every_order_of_all_events_leads_to_the_memories_of_the_most_complete() {
    let full = full();
    let events = [
        still_processing(&full),
        partial(&full),
        open_telemetry(&full),
        full.clone(),
    ];
    let expected = memories_after(&[&full]).await;
    for first in 0..events.len() {
        let mut order: Vec<&Value> = events.iter().collect();
        order.rotate_left(first);
        assert_eq!(
            memories_after(&order).await,
            expected,
            "starting with {first}"
        );
        order.reverse();
        assert_eq!(
            memories_after(&order).await,
            expected,
            "ending with {first}"
        );
    }
}
