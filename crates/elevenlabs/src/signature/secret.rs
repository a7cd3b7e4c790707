use std::fmt;

use hmac::{Hmac, KeyInit, Mac};
use sha2::Sha256;

/// The configured signing secrets are unusable.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum SecretError {
    /// The secret is empty: anyone could sign with it.
    #[error("the signing secret is empty")]
    Empty,
    /// No secret was given, so no delivery could be verified.
    #[error("at least one signing secret is required")]
    None,
}

/// The secret of one post-call webhook.
///
/// Stores only the keyed hash state, which is wiped on drop, not the text of the secret.
#[derive(Clone)]
pub struct SigningSecret(Hmac<Sha256>);

impl SigningSecret {
    /// Expects the complete secret as ElevenLabs displays it, including the `wsec_` prefix.
    pub fn new(secret: &str) -> Result<Self, SecretError> {
        if secret.is_empty() {
            return Err(SecretError::Empty);
        }
        // HMAC accepts keys of any length; the error exists for other algorithms.
        Hmac::new_from_slice(secret.as_bytes())
            .map(Self)
            .map_err(|_| SecretError::Empty)
    }

    /// The hash of `<timestamp>.`; the body follows.
    pub(super) fn begin(&self, timestamp: &str) -> Hmac<Sha256> {
        self.0.clone().chain_update(timestamp).chain_update(".")
    }
}

impl fmt::Debug for SigningSecret {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("SigningSecret(<redacted>)")
    }
}

/// The header value ElevenLabs would send for `body`, signed at `unix_secs` (seconds since 1970).
#[must_use]
pub fn sign(secret: &SigningSecret, unix_secs: i64, body: &[u8]) -> String {
    let timestamp = unix_secs.to_string();
    let digest = secret.begin(&timestamp).chain_update(body).finalize();
    format!("t={timestamp},v0={}", hex::encode(digest.into_bytes()))
}
