//! What the stack tells a function beside the service's own variables.

use std::env;

/// The ARN of the secret that holds the keys.
pub(crate) const SECRET_ARN: &str = "SECRET_ARN";
/// The queue of finished calls.
pub(crate) const POST_CALL_QUEUE_URL: &str = "POST_CALL_QUEUE_URL";
/// The bucket of events that are too large for the queue.
pub(crate) const PAYLOAD_BUCKET: &str = "PAYLOAD_BUCKET";
/// The table of what was added to Mem0.
pub(crate) const LEDGER_TABLE: &str = "LEDGER_TABLE";

/// A variable that the stack sets is not there.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("the environment variable {0} is not set; the stack's template sets it")]
pub struct MissingSetting(&'static str);

/// The value of a variable; a blank one counts as unset.
pub(crate) fn optional(name: &'static str) -> Option<String> {
    env::var(name).ok().filter(|value| !value.trim().is_empty())
}

/// The value of a variable the function cannot do without.
pub(crate) fn required(name: &'static str) -> Result<String, MissingSetting> {
    optional(name).ok_or(MissingSetting(name))
}
