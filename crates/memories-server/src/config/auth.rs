use secrecy::SecretString;

use super::reader::{Reader, Refused};
use super::value::{header_secret, long_secret, secret, several};
use super::variable::{
    CALLER_TOKEN_KEY, ELEVENLABS_HMAC_KEY, ELEVENLABS_WORKSPACE_KEY, RETRIEVE_API_KEY,
};

/// The output length of SHA-256, below which RFC 7518 §3.2 allows no key for HS256.
const TOKEN_KEY_BYTES: usize = 32;

/// Who may call what.
#[derive(Debug, Clone)]
pub struct AuthConfig {
    /// What `/client-data` expects one of in `X-Workspace-Key`; empty, it is open.
    pub workspace_keys: Vec<SecretString>,
    /// The secrets a post-call webhook may be signed with; empty, it is open.
    pub hmac_keys: Vec<SecretString>,
    /// What `/retrieve` expects one of in `X-Api-Key`, if anything.
    pub retrieve_api_keys: Vec<SecretString>,
    /// What encrypts the tokens that open one caller's memories to `/retrieve`: the
    /// first makes them, all open them. Empty, there are none.
    pub caller_token_keys: Vec<SecretString>,
}

impl AuthConfig {
    pub(super) fn read(reader: &mut Reader<'_>) -> Result<Self, Refused> {
        let token_key = long_secret(TOKEN_KEY_BYTES);
        let workspace_keys = reader.optional(&ELEVENLABS_WORKSPACE_KEY, several(header_secret));
        let hmac_keys = reader.optional(&ELEVENLABS_HMAC_KEY, several(secret));
        let retrieve_api_keys = reader.optional(&RETRIEVE_API_KEY, several(header_secret));
        let caller_token_keys = reader.optional(&CALLER_TOKEN_KEY, several(token_key));
        Ok(Self {
            workspace_keys: workspace_keys?.unwrap_or_default(),
            hmac_keys: hmac_keys?.unwrap_or_default(),
            retrieve_api_keys: retrieve_api_keys?.unwrap_or_default(),
            caller_token_keys: caller_token_keys?.unwrap_or_default(),
        })
    }
}
