use comfy_table::Table;
use memories_domain::ports::InboxEntry;

use super::{minute, table};

pub(crate) fn events(entries: &[InboxEntry]) -> Table {
    let mut table = table([
        "id",
        "state",
        "conversation",
        "event",
        "received (UTC)",
        "failed attempts",
        "next attempt (UTC)",
        "reason",
    ]);
    for entry in entries {
        table.add_row([
            entry.id.to_string(),
            entry.state.name().to_owned(),
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
