//! ElevenLabs' ids; an invalid one counts as absent.

use memories_domain::{AgentId, CarrierCallId, ConversationId, Platform};

pub(super) fn agent_id(raw: Option<&str>) -> Option<AgentId> {
    AgentId::new(Platform::ElevenLabs, raw?).ok()
}

pub(super) fn conversation_id(raw: Option<&str>) -> Option<ConversationId> {
    ConversationId::new(Platform::ElevenLabs, raw?).ok()
}

pub(super) fn carrier_call_id(raw: Option<&str>) -> Option<CarrierCallId> {
    CarrierCallId::parse(raw?).ok()
}
