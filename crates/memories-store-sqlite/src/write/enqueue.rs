use memories_domain::ports::{EnqueueOutcome, EventKey, InboxState};
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
    if outcome == EnqueueOutcome::Enqueued && inbox::tells_of_machine(&entry) {
        let EventKey {
            platform,
            conversation: id,
            ..
        } = &entry.key;
        machine::retract_call(connection, *platform, id, conversation, entry.received_at)?;
    }
    Ok(outcome)
}
