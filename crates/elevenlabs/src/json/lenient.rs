//! A second reading of what strict JSON rejects: one bad field costs that field.
//!
//! Numbers that JSON does not have (`NaN`, `Infinity`, `1e400`) and unknown words become
//! null, and so does whatever is nested too deeply. Values that Python prints are read as what they
//! are: `{'a': True, 'b': None}`, `Pet(name='Rex', age=3)`, `<Verdict.SUCCESS: 'success'>`. Takes
//! linear time.

use serde_json::{Map, Number, Value};

use super::scanner::Scanner;

/// What is nested deeper is null.
const MAX_DEPTH: usize = 100;

/// What becomes of what cannot be read.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Reading {
    /// A bad value is null, but the text has to be whole.
    Whole,
    /// A bad value is null. Where the text ends, its values are closed, and what was cut off inside
    /// is missing.
    CutOff,
    /// A bad value makes the text something else.
    Exact,
}

/// Reads a whole body, an object or a list.
pub(super) fn parse(body: &[u8]) -> Option<Value> {
    let mut parser = Parser::new(body, Reading::Whole);
    if !matches!(parser.scanner.peek()?, b'{' | b'[') {
        return None;
    }
    parser.only_value()
}

/// Reads an object or a list that was printed as text, perhaps cut off at a maximum length.
pub(crate) fn parse_printed(text: &str) -> Option<Value> {
    let text = printed(text)?;
    let value = Parser::new(text.as_bytes(), Reading::CutOff).value(0)?;
    (!value.is_null()).then_some(value)
}

/// Reads an object or a list that was printed as text, unless anything in the text is not part of
/// it: `[red, blue]` and `{not json}` are what somebody wrote.
pub(crate) fn parse_printed_exactly(text: &str) -> Option<Value> {
    let text = printed(text)?;
    Parser::new(text.as_bytes(), Reading::Exact).only_value()
}

/// A text that begins like an object or a list, perhaps with the name of its class.
fn printed(text: &str) -> Option<&str> {
    let text = text.trim();
    let class = text.find(|c: char| !c.is_ascii_alphanumeric() && c != '_');
    let (class, rest) = text.split_at(class?);
    let is_printed = match class.chars().next() {
        None => rest.starts_with(['{', '[']),
        Some(initial) => initial.is_ascii_uppercase() && rest.starts_with('('),
    };
    is_printed.then_some(text)
}

struct Parser<'b> {
    scanner: Scanner<'b>,
    reading: Reading,
}

impl<'b> Parser<'b> {
    const fn new(text: &'b [u8], reading: Reading) -> Self {
        let scanner = Scanner::new(text);
        Self { scanner, reading }
    }

    /// The value, if nothing follows it.
    fn only_value(&mut self) -> Option<Value> {
        let value = self.value(0)?;
        self.scanner.peek().is_none().then_some(value)
    }

    fn value(&mut self, depth: usize) -> Option<Value> {
        match self.scanner.peek()? {
            b'{' | b'[' | b'(' if depth >= MAX_DEPTH => self.null(),
            b'{' => self.object(depth),
            b'[' => self.list(b']', depth),
            b'(' => self.list(b')', depth),
            b'"' | b'\'' => self.scanner.string().map(Value::String),
            b'<' => self.member(depth),
            _ => {
                let word = self.scanner.word();
                let is_word = !word.is_empty();
                match self.scanner.peek() {
                    None if self.reading != Reading::CutOff => None,
                    Some(b'(') if is_word && depth < MAX_DEPTH => self.instance(depth),
                    None | Some(b',' | b'}' | b']' | b')') => self.literal(word),
                    Some(b'>') if is_word => self.literal(word),
                    // The rest of something else.
                    Some(_) => self.null(),
                }
            }
        }
    }

    fn literal(&self, word: &[u8]) -> Option<Value> {
        match literal(word) {
            None if self.reading == Reading::Exact => None,
            value => Some(value.unwrap_or(Value::Null)),
        }
    }

    fn null(&mut self) -> Option<Value> {
        self.skip_unreadable().map(|()| Value::Null)
    }

    fn skip_unreadable(&mut self) -> Option<()> {
        if self.reading == Reading::Exact {
            return None;
        }
        self.scanner.skip_value()
    }

    /// The value of a member of an enum: `<Color.RED: 'red'>`.
    fn member(&mut self, depth: usize) -> Option<Value> {
        self.scanner.take(b'<');
        let name = self.scanner.word();
        if name.is_empty() || !self.scanner.take(b':') || depth >= MAX_DEPTH {
            return self.null();
        }
        let value = self.value(depth + 1)?;
        if self.scanner.take(b'>') {
            return Some(value);
        }
        match self.reading {
            Reading::Exact => None,
            Reading::Whole | Reading::CutOff => Some(Value::Null),
        }
    }

    /// The named arguments of an instance of a class: `(name='Rex', age=3)`; null if it has none.
    fn instance(&mut self, depth: usize) -> Option<Value> {
        let mut fields = Map::new();
        self.scanner.take(b'(');
        loop {
            self.scanner.take(b',');
            if self.scanner.take(b')') {
                break;
            }
            match self.argument(depth) {
                Some(Some((name, value))) => {
                    fields.insert(name, value);
                }
                Some(None) => {}
                None => return self.closed(Value::Object(fields)),
            }
        }
        match self.reading {
            Reading::Exact if fields.is_empty() => None,
            _ if fields.is_empty() => Some(Value::Null),
            _ => Some(Value::Object(fields)),
        }
    }

    /// The inner `None` is an argument without a name.
    #[expect(clippy::option_option, reason = "the outer one is the end of the text")]
    fn argument(&mut self, depth: usize) -> Option<Option<(String, Value)>> {
        let name = self.scanner.word();
        if !name.is_empty() && self.scanner.take(b'=') {
            let name = String::from_utf8_lossy(name).into_owned();
            return Some(Some((name, self.value(depth + 1)?)));
        }
        match self.scanner.peek()? {
            stray @ (b'}' | b']' | b':') => {
                self.scanner.take(stray);
            }
            b',' | b')' => {}
            _ => self.skip_unreadable()?,
        }
        match self.reading {
            Reading::Exact => None,
            Reading::Whole | Reading::CutOff => Some(None),
        }
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
                    self.skip_unreadable()?;
                    return Some(None);
                }
                String::from_utf8_lossy(word).into_owned()
            }
        };
        if !self.scanner.take(b':') {
            if self.reading == Reading::Exact {
                return None;
            }
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
        (self.reading == Reading::CutOff).then_some(value)
    }
}

/// `None` for an unknown word.
fn literal(word: &[u8]) -> Option<Value> {
    match word {
        b"null" | b"None" => Some(Value::Null),
        b"true" | b"True" => Some(Value::Bool(true)),
        b"false" | b"False" => Some(Value::Bool(false)),
        _ => number(word).map(Value::Number),
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
mod tests;
