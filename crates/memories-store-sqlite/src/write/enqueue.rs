use memories_domain::ports::{EnqueueOutcome, InboxState};
use rusqlite::Connection;

use super::machine;
use crate::{
    digest::ConversationDigest,
    error::Error,
    tables::{
        inbox::{self, NewEntry},
        processed_parts,
    },
};

/// Adds an event to the inbox; without its content if the caller was erased.
pub(crate) fn enqueue(
    connection: &Connection,
    mut entry: NewEntry,
) -> Result<EnqueueOutcome, Error> {
    let key = &entry.key;
    let qualified = format!("{}:{}", key.platform, key.conversation);
    let conversation = ConversationDigest::from_qualified(key.project.as_str(), &qualified);
    if processed_parts::is_closed(connection, conversation)? {
        entry.state = InboxState::Skipped;
        entry.caller = None;
        entry.reason = Some(inbox::FORGOTTEN.to_owned());
        entry.content = None;
    }
    let outcome = inbox::insert(connection, &entry)?;
    if outcome == EnqueueOutcome::Enqueued
        && let Some(conversation) = inbox::conversation_with_machine(connection, &entry)?
    {
        machine::retract_call(connection, &entry.key, &conversation, entry.received_at)?;
    }
    Ok(outcome)
}
