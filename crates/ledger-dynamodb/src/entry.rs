//! What the table holds of a part of a call.

use aws::{AttributeValue, Item};
use jiff::{SignedDuration, Timestamp};
use memories_domain::{BeginOutcome, CallPart, ConversationId};
use sha2::{Digest, Sha256};

/// The key of the table.
pub(crate) const ENTRY: &str = "entry";
/// `begun` or `done`.
pub(crate) const STATE: &str = "state";
/// When the table drops the entry, in seconds since 1970.
pub(crate) const EXPIRES_AT: &str = "expires_at";
/// When the part was begun, in microseconds since 1970.
const BEGUN_AT: &str = "begun_at";
/// Which attempt has begun it.
const ATTEMPT: &str = "attempt";

pub(crate) const BEGUN: &str = "begun";
pub(crate) const DONE: &str = "done";

/// How long an entry is kept. A message can be delivered for 18 days, 4 in its queue and 14
/// among the dead letters; this leaves time to send dead letters back to the queue by hand.
///
/// `DynamoDB` drops items some days late. An entry that is still there counts, also after its
/// time: a call that is delivered so late must not be added twice either.
const KEPT: SignedDuration = SignedDuration::from_hours(30 * 24);

/// The key of a part's entry: a digest, so that the table names no conversation.
pub(crate) fn key(conversation: &ConversationId, part: CallPart) -> Item {
    let mut hasher = Sha256::new();
    hasher.update(part.name());
    hasher.update(b"\0");
    hasher.update(conversation.as_str());
    let digest = hex::encode(hasher.finalize());
    Item::from([(ENTRY.to_owned(), AttributeValue::S(digest))])
}

/// The entry of a part that is begun.
pub(crate) fn begun(key: Item, at: Timestamp, attempt: &str) -> Item {
    let mut item = key;
    item.insert(STATE.to_owned(), BEGUN.into());
    item.insert(BEGUN_AT.to_owned(), at.as_microsecond().into());
    item.insert(ATTEMPT.to_owned(), attempt.into());
    item.insert(EXPIRES_AT.to_owned(), expiry(at));
    item
}

/// When an entry of this moment is dropped.
pub(crate) fn expiry(at: Timestamp) -> AttributeValue {
    at.as_second().saturating_add(KEPT.as_secs()).into()
}

/// What an entry that was there says to an attempt to begin. `None` when it is no entry.
pub(crate) fn read(item: &Item, attempt: &str) -> Option<BeginOutcome> {
    let text = |name| item.get(name).and_then(AttributeValue::as_text);
    if text(STATE)? == DONE {
        return Some(BeginOutcome::Done);
    }
    // An earlier try of this very request arrived, and only its answer was lost.
    if text(ATTEMPT) == Some(attempt) {
        return Some(BeginOutcome::New);
    }
    let since = item.get(BEGUN_AT)?.as_number()?;
    Some(BeginOutcome::Unfinished {
        since: Timestamp::from_microsecond(since).ok()?,
    })
}
