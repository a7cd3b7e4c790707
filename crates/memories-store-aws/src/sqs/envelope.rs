//! The JSON in a message.

use jiff::Timestamp;
use memories_domain::ports::{EventKey, ScopedCall};
use serde::{Deserialize, Serialize};

use super::error::DecodeError;

const VERSION: u64 = 2;

#[derive(Serialize, Deserialize)]
pub(super) struct Envelope {
    version: u64,
    pub(super) key: EventKey,
    pub(super) received_at: Timestamp,
    pub(super) content: Content,
}

#[derive(Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(super) enum Content {
    Call(Encoding<Box<ScopedCall>>),
    /// The body of an event that could not be read as a call.
    Raw(Encoding<String>),
}

#[derive(Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(super) enum Encoding<T> {
    Plain(T),
    Gzip(Gzip),
    /// In the bucket, compressed by gzip.
    Payload(PayloadRef),
}

#[derive(Serialize, Deserialize)]
pub(super) struct Gzip {
    pub(super) base64: String,
    /// The size of the content before it was compressed.
    pub(super) bytes: usize,
}

/// A reference to content in the bucket.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct PayloadRef {
    pub(super) object_key: String,
    /// The hexadecimal SHA-256 of the content before it was compressed.
    pub(super) sha256: String,
    /// The size of the content before it was compressed.
    pub(super) bytes: usize,
}

impl Envelope {
    pub(super) const fn new(key: EventKey, received_at: Timestamp, content: Content) -> Self {
        Self {
            version: VERSION,
            key,
            received_at,
            content,
        }
    }

    /// The text of the message, without the characters that SQS rejects.
    pub(super) fn to_message(&self) -> serde_json::Result<String> {
        let json = serde_json::to_string(self)?;
        Ok(escape_noncharacters(json))
    }

    /// Parses a message of this version; unknown fields are ignored.
    pub(super) fn parse(message: &str) -> Result<Self, DecodeError> {
        #[derive(Deserialize)]
        struct Version {
            version: u64,
        }

        let invalid = |reason| DecodeError::Invalid { reason };
        let envelope = serde_json::from_str::<Self>(message);
        let version = match &envelope {
            Ok(envelope) => envelope.version,
            Err(_) => {
                serde_json::from_str::<Version>(message)
                    .map_err(|_| invalid("it is not a JSON object with a version"))?
                    .version
            }
        };
        match version {
            VERSION => envelope.map_err(|_| invalid("a field is missing or invalid")),
            version => Err(DecodeError::UnsupportedVersion { version }),
        }
    }
}

impl<T> Encoding<T> {
    pub(super) fn map_plain<U>(self, map: impl FnOnce(T) -> U) -> Encoding<U> {
        match self {
            Self::Plain(value) => Encoding::Plain(map(value)),
            Self::Gzip(gzip) => Encoding::Gzip(gzip),
            Self::Payload(payload) => Encoding::Payload(payload),
        }
    }
}

/// Escapes the two characters that SQS rejects and JSON allows unescaped. In JSON, they can only
/// be part of a string.
fn escape_noncharacters(json: String) -> String {
    if json.contains(['\u{fffe}', '\u{ffff}']) {
        json.replace('\u{fffe}', "\\ufffe")
            .replace('\u{ffff}', "\\uffff")
    } else {
        json
    }
}

#[cfg(test)]
mod tests {
    use rstest::rstest;

    use super::*;

    const MESSAGE: &str = r#"{"version":2,"key":{"project":"default","platform":"elevenlabs",
        "conversation":"conv_1","event_type":"new","body_sha256":"00"},
        "received_at":"2025-11-01T12:00:00.123456789Z","content":{"raw":{"plain":"{}"}},"more":[1]}"#;

    #[test]
    fn unknown_fields_are_ignored() {
        let envelope = Envelope::parse(MESSAGE).unwrap();
        assert_eq!(envelope.key.conversation, "conv_1");
        assert_eq!(envelope.key.event_type, "new");
        let received_at = envelope.received_at.to_string();
        assert_eq!(received_at, "2025-11-01T12:00:00.123456789Z");
        assert!(matches!(
            envelope.content,
            Content::Raw(Encoding::Plain(body)) if body == "{}"
        ));
    }

    #[rstest]
    #[case(MESSAGE.replace("\"version\":2", "\"version\":3"), 3)]
    #[case(r#"{"version":3}"#.to_owned(), 3)]
    #[case(r#"{"version":1}"#.to_owned(), 1)]
    fn another_version_is_rejected_as_such(#[case] message: String, #[case] expected: u64) {
        let error = Envelope::parse(&message).err().unwrap();
        assert!(!error.is_transient());
        assert!(matches!(
            error,
            DecodeError::UnsupportedVersion { version } if version == expected
        ));
    }

    #[rstest]
    #[case::empty("")]
    #[case::not_json("x")]
    #[case::not_an_object("[]")]
    #[case::without_a_version("{}")]
    #[case::without_the_other_fields(r#"{"version":2}"#)]
    #[case::with_another_content(&MESSAGE.replace("\"raw\"", "\"pigeon\""))]
    fn anything_else_is_invalid(#[case] message: &str) {
        let error = Envelope::parse(message).err().unwrap();
        assert!(matches!(error, DecodeError::Invalid { .. }), "{error}");
        assert!(!error.is_transient());
    }
}
