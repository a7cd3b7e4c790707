use std::sync::Arc;

use bytes::Bytes;
use jiff::Timestamp;
use memories_domain::{CallFailure, CarrierCallId, ConversationId, Platform, ports::EventContent};

use super::caller_resolver::CallerResolver;

/// Reads the events of one voice platform.
pub trait EventReader: Send + Sync + 'static {
    fn platform(&self) -> Platform;

    /// Reads the body of an authentic event that arrived at `received_at`. Takes time linear in
    /// the size of the body: not for the async runtime.
    ///
    /// An event that is no call is [`EventContent::Skipped`] or [`EventContent::Unprocessable`],
    /// not an error: it is acknowledged, too.
    fn read_event(
        &self,
        body: &Bytes,
        received_at: Timestamp,
        callers: &CallerResolver,
    ) -> Result<PlatformEvent, InvalidEvent>;
}

/// The readers of all platforms.
#[derive(Clone)]
pub struct EventReaders(Arc<[Arc<dyn EventReader>]>);

impl EventReaders {
    #[must_use]
    pub fn get(&self, platform: Platform) -> Option<&Arc<dyn EventReader>> {
        self.0.iter().find(|reader| reader.platform() == platform)
    }
}

impl FromIterator<Arc<dyn EventReader>> for EventReaders {
    fn from_iter<I: IntoIterator<Item = Arc<dyn EventReader>>>(readers: I) -> Self {
        Self(readers.into_iter().collect())
    }
}

/// An event, read from the platform's format.
#[derive(Debug, Clone, PartialEq)]
pub struct PlatformEvent {
    /// `None` if it names no conversation, or none with a valid id.
    pub conversation: Option<ConversationId>,
    /// The carrier's call, if the event names it.
    pub carrier_call: Option<CarrierCallId>,
    /// The event type, as the platform names it.
    pub event_type: String,
    pub content: EventContent,
    /// The error with which the call ended, also where it taught something: the operator is told.
    pub failure: Option<CallFailure>,
}

/// The body is not in the platform's format at all, so nothing would be lost by rejecting it.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{reason}")]
pub struct InvalidEvent {
    /// Contains nothing from the body.
    pub reason: String,
}
