//! A second reading of what strict JSON rejects: one bad field costs that field.
//!
//! Numbers that JSON does not have (`NaN`, `Infinity`, `1e400`) and unknown words become
//! null, and so does whatever is nested too deeply. Values that Python prints are read as what they
//! are: `{'a': True, 'b': None}`. Takes linear time.

use serde_json::{Map, Number, Value};

use super::scanner::Scanner;

/// What is nested deeper is null.
const MAX_DEPTH: usize = 100;

/// What becomes of a text that ends before its value does.
#[derive(Clone, Copy, PartialEq, Eq)]
enum AtEnd {
    Fail,
    /// The value is closed. What was cut off inside is missing.
    Close,
}

/// Reads a whole body, an object or a list.
pub(super) fn parse(body: &[u8]) -> Option<Value> {
    let mut parser = Parser::new(body, AtEnd::Fail);
    if !matches!(parser.scanner.peek()?, b'{' | b'[') {
        return None;
    }
    let value = parser.value(0)?;
    parser.scanner.peek().is_none().then_some(value)
}

/// Reads an object or a list that was printed as text, perhaps cut off at a maximum length.
pub(crate) fn parse_printed(text: &str) -> Option<Value> {
    let text = text.trim();
    if !text.starts_with(['{', '[']) {
        return None;
    }
    Parser::new(text.as_bytes(), AtEnd::Close).value(0)
}

struct Parser<'b> {
    scanner: Scanner<'b>,
    at_end: AtEnd,
}

impl<'b> Parser<'b> {
    const fn new(text: &'b [u8], at_end: AtEnd) -> Self {
        let scanner = Scanner::new(text);
        Self { scanner, at_end }
    }

    fn value(&mut self, depth: usize) -> Option<Value> {
        match self.scanner.peek()? {
            b'{' | b'[' | b'(' if depth >= MAX_DEPTH => self.null(),
            b'{' => self.object(depth),
            b'[' => self.list(b']', depth),
            b'(' => self.list(b')', depth),
            b'"' | b'\'' => self.scanner.string().map(Value::String),
            _ => {
                let value = literal(self.scanner.word());
                match self.scanner.peek() {
                    None if self.at_end == AtEnd::Fail => None,
                    None | Some(b',' | b'}' | b']' | b')') => Some(value),
                    // The rest of something else: `<Color.RED: 'red'>`
                    Some(_) => self.null(),
                }
            }
        }
    }

    fn null(&mut self) -> Option<Value> {
        self.scanner.skip_value().map(|()| Value::Null)
    }

    fn object(&mut self, depth: usize) -> Option<Value> {
        let mut object = Map::new();
        self.scanner.take(b'{');
        loop {
            self.scanner.take(b',');
            if self.scanner.take(b'}') {
                return Some(Value::Object(object));
            }
            match self.entry(depth) {
                Some(Some((key, value))) => {
                    object.insert(key, value);
                }
                Some(None) => {}
                None => return self.closed(Value::Object(object)),
            }
        }
    }

    /// The inner `None` is an entry without a name.
    #[expect(clippy::option_option, reason = "the outer one is the end of the text")]
    fn entry(&mut self, depth: usize) -> Option<Option<(String, Value)>> {
        let key = match self.scanner.peek()? {
            b'"' | b'\'' => self.scanner.string()?,
            b']' | b')' | b':' => {
                let closing = self.scanner.peek()?;
                self.scanner.take(closing);
                return Some(None);
            }
            _ => {
                let word = self.scanner.word();
                if word.is_empty() {
                    self.scanner.skip_value()?;
                    return Some(None);
                }
                String::from_utf8_lossy(word).into_owned()
            }
        };
        if !self.scanner.take(b':') {
            self.scanner.peek()?;
            if !matches!(self.scanner.peek()?, b',' | b'}') {
                self.scanner.skip_value()?;
            }
            return Some(None);
        }
        Some(Some((key, self.value(depth + 1)?)))
    }

    fn list(&mut self, end: u8, depth: usize) -> Option<Value> {
        let mut list = Vec::new();
        let opening = self.scanner.peek()?;
        self.scanner.take(opening);
        loop {
            self.scanner.take(b',');
            if self.scanner.take(end) {
                return Some(Value::Array(list));
            }
            let stray = self.scanner.peek();
            if let Some(stray @ (b'}' | b']' | b')' | b':' | b',')) = stray {
                self.scanner.take(stray);
                continue;
            }
            match self.value(depth + 1) {
                Some(value) => list.push(value),
                None => return self.closed(Value::Array(list)),
            }
        }
    }

    fn closed(&self, value: Value) -> Option<Value> {
        (self.at_end == AtEnd::Close).then_some(value)
    }
}

fn literal(word: &[u8]) -> Value {
    match word {
        b"true" | b"True" => Value::Bool(true),
        b"false" | b"False" => Value::Bool(false),
        _ => number(word).map_or(Value::Null, Value::Number),
    }
}

fn number(word: &[u8]) -> Option<Number> {
    let starts_number = word
        .first()
        .is_some_and(|&byte| byte.is_ascii_digit() || b"+-.".contains(&byte));
    if !starts_number {
        return None;
    }
    serde_json::from_slice(word).ok().or_else(|| {
        let text = std::str::from_utf8(word).ok()?;
        // JSON allows no sign, no zero and no point in front.
        let float: f64 = text.parse().ok()?;
        Number::from_f64(float)
    })
}

#[cfg(test)]
mod tests {
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
    #[case::unknown_words(r#"{"a":maybe,"b":<Color.RED: 'red'>,"c":1}"#, json!({"a": null, "b": null, "c": 1}))]
    #[case::commas_too_many(r#"{"a":1,,"b":[1,2,],}"#, json!({"a": 1, "b": [1, 2]}))]
    #[case::lone_surrogate(r#"{"a\ud83d":"b\udc15"}"#, json!({"a\u{fffd}": "b\u{fffd}"}))]
    fn one_bad_field_costs_that_field(#[case] body: &str, #[case] expected: Value) {
        assert_eq!(parse(body.as_bytes()), Some(expected));
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

    #[test]
    fn a_printed_text_is_no_object() {
        for text in ["Robin", "", "(the red one)", "'{}'"] {
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
            prop_oneof![prop::sample::select(b"[{(\"',:]})\\1tN<".to_vec()), any::<u8>()],
            0..120,
        )) {
            let _ = parse(&body);
            let _ = parse_printed(&String::from_utf8_lossy(&body));
        }
    }
}
