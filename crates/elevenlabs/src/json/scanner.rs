//! The tokens of JSON and of what senders write in its place: single quotes, Python's escapes,
//! escaped lone surrogates, control characters and broken UTF-8 inside a string.

/// Reads tokens from the start of a text. `None` means that the text ends inside the token.
pub(crate) struct Scanner<'b> {
    rest: &'b [u8],
}

impl<'b> Scanner<'b> {
    pub(crate) const fn new(text: &'b [u8]) -> Self {
        Self { rest: text }
    }

    /// The first byte of the next token.
    pub(crate) fn peek(&mut self) -> Option<u8> {
        self.rest = self.rest.trim_ascii_start();
        self.rest.first().copied()
    }

    /// Takes a token of one byte, if it is the next one.
    pub(crate) fn take(&mut self, token: u8) -> bool {
        let is_next = self.peek() == Some(token);
        if is_next {
            self.skip(1);
        }
        is_next
    }

    /// Whether a string with at least one character is next.
    pub(crate) fn starts_text(&mut self) -> bool {
        self.peek().is_some_and(is_quote)
            && self
                .rest
                .get(1)
                .is_some_and(|next| self.rest.first() != Some(next))
    }

    /// A string. One half of a surrogate pair, which a Rust string cannot contain, becomes U+FFFD.
    pub(crate) fn string(&mut self) -> Option<String> {
        let quote = self.peek().filter(|&byte| is_quote(byte))?;
        self.skip(1);
        let mut text = Vec::new();
        loop {
            let at = self
                .rest
                .iter()
                .position(|&byte| byte == quote || byte == b'\\')?;
            let (plain, rest) = self.rest.split_at(at);
            text.extend_from_slice(plain);
            self.rest = rest;
            if self.rest.first() == Some(&quote) {
                self.skip(1);
                return Some(match String::from_utf8(text) {
                    Ok(text) => text,
                    Err(error) => String::from_utf8_lossy(error.as_bytes()).into_owned(),
                });
            }
            let mut buffer = [0; 4];
            text.extend_from_slice(self.escaped()?.encode_utf8(&mut buffer).as_bytes());
        }
    }

    /// The character of an escape sequence.
    fn escaped(&mut self) -> Option<char> {
        let kind = *self.rest.get(1)?;
        let digits = match kind {
            b'u' => 4,
            b'x' => 2,
            b'U' => 8,
            _ => {
                let character = self.rest.get(1..)?;
                return Some(self.simple_escape(kind, character));
            }
        };
        let Some(code) = self.hexadecimal(2, digits) else {
            // Not an escape sequence after all.
            self.skip(2);
            return Some(char::REPLACEMENT_CHARACTER);
        };
        let length = 2 + digits;
        if kind == b'u' && (0xd800..0xdc00).contains(&code) {
            let low = (self.rest.get(length..length + 2) == Some(br"\u"))
                .then(|| self.hexadecimal(length + 2, 4))
                .flatten()
                .filter(|low| (0xdc00..0xe000).contains(low));
            if let Some(low) = low {
                self.skip(2 * length);
                return char::from_u32(0x10000 + ((code - 0xd800) << 10) + (low - 0xdc00));
            }
        }
        self.skip(length);
        Some(char::from_u32(code).unwrap_or(char::REPLACEMENT_CHARACTER))
    }

    /// An escape of one character, which may be of several bytes.
    fn simple_escape(&mut self, kind: u8, character: &[u8]) -> char {
        let escaped = match kind {
            b'n' => '\n',
            b't' => '\t',
            b'r' => '\r',
            b'b' => '\u{8}',
            b'f' => '\u{c}',
            ascii if ascii.is_ascii() => char::from(ascii),
            _ => {
                let length = character.iter().skip(1).take(3);
                let length = 1 + length.take_while(|&&byte| byte & 0xc0 == 0x80).count();
                let text = character.get(..length).unwrap_or_default();
                let text = std::str::from_utf8(text).unwrap_or("\u{fffd}");
                self.skip(1 + length);
                return text.chars().next().unwrap_or(char::REPLACEMENT_CHARACTER);
            }
        };
        self.skip(2);
        escaped
    }

    fn hexadecimal(&self, start: usize, digits: usize) -> Option<u32> {
        let digits = self.rest.get(start..start + digits)?;
        let digits = std::str::from_utf8(digits).ok()?;
        // A sign is no digit.
        digits
            .bytes()
            .all(|byte| byte.is_ascii_hexdigit())
            .then(|| u32::from_str_radix(digits, 16).ok())?
    }

