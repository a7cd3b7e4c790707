//! The initiation webhook: asked for the caller's data while the phone rings.
//!
//! It is called for inbound calls over Twilio and SIP, is not signed, and takes part in the time
//! the caller waits. A reply that lacks a variable the agent uses drops the call, so that every
//! variable must be in every reply.

mod dynamic_variables;
#[cfg(feature = "openapi")]
mod openapi;
mod reply;
mod request;
mod variable_name;
mod variable_text;

pub use dynamic_variables::{DynamicValue, DynamicVariables, NotAVariable};
pub use reply::{ConversationConfigOverride, InitiationReply, ReplyKind};
pub use request::InitiationRequest;
pub use variable_name::{InvalidVariableName, MAX_NAME_LEN, VariableName};
pub use variable_text::{DEFAULT_MAX_CHARS, VariableText};

#[cfg(test)]
mod tests;
