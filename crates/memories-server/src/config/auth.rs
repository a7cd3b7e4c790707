use secrecy::SecretString;

use super::reader::{Reader, Reported};
use super::value::{comma_separated, header_secret, long_secret, secret};
use super::variable::{
    CALLER_TOKEN_KEY, ELEVENLABS_HMAC_KEY, ELEVENLABS_WORKSPACE_KEY, RETRIEVE_API_KEY,
};

/// The output length of SHA-256, the minimum of RFC 7518 §3.2 for a key of HS256.
const MIN_TOKEN_KEY_BYTES: usize = 32;

/// The keys of the endpoints. There may be several of each while one is rotated.
#[derive(Debug, Clone)]
pub struct AuthConfig {
    /// Accepted by `/client-data` in `X-Workspace-Key`; if empty, the endpoint is open.
    pub workspace_keys: Vec<SecretString>,
    /// Secrets that sign the post-call webhook; if empty, the endpoint is open.
    pub hmac_keys: Vec<SecretString>,
    /// Accepted by `/retrieve` in `X-API-Key`; if empty, no key is required.
    pub retrieve_api_keys: Vec<SecretString>,
    /// Keys of caller tokens: the first issues them, all verify them. If empty, no token is
    /// required.
    pub caller_token_keys: Vec<SecretString>,
}

impl AuthConfig {
    pub(super) fn read(reader: &mut Reader<'_>) -> Result<Self, Reported> {
        let token_key = long_secret(MIN_TOKEN_KEY_BYTES);
        let workspace_keys =
            reader.optional(&ELEVENLABS_WORKSPACE_KEY, comma_separated(header_secret));
        let hmac_keys = reader.optional(&ELEVENLABS_HMAC_KEY, comma_separated(secret));
        let retrieve_api_keys = reader.optional(&RETRIEVE_API_KEY, comma_separated(header_secret));
        let caller_token_keys = reader.optional(&CALLER_TOKEN_KEY, comma_separated(token_key));
        Ok(Self {
            workspace_keys: workspace_keys?.unwrap_or_default(),
            hmac_keys: hmac_keys?.unwrap_or_default(),
            retrieve_api_keys: retrieve_api_keys?.unwrap_or_default(),
            caller_token_keys: caller_token_keys?.unwrap_or_default(),
        })
    }
}
