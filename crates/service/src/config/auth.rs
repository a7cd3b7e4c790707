use secrecy::SecretString;

use super::reader::{Reader, Refused};
use super::value::{header_secret, long_secret, secrets};
use super::variable::{
    CALLER_TOKEN_KEY, ELEVENLABS_HMAC_KEY, ELEVENLABS_WORKSPACE_KEY, RETRIEVE_API_KEY,
};

/// The output length of SHA-256, below which RFC 7518 §3.2 allows no key for HS256.
const TOKEN_KEY_BYTES: usize = 32;

/// Who may call what.
#[derive(Debug, Clone)]
pub struct AuthConfig {
    /// What `/client-data` expects in `X-Workspace-Key`; unset, it is open.
    pub workspace_key: Option<SecretString>,
    /// The secrets a post-call webhook may be signed with; empty, it is open.
    pub hmac_keys: Vec<SecretString>,
    /// What `/retrieve` expects in `X-Api-Key`, if anything.
    pub retrieve_api_key: Option<SecretString>,
    /// Signs the tokens that open one caller's memories to `/retrieve`.
    pub caller_token_key: Option<SecretString>,
}

impl AuthConfig {
    pub(super) fn read(reader: &mut Reader<'_>) -> Result<Self, Refused> {
        let workspace_key = reader.optional(&ELEVENLABS_WORKSPACE_KEY, header_secret);
        let hmac_keys = reader.optional(&ELEVENLABS_HMAC_KEY, secrets);
        let retrieve_api_key = reader.optional(&RETRIEVE_API_KEY, header_secret);
        let caller_token_key = reader.optional(&CALLER_TOKEN_KEY, long_secret(TOKEN_KEY_BYTES));
        Ok(Self {
            workspace_key: workspace_key?,
            hmac_keys: hmac_keys?.unwrap_or_default(),
            retrieve_api_key: retrieve_api_key?,
            caller_token_key: caller_token_key?,
        })
    }
}
