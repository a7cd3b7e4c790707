//! Escaped lone surrogates.
//!
//! JSON's grammar (RFC 8259 §8.2) allows the escape of one half of a UTF-16 surrogate pair.
//! Senders that truncate text between the two halves produce it; a Rust string cannot contain it.

/// Length of an escape such as `\ud83d`.
const ESCAPE_BYTES: usize = 6;
const REPLACEMENT: &[u8] = br"\ufffd";

/// Replaces every escaped lone surrogate with the escape of U+FFFD.
pub(super) fn replace_lone(json: &[u8]) -> Vec<u8> {
    let mut output = Vec::with_capacity(json.len());
    let mut rest = json;
    while let Some(at) = rest.iter().position(|&byte| byte == b'\\') {
        let (plain, escaped) = rest.split_at(at);
        output.extend_from_slice(plain);
        let next = escaped.get(ESCAPE_BYTES..).unwrap_or_default();
        let length = match (code_unit(escaped), code_unit(next)) {
            (Some(0xd800..=0xdbff), Some(0xdc00..=0xdfff)) => 2 * ESCAPE_BYTES,
            (Some(0xd800..=0xdfff), _) => {
                output.extend_from_slice(REPLACEMENT);
                rest = next;
                continue;
            }
            // The escaped character may itself be a backslash.
            _ => escaped.len().min(2),
        };
        let (escape, next) = escaped.split_at(length);
        output.extend_from_slice(escape);
        rest = next;
    }
    output.extend_from_slice(rest);
    output
}

/// The UTF-16 code unit of a `\uXXXX` escape at the start of `json`.
fn code_unit(json: &[u8]) -> Option<u16> {
    let digits = json.strip_prefix(br"\u")?.get(..4)?;
    let mut unit = [0; 2];
    hex::decode_to_slice(digits, &mut unit).ok()?;
    Some(u16::from_be_bytes(unit))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use rstest::rstest;

    use super::*;

    #[rstest]
    #[case::lone_high(r#""cut \ud83d""#, r#""cut \ufffd""#)]
    #[case::lone_low(r#""\uDC15 cut""#, r#""\ufffd cut""#)]
    #[case::two_highs(r#""\ud83d\ud83d\udc15""#, r#""\ufffd\ud83d\udc15""#)]
    #[case::pair(r#""\ud83d\udc15""#, r#""\ud83d\udc15""#)]
    #[case::escaped_backslash(r#""\\ud83d""#, r#""\\ud83d""#)]
    #[case::other_escapes(r#""\n\u00e9\"""#, r#""\n\u00e9\"""#)]
    #[case::cut_off(r#""\ud8"#, r#""\ud8"#)]
    fn only_lone_surrogates_are_replaced(#[case] json: &str, #[case] expected: &str) {
        assert_eq!(
            String::from_utf8(replace_lone(json.as_bytes())).unwrap(),
            expected
        );
    }

    proptest! {
        #[test]
        fn valid_text_is_unchanged(text in "\\PC{0,20}") {
            let json = serde_json::to_vec(&text).unwrap();
            prop_assert_eq!(replace_lone(&json), json);
        }

        #[test]
        fn any_sequence_of_escapes_becomes_valid_text(units in proptest::collection::vec(any::<u16>(), 0..20)) {
            let escapes: Vec<String> = units.iter().map(|unit| format!("\\u{unit:04x}")).collect();
            let text: Result<String, _> = serde_json::from_slice(&replace_lone(format!("\"{}\"", escapes.concat()).as_bytes()));
            prop_assert_eq!(text.unwrap(), String::from_utf16_lossy(&units));
        }

        #[test]
        fn no_bytes_panic(json in proptest::collection::vec(prop_oneof![Just(b'\\'), Just(b'u'), Just(b'd'), any::<u8>()], 0..40)) {
            let _ = replace_lone(&json);
        }
    }
}
