//! Names that say nothing: digests of what they stand for.
//!
//! A number can be found by trying all numbers, so that a digest of one is no secret; but it
//! does not show in a console, a metric or a log.

use memories_domain::{EventKey, IncomingEvent};
use sha2::{Digest, Sha256};

/// One caller's calls are learned in their order, those of different callers side by side. A
/// call whose caller is not known stands by its conversation.
pub(crate) fn group(event: &IncomingEvent) -> String {
    match &event.caller {
        Some(caller) => digest(&["caller", caller.as_str()]),
        None => digest(&["conversation", &event.key.conversation]),
    }
}

/// Deliveries of one event within five minutes make one message.
pub(crate) fn deduplication(key: &EventKey) -> String {
    digest(&["event", &key.conversation, &key.event_type])
}

/// A redelivery of the same bytes takes the place of the first. Other bytes under the same key
/// must not: the message that stays may be the first one's.
pub(crate) fn object(key: &EventKey, body_sha256: &str) -> String {
    let digest = digest(&["object", &key.conversation, &key.event_type, body_sha256]);
    format!("events/{digest}")
}

/// The hexadecimal SHA-256 of some bytes.
pub(crate) fn sha256(bytes: &[u8]) -> String {
    hex::encode(Sha256::digest(bytes))
}

/// The hexadecimal SHA-256 of parts, none of which can pass for the end of another.
fn digest(parts: &[&str]) -> String {
    let mut hasher = Sha256::new();
    for part in parts {
        hasher.update(part.len().to_be_bytes());
        hasher.update(part);
    }
    hex::encode(hasher.finalize())
}

#[cfg(test)]
mod tests {
    use bytes::Bytes;
    use jiff::Timestamp;
    use memories_domain::CallerId;

    use super::*;

    fn event(caller: Option<&str>, conversation: &str) -> IncomingEvent {
        IncomingEvent {
            key: EventKey {
                conversation: conversation.to_owned(),
                event_type: "post_call_transcription".to_owned(),
            },
            caller: caller.map(|caller| CallerId::parse(caller, None).unwrap()),
            received_at: Timestamp::UNIX_EPOCH,
            body: Bytes::new(),
        }
    }

    #[test]
    fn a_callers_calls_make_a_group_that_does_not_show_the_number() {
        let first = group(&event(Some("+12025550143"), "conv_1"));
        assert_eq!(first, group(&event(Some("+12025550143"), "conv_2")));
        assert_ne!(first, group(&event(Some("+12025550144"), "conv_1")));
        assert_eq!(first.len(), 64);
        assert!(!first.contains("12025550143"));
    }

    #[test]
    fn calls_of_unknown_callers_do_not_wait_for_each_other() {
        let unknown = |conversation| group(&event(None, conversation));
        assert_eq!(unknown("conv_1"), unknown("conv_1"));
        assert_ne!(unknown("conv_1"), unknown("conv_2"));
    }

    #[test]
    fn parts_are_told_apart() {
        assert_ne!(digest(&["ab", "c"]), digest(&["a", "bc"]));
    }
}
