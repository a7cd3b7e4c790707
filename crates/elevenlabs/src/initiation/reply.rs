use std::fmt;

use serde::Serialize;

#[cfg(feature = "openapi")]
use super::DynamicValue;
use super::{DynamicVariables, VariableText};

/// The reply to the initiation webhook. Its `type` is serialised first and is always present:
/// calls have failed without it.
///
/// `M` is the list of memories in any serialisable form. ElevenLabs ignores it; other clients of
/// the endpoint use it.
#[derive(Clone, PartialEq, Serialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct InitiationReply<M> {
    /// The type of the reply, always `conversation_initiation_client_data`.
    #[serde(rename = "type")]
    pub kind: ReplyKind,
    /// Our id of the caller; the post-call event contains it again.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub user_id: Option<String>,
    /// The caller's memories.
    pub memories: M,
    /// Values for all variables that the agent uses.
    #[cfg_attr(
        feature = "openapi",
        schema(value_type = std::collections::BTreeMap<String, DynamicValue>)
    )]
    pub dynamic_variables: DynamicVariables,
    /// Agent settings to override for this call. An override that the agent's security settings do
    /// not allow can end the call, so set it only at the operator's request.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub conversation_config_override: Option<ConversationConfigOverride>,
}

/// The value of `type` in the reply.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum ReplyKind {
    /// The only type that the platform defines.
    #[default]
    ConversationInitiationClientData,
}

impl<M> fmt::Debug for InitiationReply<M> {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter
            .debug_struct("InitiationReply")
            .field("dynamic_variables", &self.dynamic_variables)
            .finish_non_exhaustive()
    }
}

/// Overrides the agent's first message, the only setting supported here.
#[derive(Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct ConversationConfigOverride {
    agent: AgentOverride,
}

#[derive(Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
struct AgentOverride {
    #[cfg_attr(feature = "openapi", schema(value_type = String))]
    first_message: VariableText,
}

impl ConversationConfigOverride {
    /// Sets the agent's first message. `None` if the text is blank, because the agent then waits for
    /// the caller in silence.
    #[must_use]
    pub fn greeting(first_message: VariableText) -> Option<Self> {
        let blank = first_message.as_str().trim().is_empty();
        (!blank).then_some(Self {
            agent: AgentOverride { first_message },
        })
    }
}

impl fmt::Debug for ConversationConfigOverride {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("ConversationConfigOverride(first_message)")
    }
}