    /// A number, or a word such as `true`, `None` or `NaN`; empty if something else is next.
    pub(crate) fn word(&mut self) -> &'b [u8] {
        self.peek();
        let is_part = |byte: &u8| byte.is_ascii_alphanumeric() || b"+-._".contains(byte);
        let end = self.rest.iter().position(|byte| !is_part(byte));
        let (word, rest) = self.rest.split_at(end.unwrap_or(self.rest.len()));
        self.rest = rest;
        word
    }

    /// Skips a value of any depth, in constant memory.
    pub(crate) fn skip_value(&mut self) -> Option<()> {
        let mut depth = 0_usize;
        loop {
            match self.peek()? {
                quote if is_quote(quote) => self.skip_string(quote)?,
                b'{' | b'[' | b'(' => {
                    depth += 1;
                    self.skip(1);
                    continue;
                }
                b'}' | b']' | b')' | b',' if depth == 0 => return Some(()),
                b'}' | b']' | b')' => {
                    depth -= 1;
                    self.skip(1);
                }
                b',' | b':' => {
                    self.skip(1);
                    continue;
                }
                _ => {
                    if self.word().is_empty() {
                        self.skip(1);
                    }
                }
            }
            if depth == 0 && matches!(self.peek(), None | Some(b',' | b'}' | b']' | b')')) {
                return Some(());
            }
        }
    }

    fn skip_string(&mut self, quote: u8) -> Option<()> {
        self.skip(1);
        loop {
            let at = self
                .rest
                .iter()
                .position(|&byte| byte == quote || byte == b'\\')?;
            let is_end = self.rest.get(at) == Some(&quote);
            self.skip(if is_end { at + 1 } else { at + 2 });
            if is_end {
                return Some(());
            }
        }
    }

    fn skip(&mut self, bytes: usize) {
        self.rest = self.rest.get(bytes..).unwrap_or_default();
    }
}

const fn is_quote(byte: u8) -> bool {
    matches!(byte, b'"' | b'\'')
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use rstest::rstest;

    use super::*;

    #[rstest]
    #[case::lone_high(r#""cut \ud83d""#, "cut \u{fffd}")]
    #[case::lone_low(r#""\uDC15 cut""#, "\u{fffd} cut")]
    #[case::two_highs(r#""\ud83d\ud83d\udc15""#, "\u{fffd}🐕")]
    #[case::pair(r#""\ud83d\udc15""#, "🐕")]
    #[case::escaped_backslash(r#""\\ud83d""#, r"\ud83d")]
    #[case::single_quotes(r"'it\'s \xe9t\u00e9 \U0001f415'", "it's été 🐕")]
    #[case::raw_control_characters("\"a\nb\u{1}\"", "a\nb\u{1}")]
    #[case::no_hexadecimal(r#""\u+123 \x""#, "\u{fffd}+123 \u{fffd}")]
    #[case::escaped_letter("\"\\é\"", "é")]
    fn a_string_is_read_as_far_as_it_can_be(#[case] text: &str, #[case] expected: &str) {
        assert_eq!(
            Scanner::new(text.as_bytes()).string().as_deref(),
            Some(expected)
        );
    }

    #[test]
    fn broken_utf_8_becomes_a_replacement_character() {
        let mut scanner = Scanner::new(b"\"caf\xe9\"");
        assert_eq!(scanner.string().as_deref(), Some("caf\u{fffd}"));
    }

    #[rstest]
    #[case(r#"{"a":["}",'])'],"b":(1,2)} ,"#)]
    #[case(r#""a \" b","#)]
    #[case("-Infinity,")]
    #[case("<Color.RED: 'red'>,")]
    fn any_value_is_skipped(#[case] text: &str) {
        let mut scanner = Scanner::new(text.as_bytes());
        assert_eq!(scanner.skip_value(), Some(()));
        assert_eq!(scanner.peek(), Some(b','), "{text}");
    }

    #[rstest]
    #[case(r#"{"a":1"#)]
    #[case("[[[[")]
    #[case(r#""a"#)]
    #[case(r#""a\"#)]
    #[case("")]
    fn a_value_that_is_cut_off_is_not_skipped(#[case] text: &str) {
        assert_eq!(Scanner::new(text.as_bytes()).skip_value(), None, "{text}");
    }

    proptest! {
        #[test]
        fn a_serialized_string_is_read_as_it_was(text in any::<String>()) {
            let json = serde_json::to_vec(&text).unwrap();
            prop_assert_eq!(Scanner::new(&json).string(), Some(text));
        }

        #[test]
        fn any_sequence_of_escapes_becomes_valid_text(units in proptest::collection::vec(any::<u16>(), 0..20)) {
            let escapes: Vec<String> = units.iter().map(|unit| format!("\\u{unit:04x}")).collect();
            let text = Scanner::new(format!("\"{}\"", escapes.concat()).as_bytes()).string();
            prop_assert_eq!(text, Some(String::from_utf16_lossy(&units)));
        }

        #[test]
        fn no_bytes_panic(text in proptest::collection::vec(
            prop_oneof![prop::sample::select(b"\\\"'uUxd8[{(]})<,: ".to_vec()), any::<u8>()],
            0..40,
        )) {
            let _ = Scanner::new(&text).string();
            let _ = Scanner::new(&text).skip_value();
            let _ = Scanner::new(&text).word();
        }
    }
}
