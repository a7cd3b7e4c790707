use proptest::prelude::*;
use serde_json::json;

use super::*;
use crate::fixtures;

proptest! {
    #[test]
    fn no_bytes_panic(body in proptest::collection::vec(any::<u8>(), 0..300)) {
        let _ = PostCallEvent::from_json(&body);
    }

    #[test]
    fn every_json_is_an_event(value in fixtures::any_json()) {
        read(&value);
        for event_type in [TRANSCRIPTION, TRANSCRIPTION_OTEL, AUDIO, INITIATION_FAILURE] {
            let event = read(&json!({ "type": event_type, "data": value.clone() }));
            prop_assert_eq!(event.event_type(), event_type);
        }
    }

    #[test]
    fn a_sample_with_one_value_replaced_is_still_a_finished_call(
        at in any::<prop::sample::Index>(),
        replacement in fixtures::any_json(),
    ) {
        let mut event = fixtures::json("01_twilio_inbound_transcription.json");
        let mut places = Vec::new();
        collect_places(&event["data"], "/data", &mut places);
        let place = &places[at.index(places.len())];
        *event.pointer_mut(place).unwrap() = replacement;
        let call = conversation_in(read(&event));
        prop_assert!(call.external_number.is_some() || place.contains("metadata"), "{}", place);
    }
}

/// The JSON pointers of everything below `value`.
fn collect_places(value: &Value, pointer: &str, places: &mut Vec<String>) {
    let below: Vec<(String, &Value)> = match value {
        Value::Object(object) => object
            .iter()
            .map(|(key, value)| (key.clone(), value))
            .collect(),
        Value::Array(list) => list
            .iter()
            .enumerate()
            .map(|(at, value)| (at.to_string(), value))
            .collect(),
        _ => return,
    };
    for (step, value) in below {
        let pointer = format!("{pointer}/{step}");
        collect_places(value, &pointer, places);
        places.push(pointer);
    }
}
