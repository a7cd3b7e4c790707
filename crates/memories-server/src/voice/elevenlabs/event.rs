use bytes::Bytes;
use elevenlabs::post_call::PostCallEvent;
use jiff::Timestamp;
use memories_domain::SensitiveDataPolicy;

use super::{
    ids,
    map_call::{EventMapper, failure},
};
use crate::calls::{CallerResolver, InvalidEvent, PlatformEvent};

/// Reads a post-call event. A call contains nothing that must not be kept: it is redacted before
/// anything can store it.
pub(super) fn read(
    body: &Bytes,
    received_at: Timestamp,
    callers: &CallerResolver,
    sensitive_data: SensitiveDataPolicy,
) -> Result<PlatformEvent, InvalidEvent> {
    let event = PostCallEvent::from_json(body).map_err(|error| InvalidEvent {
        reason: error.to_string(),
    })?;
    let conversation = ids::conversation_id(event.conversation_id());
    let mapper = EventMapper {
        conversation_id: conversation.as_ref(),
        callers,
        body,
        received_at,
        sensitive_data,
    };
    let content = mapper.map(&event);
    let failure = match &event {
        PostCallEvent::Transcription(conversation) => failure(conversation),
        _ => None,
    };
    Ok(PlatformEvent {
        event_type: event.event_type().to_owned(),
        content,
        conversation,
        carrier_call: ids::carrier_call_id(event.carrier_call_id()),
        failure,
    })
}
