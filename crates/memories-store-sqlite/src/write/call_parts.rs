use memories_domain::{Call, CallCompleteness, CallPart, Completeness, Scope};
use rusqlite::Connection;

use crate::{
    digest::ConversationDigest,
    error::Error,
    tables::{
        calls,
        partitions::{self, PartitionId},
        processed_parts::{self, ProcessedPart},
    },
};

/// The parts of a call: how complete they were ingested, and how complete they are in an event.
pub(super) struct CallParts([PartState; 3]);

pub(super) struct PartState {
    pub(super) part: CallPart,
    pub(super) recorded: Completeness,
    /// The partition into which the recorded event was ingested.
    pub(super) partition: Option<PartitionId>,
    pub(super) offered: Completeness,
    is_more_complete: bool,
}

impl CallParts {
    pub(super) fn load(
        connection: &Connection,
        conversation: ConversationDigest,
        offered: CallCompleteness,
        scope: &Scope,
    ) -> Result<Self, Error> {
        let load = |part| PartState::load(connection, conversation, part, offered.of(part), scope);
        let [a, b, c] = CallPart::ALL;
        Ok(Self([load(a)?, load(b)?, load(c)?]))
    }

    /// The parts to be ingested from the event.
    pub(super) fn more_complete(&self) -> impl Iterator<Item = &PartState> {
        self.0.iter().filter(|state| state.is_more_complete)
    }

    pub(super) fn has_more_complete(&self) -> bool {
        self.more_complete().next().is_some()
    }

    /// Whether no event of the call was ingested, not even one without content.
    pub(super) fn is_first_event(&self) -> bool {
        self.0
            .iter()
            .all(|state| !state.is_recorded() && state.partition.is_none())
    }

    /// Whether the leading part is ingested from the event: the transcript, or else the summary, or
    /// else the profile facts.
    pub(super) fn leads(&self) -> bool {
        let mut by_rank = self.0.iter().rev();
        let leading = by_rank.find(|state| state.is_recorded() || state.is_more_complete);
        leading.is_some_and(|state| state.is_more_complete)
    }

    /// The partitions into which parts were ingested.
    pub(super) fn partitions(&self) -> impl Iterator<Item = PartitionId> {
        self.0.iter().filter_map(|state| state.partition)
    }

    /// The partition in which the call is counted, and the key of its row.
    pub(super) fn find_call(
        &self,
        connection: &Connection,
        call: &Call,
    ) -> Result<Option<(PartitionId, i64)>, Error> {
        for partition in self.partitions() {
            if let Some(key) = calls::find(connection, partition, &call.conversation_id)? {
                return Ok(Some((partition, key)));
            }
        }
        Ok(None)
    }
}

impl PartState {
    fn load(
        connection: &Connection,
        conversation: ConversationDigest,
        part: CallPart,
        offered: Completeness,
        scope: &Scope,
    ) -> Result<Self, Error> {
        let ProcessedPart {
            completeness: recorded,
            partition,
            ..
        } = processed_parts::get(connection, conversation, part)?;
        // Of equal parts that name different callers, the greater caller wins, so that the order
        // of the events does not matter.
        let is_more_complete = match partition {
            Some(partition) if offered == recorded && offered > Completeness::NONE => {
                partitions::is_before(connection, partition, scope)?
            }
            _ => offered > recorded,
        };
        Ok(Self {
            part,
            recorded,
            partition,
            offered,
            is_more_complete,
        })
    }

    fn is_recorded(&self) -> bool {
        self.recorded > Completeness::NONE
    }
}
