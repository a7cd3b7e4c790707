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
        parse(&value);
        for event_type in [TRANSCRIPTION, TRANSCRIPTION_OTEL, AUDIO, INITIATION_FAILURE] {
            let event = parse(&json!({ "type": event_type, "data": value.clone() }));
            prop_assert_eq!(event.event_type(), event_type);
        }
    }

    #[test]
    fn a_sample_with_one_value_replaced_is_still_a_finished_call(
        at in any::<prop::sample::Index>(),
        replacement in fixtures::any_json(),
    ) {
        let mut event = fixtures::json("01_twilio_inbound_transcription.json");
        let mut pointers = Vec::new();
        collect_pointers(&event["data"], "/data", &mut pointers);
        let pointer = &pointers[at.index(pointers.len())];
        *event.pointer_mut(pointer).unwrap() = replacement;
        let call = conversation_in(parse(&event));
        prop_assert!(call.external_number.is_some() || pointer.contains("metadata"), "{}", pointer);
    }
}

/// What strict JSON does not know, in place of a value.
const NO_JSON: [&str; 7] = [
    "NaN",
    "-Infinity",
    "1e400",
    r#""cut \ud83d""#,
    "None",
    "maybe",
    "\"raw \n line\"",
];

proptest! {
    #[test]
    fn one_bad_value_costs_that_value(
        at in any::<prop::sample::Index>(),
        bad in prop::sample::select(NO_JSON.to_vec()),
    ) {
        let mut event = fixtures::json("01_twilio_inbound_transcription.json");
        let mut pointers = Vec::new();
        collect_pointers(&event["data"], "/data", &mut pointers);
        let pointer = &pointers[at.index(pointers.len())];
        let mut without = event.clone();
        *without.pointer_mut(pointer).unwrap() = Value::Null;
        *event.pointer_mut(pointer).unwrap() = json!("BAD");
        let body = event.to_string().replace("\"BAD\"", bad);
        let call = conversation_in(PostCallEvent::from_json(body.as_bytes()).unwrap());
        let without = conversation_in(parse(&without));
        prop_assert!(call.turns.len() >= without.turns.len(), "{}", pointer);
        if !bad.starts_with('"') {
            prop_assert_eq!(call, without, "{}", pointer);
        }
    }
}

/// The JSON pointers of everything below `value`.
fn collect_pointers(value: &Value, pointer: &str, pointers: &mut Vec<String>) {
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
        collect_pointers(value, &pointer, pointers);
        pointers.push(pointer);
    }
}
