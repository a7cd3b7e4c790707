use elevenlabs::initiation::{DynamicVariables, VariableName};
use jiff::Timestamp;
use memories_domain::Scope;

use crate::security::CallerTokens;

/// ElevenLabs prefixes it with `secret__`.
const VARIABLE: Option<VariableName> = VariableName::from_static("memory_token");

/// Adds the variable `secret__memory_token`. ElevenLabs uses it only in the headers of tools; the
/// model never sees it.
pub(super) fn insert_token(
    tokens: &CallerTokens,
    variables: &mut DynamicVariables,
    scope: Option<&Scope>,
    now: Timestamp,
) {
    if let Some(name) = &VARIABLE {
        variables.insert_secret(name, &tokens.issue(scope, now));
    }
}
