use std::fmt;

use serde::Serialize;

#[cfg(feature = "openapi")]
use super::DynamicValue;
use super::{DynamicVariables, VariableText};

/// The reply to the initiation webhook. Its `type` is written first and cannot be left out:
/// calls were seen to fail without it.
///
/// `M` is the list of memories in any form that serialises; ElevenLabs ignores it, other readers
/// of the reply do not.
#[derive(Clone, PartialEq, Serialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct InitiationReply<M> {
    /// What this reply is.
    #[serde(rename = "type")]
    pub kind: ReplyKind,
    /// Our id of the caller, which comes back with the finished call.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub user_id: Option<String>,
    /// What is remembered of the caller.
    pub memories: M,
    /// A value for every variable the agent uses.
    #[cfg_attr(
        feature = "openapi",
        schema(value_type = std::collections::BTreeMap<String, DynamicValue>)
    )]
    pub dynamic_variables: DynamicVariables,
    /// Settings of the agent to replace for this call. One that the agent does not allow to be
    /// replaced can end the call: leave it out unless the operator has asked for it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub conversation_config_override: Option<ConversationConfigOverride>,
}

/// The only kind of reply there is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum ReplyKind {
    /// Data for a conversation that begins.
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

/// The one setting that is replaced for a call: the agent's first message.
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
    /// Greets the caller with `first_message`. Nothing when the text is blank, since an empty
    /// first message makes the agent wait in silence.
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
