//! The ids of messages and objects, which show neither phone numbers nor conversations.

use memories_domain::{Scope, ports::EventKey};

use crate::digest::digest_parts;

/// Orders the calls of one caller, and no others.
pub(super) fn caller_group(scope: &Scope) -> String {
    digest_parts(&["caller", scope.project.as_str(), scope.caller.as_str()])
}

/// The group of an event whose caller is unknown.
pub(super) fn conversation_group(key: &EventKey) -> String {
    digest_parts(&[
        "conversation",
        key.project.as_str(),
        key.platform.name(),
        &key.conversation,
    ])
}

/// SQS drops a message whose deduplication id it has received within five minutes.
pub(super) fn deduplication_id(key: &EventKey) -> String {
    digest_key("event", key, "")
}

/// Depends on the content too: another version of this program, which may parse the same event
/// differently, must not overwrite the object of an earlier message.
pub(super) fn object_key(key: &EventKey, content_sha256: &str) -> String {
    format!("events/{}", digest_key("object", key, content_sha256))
}

fn digest_key(purpose: &str, key: &EventKey, content_sha256: &str) -> String {
    digest_parts(&[
        purpose,
        key.project.as_str(),
        key.platform.name(),
        &key.conversation,
        &key.event_type,
        &key.body_sha256,
        content_sha256,
    ])
}
