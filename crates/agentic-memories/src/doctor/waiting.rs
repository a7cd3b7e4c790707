//! Finished calls that failed and wait for another attempt.

use std::collections::BTreeMap;

use memories_domain::ports::{InboxEntry, InboxState};

use super::check::Check;
use crate::{render, stores::Stores};

const MAX_ENTRIES: usize = 1_000;

/// One check for each reason; none if no call waits.
pub(super) async fn check(stores: &Stores) -> Vec<Check> {
    let pending = stores
        .inbox()
        .list(Some(InboxState::Pending), MAX_ENTRIES)
        .await;
    // Another check reads the same file and reports an error.
    by_reason(&pending.unwrap_or_default())
}

/// `entries` are newest first.
fn by_reason(entries: &[InboxEntry]) -> Vec<Check> {
    let mut waiting = BTreeMap::<&str, (usize, &InboxEntry)>::new();
    for entry in entries {
        if let Some(reason) = entry.reason.as_deref() {
            let (count, oldest) = waiting.entry(reason).or_insert((0, entry));
            *count += 1;
            *oldest = entry;
        }
    }
    waiting
        .into_iter()
        .map(|(reason, (count, oldest))| {
            Check::warn(
                "inbox",
                format!(
                    "{} for another attempt, the oldest since {} UTC: {reason}",
                    render::count(count, "finished call waits", "finished calls wait"),
                    render::minute(oldest.received_at)
                ),
                "mend the cause; then `inbox retry --all`, or wait for half an hour",
            )
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use jiff::{SignedDuration, Timestamp};
    use memories_domain::{EventId, Platform, ProjectId, ports::EventKey};

    use super::*;

    fn pending(reason: Option<&str>, minute: i64) -> InboxEntry {
        let at = Timestamp::UNIX_EPOCH + SignedDuration::from_mins(minute);
        InboxEntry {
            id: EventId::generate(),
            key: EventKey {
                project: ProjectId::default(),
                platform: Platform::ElevenLabs,
                conversation: "conv_1".to_owned(),
                event_type: "post_call_transcription".to_owned(),
                body_sha256: "00".to_owned(),
            },
            state: InboxState::Pending,
            received_at: at,
            attempts: 1,
            next_attempt_at: Some(at),
            reason: reason.map(str::to_owned),
            content_bytes: None,
        }
    }

    #[test]
    fn waiting_calls_are_counted_by_their_reason() {
        let entries = [
            pending(None, 9),
            pending(Some("the key was rejected"), 8),
            pending(Some("it is down"), 7),
            pending(Some("the key was rejected"), 6),
        ];
        let checks = serde_json::to_value(by_reason(&entries)).unwrap();
        assert_eq!(checks.as_array().unwrap().len(), 2, "{checks:#}");
        assert_eq!(
            checks[1]["message"],
            "2 finished calls wait for another attempt, the oldest since 1970-01-01 00:06 UTC: \
             the key was rejected"
        );
    }
}
