use comfy_table::Table;
use memories_domain::{InboxEntry, InboxState};

use super::{minute, table};

/// Events of the inbox, one per row.
pub(crate) fn events(entries: &[InboxEntry]) -> Table {
    let mut table = table([
        "id",
        "state",
        "conversation",
        "event",
        "arrived (UTC)",
        "failed attempts",
        "next attempt (UTC)",
        "why",
    ]);
    for entry in entries {
        table.add_row([
            entry.id.to_string(),
            state(entry.state).to_owned(),
            entry.key.conversation.clone(),
            entry.key.event_type.clone(),
            minute(entry.received_at),
            entry.attempts.to_string(),
            entry.next_attempt_at.map(minute).unwrap_or_default(),
            entry.reason.clone().unwrap_or_default(),
        ]);
    }
    table
}

const fn state(state: InboxState) -> &'static str {
    match state {
        InboxState::Pending => "pending",
        InboxState::Ingested => "learned",
        InboxState::Empty => "empty",
        InboxState::Kept => "kept",
        InboxState::Dead => "dead",
    }
}
