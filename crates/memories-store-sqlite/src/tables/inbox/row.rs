//! Conversion of rows of the inbox.

use bytes::Bytes;
use memories_domain::{
    EventId, Platform, ProjectId,
    ports::{ClaimedContent, EventKey, InboxEntry, InboxState},
};
use rusqlite::Row;

use crate::{
    error::Error,
    tables::column::{optional_time, text, time},
};

/// The columns `kind` and `content`.
pub(super) fn content(row: &Row<'_>, column: usize) -> Result<Option<ClaimedContent>, Error> {
    let kind = row.get_ref(column)?.as_str_or_null();
    let bytes = row.get_ref(column + 1)?.as_blob_or_null();
    let corrupt = || Error::CorruptColumn("inbox_contents.content");
    let (kind, bytes) = kind.ok().zip(bytes.ok()).ok_or_else(corrupt)?;
    let Some((kind, bytes)) = kind.zip(bytes) else {
        return Ok(None);
    };
    if kind == "call" {
        match serde_json::from_slice(bytes) {
            Ok(call) => return Ok(Some(ClaimedContent::Call(call))),
            // Of a later version, perhaps. As a body it becomes unprocessable and stays.
            Err(error) => tracing::error!(
                line = error.line(),
                column = error.column(),
                "a call in the inbox cannot be decoded"
            ),
        }
    }
    Ok(Some(ClaimedContent::Raw(Bytes::copy_from_slice(bytes))))
}

/// The columns of `select_entry`.
pub(super) fn entry(row: &Row<'_>) -> Result<InboxEntry, Error> {
    Ok(InboxEntry {
        id: event_id(row, 0)?,
        key: key(row)?,
        state: state_from_column(text(row, 8, "inbox.state")?)?,
        received_at: time(row, 6, "inbox.received_at")?,
        attempts: row.get(7)?,
        next_attempt_at: optional_time(row, 9, "inbox.next_attempt_at")?,
        reason: row.get(10)?,
        content_bytes: row.get(11)?,
    })
}

/// The columns of the key, which begin at 1.
pub(super) fn key(row: &Row<'_>) -> Result<EventKey, Error> {
    Ok(EventKey {
        project: ProjectId::parse(text(row, 1, "inbox.project")?)
            .map_err(|_| Error::CorruptColumn("inbox.project"))?,
        platform: text(row, 2, "inbox.platform")?
            .parse::<Platform>()
            .map_err(|_| Error::CorruptColumn("inbox.platform"))?,
        conversation: row.get(3)?,
        event_type: row.get(4)?,
        body_sha256: row.get(5)?,
    })
}

pub(super) fn event_id(row: &Row<'_>, column: usize) -> Result<EventId, Error> {
    EventId::parse(text(row, column, "inbox.id")?).map_err(|_| Error::CorruptColumn("inbox.id"))
}

pub(super) fn limit_to_column(limit: usize) -> i64 {
    i64::try_from(limit).unwrap_or(i64::MAX)
}

fn state_from_column(state: &str) -> Result<InboxState, Error> {
    InboxState::ALL
        .into_iter()
        .find(|candidate| candidate.name() == state)
        .ok_or(Error::CorruptColumn("inbox.state"))
}
