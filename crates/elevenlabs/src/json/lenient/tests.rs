use proptest::prelude::*;
use rstest::rstest;
use serde_json::json;

use super::*;
use crate::fixtures;

#[rstest]
#[case::no_number(r#"{"a":NaN,"b":[Infinity,-Infinity,1e400,-1e400]}"#, json!({"a": null, "b": [null, null, null, null]}))]
#[case::printed_by_python(
    r#"{'a': True, 'b': None, "it's": 'x', 'd': (1, 2.5), 'e': -3}"#,
    json!({"a": true, "b": null, "it's": "x", "d": [1, 2.5], "e": -3})
)]
#[case::unusual_numbers("[+1, 007, .5, 12345678901234567890123]", json!([1.0, 7.0, 0.5, 12_345_678_901_234_567_890_123_f64]))]
#[case::unknown_words(r#"{"a":maybe,"b":<object at 0x7f>,"c":1}"#, json!({"a": null, "b": null, "c": 1}))]
#[case::members(r#"{"a":<Color.RED: 'red'>,"b":<Code.OK: 1>,"c":<Color.RED: red brick>}"#, json!({"a": "red", "b": 1, "c": null}))]
#[case::instances(
    "{'pet': Pet(name='Rex', tags=['a', 'b'], owner=Person(age=None), kind=<Kind.DOG: 'dog'>), 'at': datetime.datetime(2026, 1, 2), 'x': f()}",
    json!({"pet": {"name": "Rex", "tags": ["a", "b"], "owner": {"age": null}, "kind": "dog"}, "at": null, "x": null})
)]
#[case::arguments_without_a_name("{'a': Pet('Rex', ], age=3, 'x' 'y', b=), 'c': 1}", json!({"a": {"age": 3, "b": null}, "c": 1}))]
#[case::commas_too_many(r#"{"a":1,,"b":[1,2,],}"#, json!({"a": 1, "b": [1, 2]}))]
#[case::lone_surrogate(r#"{"a\ud83d":"b\udc15"}"#, json!({"a\u{fffd}": "b\u{fffd}"}))]
fn one_bad_field_costs_that_field(#[case] body: &str, #[case] expected: Value) {
    assert_eq!(parse(body.as_bytes()), Some(expected));
}

#[test]
fn stray_characters_do_not_stop_the_reading() {
    for stray in [
        ">", "<", "=", "(", "< >", "<a:", "a(", "a(b=", "a(}", "a(b=]", ">>=",
    ] {
        for body in [format!("[{stray}, 1]"), format!("{{{stray}, 'a': 1}}")] {
            let _ = parse(body.as_bytes());
            let _ = parse_printed(&body);
            let _ = parse_printed_exactly(&body);
        }
    }
    assert_eq!(parse(b"[>, 1]"), Some(json!([null, 1])));
}

#[test]
fn what_is_nested_too_deeply_is_null_and_its_neighbours_stay() {
    let deep = format!("{}{}", "[".repeat(100_000), "]".repeat(100_000));
    let value = parse(format!(r#"{{"a":{deep},"b":1}}"#).as_bytes()).unwrap();
    assert_eq!(value["b"], 1);
    assert!(value["a"][0][0].is_array());
}

#[rstest]
#[case("")]
#[case("hello")]
#[case("NaN")]
#[case(r#"{"a":1"#)]
#[case(r#"{"a":1} {}"#)]
#[case("type=x&data={}")]
fn what_is_no_object_is_not_read(#[case] body: &str) {
    assert_eq!(parse(body.as_bytes()), None, "{body}");
}

#[rstest]
#[case(r"{'value': 'Robin', 'rationale': 'The caller sa", json!({"value": "Robin"}))]
#[case(r"{'a': {'b': [1, 2", json!({"a": {"b": [1, 2]}}))]
#[case("{", json!({}))]
fn a_printed_value_that_is_cut_off_is_read_as_far_as_it_goes(
    #[case] text: &str,
    #[case] expected: Value,
) {
    assert_eq!(parse_printed(text), Some(expected));
}

#[rstest]
#[case("Pet(name='Rex', tags=['a', 'b'], note='cut of", json!({"name": "Rex", "tags": ["a", "b"]}))]
#[case("{'pet': Pet(name='Rex', age=", json!({"pet": {"name": "Rex"}}))]
fn a_printed_instance_that_is_cut_off_is_read_as_far_as_it_goes(
    #[case] text: &str,
    #[case] expected: Value,
) {
    assert_eq!(parse_printed(text), Some(expected));
}

#[rstest]
#[case("{'value': 'x', 'rationale': None}", json!({"value": "x", "rationale": null}))]
#[case(r#" {"value": "it's", "n": [1, true]} "#, json!({"value": "it's", "n": [1, true]}))]
#[case("['a', \"b's\"]", json!(["a", "b's"]))]
#[case("Result(value='x', schema=Schema(type=<Type.TEXT: 'string'>))", json!({"value": "x", "schema": {"type": "string"}}))]
fn a_printed_value_is_read_exactly(#[case] text: &str, #[case] expected: Value) {
    assert_eq!(parse_printed_exactly(text), Some(expected));
}

#[test]
fn what_somebody_wrote_is_not_read_as_a_printed_value() {
    for text in [
        "[red, blue]",
        "{not json}",
        "[NAME]",
        "{{caller_name}}",
        "{'value': 'x'} and more",
        "{'value': 'cut of",
        "Robin (the red one)",
        "Robin(mobile)",
        "Robin (age=5)",
        "Robin()",
        "call(x=1)",
        "Acme (London), the branch",
        "{'a', 'b'}",
        "[1, <Color.RED>]",
        "",
        "(1, 2)",
    ] {
        assert_eq!(parse_printed_exactly(text), None, "{text}");
    }
}

#[test]
fn a_printed_text_is_no_object() {
    for text in [
        "Robin",
        "",
        "(the red one)",
        "'{}'",
        "Client(x) disconnected",
        "Called end_call(reason='done')",
    ] {
        assert_eq!(parse_printed(text), None, "{text}");
    }
}

proptest! {
    #[test]
    fn valid_json_is_read_as_it_is(value in fixtures::any_json()) {
        let value = json!([value]);
        prop_assert_eq!(parse(value.to_string().as_bytes()), Some(value));
    }

    #[test]
    fn any_bytes_are_read_in_bounded_time(body in proptest::collection::vec(
        prop_oneof![prop::sample::select(b"[{(\"',:]})\\1tN<=>".to_vec()), any::<u8>()],
        0..120,
    )) {
        let _ = parse(&body);
        let text = format!("Pet({}", String::from_utf8_lossy(&body));
        for text in [&text, text.trim_start_matches("Pet(")] {
            let _ = parse_printed(text);
            let _ = parse_printed_exactly(text);
        }
    }
}
