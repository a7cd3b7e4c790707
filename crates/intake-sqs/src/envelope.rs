//! What a message is on the wire.

use jiff::Timestamp;
use memories_domain::EventKey;
use serde::{Deserialize, Serialize};

use crate::OpenError;

/// The version that is written, and the newest that is read.
const VERSION: u64 = 1;

/// A message.
#[derive(Serialize, Deserialize)]
pub(crate) struct Envelope {
    version: u64,
    conversation: String,
    event_type: String,
    received_at: Timestamp,
    content: Content,
}

/// An event, in one of the ways it travels.
#[derive(Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(crate) enum Content {
    /// As it came.
    Body(String),
    /// Compressed by gzip, in Base64.
    Gzip(String),
    /// Without what nobody learns from; compressed by gzip, in Base64.
    Reduced(String),
    /// In the bucket, compressed by gzip.
    Claim(Claim),
}

/// An event that waits in the bucket.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Claim {
    /// The object's key.
    pub(crate) object: String,
    /// The hexadecimal SHA-256 of the event before it was compressed.
    pub(crate) sha256: String,
}

impl Envelope {
    pub(crate) fn new(key: &EventKey, received_at: Timestamp, content: Content) -> Self {
        Self {
            version: VERSION,
            conversation: key.conversation.clone(),
            event_type: key.event_type.clone(),
            received_at,
            content,
        }
    }

    /// The message's text, which SQS takes whatever the event says.
    pub(crate) fn to_message(&self) -> serde_json::Result<String> {
        let json = serde_json::to_string(self)?;
        Ok(legal(json))
    }

    /// Reads a message of this version; fields that are not known are ignored.
    pub(crate) fn read(message: &str) -> Result<Self, OpenError> {
        #[derive(Deserialize)]
        struct Version {
            version: u64,
        }

        let unreadable = |reason| OpenError::Unreadable { reason };
        let envelope = serde_json::from_str::<Self>(message);
        let version = match &envelope {
            Ok(envelope) => envelope.version,
            Err(_) => serde_json::from_str::<Version>(message)
                .map(|said| said.version)
                .map_err(|_| unreadable("it is no JSON object with a version"))?,
        };
        match version {
            VERSION => envelope.map_err(|_| unreadable("a field is missing or odd")),
            0 => Err(unreadable("it has version 0, which never was")),
            _ => Err(OpenError::FutureVersion { version }),
        }
    }

    /// The event's key, when it arrived, and the event.
    pub(crate) fn into_parts(self) -> (EventKey, Timestamp, Content) {
        let key = EventKey {
            conversation: self.conversation,
            event_type: self.event_type,
        };
        (key, self.received_at, self.content)
    }
}

/// JSON without the two characters that SQS refuses and JSON does not escape. They can only
/// stand in its strings.
fn legal(json: String) -> String {
    if json.contains(['\u{fffe}', '\u{ffff}']) {
        json.replace('\u{fffe}', "\\ufffe")
            .replace('\u{ffff}', "\\uffff")
    } else {
        json
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const MESSAGE: &str = r#"{"version":1,"conversation":"conv_1","event_type":"new",
        "received_at":"2025-11-01T12:00:00.123456789Z","content":{"body":"{}"},"more":[1]}"#;

    #[test]
    fn a_message_is_read_with_fields_that_are_not_known() {
        let (key, received_at, content) = Envelope::read(MESSAGE).unwrap().into_parts();
        assert_eq!(key.conversation, "conv_1");
        assert_eq!(key.event_type, "new");
        assert_eq!(received_at.to_string(), "2025-11-01T12:00:00.123456789Z");
        assert!(matches!(content, Content::Body(body) if body == "{}"));
    }

    #[test]
    fn a_newer_message_says_that_it_is_newer() {
        for message in [
            MESSAGE.replace("\"version\":1", "\"version\":2"),
            r#"{"version":2}"#.to_owned(),
        ] {
            let error = Envelope::read(&message).err().unwrap();
            assert!(matches!(error, OpenError::FutureVersion { version: 2 }));
            assert!(!error.is_transient());
        }
    }

    #[test]
    fn what_is_no_message_is_refused() {
        for message in ["", "x", "[]", "{}", r#"{"version":1}"#, r#"{"version":0}"#] {
            let error = Envelope::read(message).err().unwrap();
            assert!(matches!(error, OpenError::Unreadable { .. }), "{message}");
        }
        let odd = MESSAGE.replace("\"body\"", "\"pigeon\"");
        assert!(matches!(
            Envelope::read(&odd),
            Err(OpenError::Unreadable { .. })
        ));
    }
}
