use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use crate::{AgentId, ConversationId};

/// The call a memory was extracted from.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Source {
    pub conversation_id: ConversationId,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub agent_id: Option<AgentId>,
    pub started_at: Timestamp,
    pub duration_secs: u64,
    /// The language spoken, as the platform names it (`en`, `pt-br`).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub language: Option<String>,
}
