//! No text in a field that may hold printed objects panics, wherever it stands, and its reading
//! takes bounded time.
#![no_main]

use elevenlabs::post_call::PostCallEvent;
use libfuzzer_sys::fuzz_target;
use serde_json::{Value, json};

fuzz_target!(|text: &str| {
    let attribute = |name: &str| json!({"key": name, "value": {"stringValue": text}});
    let spans = json!([{"scopeSpans": [{"spans": [{
        "name": "elevenlabs.conversation",
        "attributes": [
            attribute("elevenlabs.analysis"),
            attribute("elevenlabs.analysis.data_collection_results"),
            attribute("elevenlabs.analysis.data_collection_results.item"),
            attribute("elevenlabs.features_usage"),
        ],
    }]}]}]);
    let data = [
        json!(text),
        json!({"transcript": text, "metadata": text}),
        json!({"analysis": {"data_collection_results": text, "evaluation_criteria_results": text}}),
        json!({"analysis": {"data_collection_results": {"item": text, "other": {"value": text}}}}),
        json!({"transcript": [{"role": "user", "message": text, "tool_calls": text}]}),
        json!({"otlp_traces": {"resourceSpans": spans}}),
    ];
    for data in data {
        for event_type in ["post_call_transcription", "post_call_transcription_otel"] {
            let event = json!({"type": event_type, "data": data});
            let conversation = read(&event);
            assert_eq!(conversation.event_type(), event_type);
            assert_eq!(conversation, read(&Value::String(event.to_string())));
        }
    }
});

fn read(event: &Value) -> PostCallEvent {
    PostCallEvent::from_json(event.to_string().as_bytes()).expect("any JSON is an event")
}
