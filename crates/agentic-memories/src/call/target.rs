use clap::Args;
use secrecy::{ExposeSecret, SecretString};

use crate::elevenlabs_simulator::BaseUrl;

#[derive(Debug, Args)]
pub(super) struct Target {
    /// URL of the service, with or without the endpoint's path
    #[arg(long, value_name = "URL", default_value = "http://127.0.0.1:8080")]
    pub(super) url: BaseUrl,
}

#[derive(Debug, Args)]
pub(super) struct CallerArg {
    /// Number of the caller
    #[arg(
        long,
        value_name = "NUMBER",
        required_unless_present = "payload",
        conflicts_with = "payload"
    )]
    caller: Option<String>,
}

impl CallerArg {
    /// Empty if the payload replaces it.
    pub(super) fn number(&self) -> &str {
        self.caller.as_deref().unwrap_or_default()
    }
}

/// The first of several keys, which are separated by commas while one is rotated.
pub(super) fn first_key(keys: &SecretString) -> Option<SecretString> {
    let mut keys = keys.expose_secret().split(',').map(str::trim);
    keys.find(|key| !key.is_empty()).map(SecretString::from)
}
