//! The conversation initiation webhook: requests the caller's data while the phone rings.
//!
//! ElevenLabs calls it for inbound calls over Twilio and SIP. The request is not signed, and the
//! caller hears ringing until the reply arrives. The call is dropped if the reply lacks a variable
//! that the agent uses, so every reply must contain every variable.

mod dynamic_variables;
#[cfg(feature = "openapi")]
mod openapi;
mod reply;
mod request;
mod variable_name;
mod variable_text;

pub use dynamic_variables::{DynamicValue, DynamicVariables, UnsupportedVariableType};
pub use reply::{ConversationConfigOverride, InitiationReply, ReplyKind};
pub use request::InitiationRequest;
pub use variable_name::{InvalidVariableName, MAX_NAME_LEN, VariableName};
pub use variable_text::{DEFAULT_MAX_CHARS, VariableText};

#[cfg(test)]
mod tests;
