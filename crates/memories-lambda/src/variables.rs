//! The environment variables that the stack sets besides those of the server.

use std::env;

/// The ARN of the secret with the keys.
pub(crate) const SECRET_ARN: &str = "SECRET_ARN";
/// The queue of finished calls.
pub(crate) const POST_CALL_QUEUE_URL: &str = "POST_CALL_QUEUE_URL";
/// The bucket of content that is too large for the queue.
pub(crate) const PAYLOAD_BUCKET: &str = "PAYLOAD_BUCKET";
/// The table of the idempotency ledger.
pub(crate) const LEDGER_TABLE: &str = "LEDGER_TABLE";

/// The stack did not set a variable.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("the environment variable {0} is not set; the stack's template sets it")]
pub struct MissingVariable(&'static str);

/// The value of a variable; a blank one counts as unset.
pub(crate) fn optional(name: &'static str) -> Option<String> {
    env::var(name).ok().filter(|value| !value.trim().is_empty())
}

pub(crate) fn required(name: &'static str) -> Result<String, MissingVariable> {
    optional(name).ok_or(MissingVariable(name))
}
