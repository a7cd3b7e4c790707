//! No body panics, and equivalent JSON gives the same event.
#![no_main]

use elevenlabs::post_call::{PostCallEvent, looks_like_audio};
use libfuzzer_sys::fuzz_target;
use serde_json::Value;

fuzz_target!(|body: &[u8]| {
    let _ = looks_like_audio(body);
    let event = PostCallEvent::from_json(body);
    let Ok(value) = serde_json::from_slice::<Value>(body) else {
        return;
    };
    let reserialised = PostCallEvent::from_json(value.to_string().as_bytes());
    assert_eq!(event, reserialised);
    let event = event.expect("any JSON is an event");
    let _ = format!("{event:?} {}", event.event_type());
});
