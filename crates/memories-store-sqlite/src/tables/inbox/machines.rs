//! Which conversations a machine is reported to have answered, by any event of them. An event that
//! names only the carrier's call is of the conversation that took place in it, if it is the only one.

use memories_domain::{
    CarrierCallId, Platform, ProjectId, SkipReason,
    ports::{EventKey, InboxState},
};
use rusqlite::Connection;

use super::NewEntry;
use crate::error::Error;

/// The conversation that a new event says a machine answered, if it says so and the conversation is
/// known.
pub(crate) fn conversation_with_machine(
    connection: &Connection,
    entry: &NewEntry,
) -> Result<Option<String>, Error> {
    let is_report = entry.state == InboxState::Skipped
        && entry.reason.as_deref() == Some(SkipReason::Voicemail.to_string().as_str());
    if !is_report {
        return Ok(None);
    }
    let EventKey {
        project,
        platform,
        conversation,
        ..
    } = &entry.key;
    match entry.key.carrier_call() {
        Some(call) => conversation_in(connection, project, *platform, call),
        None => Ok(Some(conversation.clone())),
    }
}

/// Whether an event says that a machine answered a conversation.
pub(crate) fn is_known_as_machine(
    connection: &Connection,
    project: &ProjectId,
    platform: Platform,
    conversation: &str,
) -> Result<bool, Error> {
    if is_reported(connection, project, platform, conversation)? {
        return Ok(true);
    }
    let calls = connection
        .prepare_cached(
            "SELECT DISTINCT carrier_call FROM inbox
             WHERE project = ?1 AND platform = ?2 AND conversation = ?3
                 AND carrier_call IS NOT NULL",
        )?
        .query_map((project.as_str(), platform.name(), conversation), |row| {
            row.get(0)
        })?
        .collect::<Result<Vec<String>, _>>()?;
    for call in calls {
        let Ok(id) = CarrierCallId::parse(&call) else {
            continue;
        };
        if is_reported(
            connection,
            project,
            platform,
            &EventKey::of_carrier_call(&id),
        )? && conversation_in(connection, project, platform, &call)?.is_some()
        {
            return Ok(true);
        }
    }
    Ok(false)
}

fn is_reported(
    connection: &Connection,
    project: &ProjectId,
    platform: Platform,
    conversation: &str,
) -> Result<bool, Error> {
    let found = connection
        .prepare_cached(
            "SELECT 1 FROM inbox WHERE project = ?1 AND platform = ?2 AND conversation = ?3
                 AND state = 'skipped' AND reason = ?4",
        )?
        .exists((
            project.as_str(),
            platform.name(),
            conversation,
            SkipReason::Voicemail.to_string(),
        ))?;
    Ok(found)
}

/// The only conversation in a carrier's call.
fn conversation_in(
    connection: &Connection,
    project: &ProjectId,
    platform: Platform,
    carrier_call: &str,
) -> Result<Option<String>, Error> {
    let conversations = connection
        .prepare_cached(
            "SELECT DISTINCT conversation FROM inbox
             WHERE project = ?1 AND platform = ?2 AND carrier_call = ?3 LIMIT 2",
        )?
        .query_map((project.as_str(), platform.name(), carrier_call), |row| {
            row.get(0)
        })?
        .collect::<Result<Vec<String>, _>>()?;
    let mut conversations = conversations.into_iter();
    let only = conversations.next();
    Ok(only.filter(|_| conversations.next().is_none()))
}
