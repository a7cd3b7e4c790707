//! The item in the table for a part of a call.
//!
//! An entry records the completeness of the event whose part was added last, and the unfinished
//! attempt to add another, if there is one. Every operation on a part is one update of its entry.

use std::collections::BTreeMap;

use jiff::{SignedDuration, Timestamp};
use memories_domain::{
    Completeness,
    ports::{BeginOutcome, PartKey},
};

use crate::{
    client::{AttributeValue, Item, Update},
    digest::digest_parts,
};

/// The table's partition key.
const ENTRY: &str = "entry";
/// The completeness of the event whose part was added last.
const COMPLETENESS: &str = "completeness";
/// The id of the unfinished attempt.
const ATTEMPT: &str = "attempt";
/// The completeness of the event of the unfinished attempt.
const ATTEMPT_COMPLETENESS: &str = "attempt_completeness";
/// When the unfinished attempt began, in microseconds since 1970.
const BEGUN_AT: &str = "begun_at";
/// When the table may drop the entry, in seconds since 1970.
const EXPIRES_AT: &str = "expires_at";

/// A message can be delivered for 18 days: 4 in its queue and 14 in the dead-letter queue. The
/// rest is time to redrive dead letters manually.
///
/// `DynamoDB` deletes expired items some days late. An expired entry that still exists counts: a
/// call that is delivered so late must not be added twice either.
const RETENTION: SignedDuration = SignedDuration::from_hours(30 * 24);

pub(super) fn key(part: &PartKey) -> Item {
    let digest = digest_parts(&[
        part.project.as_str(),
        &part.conversation.qualified(),
        part.part.name(),
    ]);
    Item::from([(ENTRY.to_owned(), AttributeValue::S(digest))])
}

pub(super) fn begin<'a>(attempt_id: &str, completeness: Completeness, at: Timestamp) -> Update<'a> {
    Update {
        expression: "SET #attempt = :attempt, #attempt_completeness = :completeness, \
                     #begun_at = :begun_at, #expires_at = :expires_at",
        condition: Some(
            "attribute_not_exists(#attempt) \
             AND (attribute_not_exists(#completeness) OR #completeness < :completeness)",
        ),
        names: BTreeMap::from([
            ("#attempt", ATTEMPT),
            ("#attempt_completeness", ATTEMPT_COMPLETENESS),
            ("#begun_at", BEGUN_AT),
            ("#completeness", COMPLETENESS),
            ("#expires_at", EXPIRES_AT),
        ]),
        values: BTreeMap::from([
            (":attempt", attempt_id.into()),
            (":begun_at", at.as_microsecond().into()),
            (":completeness", attribute(completeness)),
            (":expires_at", expiry(at)),
        ]),
    }
}

pub(super) fn complete<'a>(at: Timestamp) -> Update<'a> {
    Update {
        expression: "SET #completeness = #attempt_completeness, #expires_at = :expires_at \
                     REMOVE #attempt, #attempt_completeness, #begun_at",
        condition: Some("attribute_exists(#attempt)"),
        names: BTreeMap::from([
            ("#attempt", ATTEMPT),
            ("#attempt_completeness", ATTEMPT_COMPLETENESS),
            ("#begun_at", BEGUN_AT),
            ("#completeness", COMPLETENESS),
            ("#expires_at", EXPIRES_AT),
        ]),
        values: BTreeMap::from([(":expires_at", expiry(at))]),
    }
}

/// Without a completed attempt, this leaves an entry that records nothing, until it expires.
pub(super) fn abort<'a>() -> Update<'a> {
    Update {
        expression: "REMOVE #attempt, #attempt_completeness, #begun_at",
        condition: Some("attribute_exists(#attempt)"),
        names: BTreeMap::from([
            ("#attempt", ATTEMPT),
            ("#attempt_completeness", ATTEMPT_COMPLETENESS),
            ("#begun_at", BEGUN_AT),
        ]),
        values: BTreeMap::new(),
    }
}

/// Unconditional. An attempt in progress can no longer be completed.
pub(super) fn close<'a>(at: Timestamp) -> Update<'a> {
    Update {
        expression: "SET #completeness = :closed, #expires_at = :expires_at \
                     REMOVE #attempt, #attempt_completeness, #begun_at",
        condition: None,
        names: BTreeMap::from([
            ("#attempt", ATTEMPT),
            ("#attempt_completeness", ATTEMPT_COMPLETENESS),
            ("#begun_at", BEGUN_AT),
            ("#completeness", COMPLETENESS),
            ("#expires_at", EXPIRES_AT),
        ]),
        values: BTreeMap::from([
            (":closed", attribute(Completeness::CLOSED)),
            (":expires_at", expiry(at)),
        ]),
    }
}

/// The outcome of [`begin`] when it was applied to `previous`.
pub(super) fn begun(previous: Option<&Item>) -> BeginOutcome {
    match previous.and_then(|item| number(item, COMPLETENESS)) {
        None => BeginOutcome::New,
        Some(_) => BeginOutcome::Supersedes,
    }
}

/// The outcome of [`begin`] when `current` did not meet its condition; `None` if `current` is not
/// a ledger entry.
pub(super) fn not_begun(
    current: &Item,
    attempt_id: &str,
    completeness: Completeness,
) -> Option<BeginOutcome> {
    let attempt = current.get(ATTEMPT).and_then(AttributeValue::as_str);
    // The response to the first try of this request was lost.
    if attempt == Some(attempt_id) {
        return Some(begun(Some(current)));
    }
    let recorded = number(current, COMPLETENESS);
    if recorded.is_some_and(|recorded| recorded >= to_i64(completeness)) {
        return Some(BeginOutcome::Done);
    }
    let since = Timestamp::from_microsecond(number(current, BEGUN_AT)?).ok()?;
    let completeness = u64::try_from(number(current, ATTEMPT_COMPLETENESS)?).ok()?;
    Some(BeginOutcome::Unfinished {
        since,
        completeness: Completeness::from_u64(completeness),
    })
}

fn attribute(completeness: Completeness) -> AttributeValue {
    to_i64(completeness).into()
}

/// Has at most 53 bits.
fn to_i64(completeness: Completeness) -> i64 {
    i64::try_from(completeness.to_u64()).unwrap_or(i64::MAX)
}

fn number(item: &Item, attribute: &str) -> Option<i64> {
    item.get(attribute)?.as_i64()
}

fn expiry(at: Timestamp) -> AttributeValue {
    at.as_second().saturating_add(RETENTION.as_secs()).into()
}
