use std::fmt;

use hmac::{Hmac, Mac};
use sha2::Sha256;

use super::{SecretError, SignatureError, SignatureHeader, SigningSecret};

/// The maximum age of a signature: 30 minutes, as in the official SDKs.
pub const MAX_AGE_SECS: i64 = 30 * 60;

/// How far in the future a signature may be dated: 5 minutes. The official SDKs have no such
/// limit; real clocks differ by less, and a signature dated far ahead could be replayed until then.
pub const MAX_CLOCK_SKEW_SECS: i64 = 5 * 60;

/// Verifies deliveries against one secret, or several while a secret is being replaced.
#[derive(Clone)]
pub struct Verifier {
    secrets: Vec<SigningSecret>,
}

impl Verifier {
    /// Accepts deliveries signed with any of `secrets`.
    pub fn new(secrets: Vec<SigningSecret>) -> Result<Self, SecretError> {
        if secrets.is_empty() {
            return Err(SecretError::None);
        }
        Ok(Self { secrets })
    }

    /// Checks the format of the header and its age at `now` (seconds since 1970), so that most
    /// forgeries are rejected before the body is read. Pass an empty `header` if it is missing.
    pub fn begin(&self, header: &str, now: i64) -> Result<Verification, SignatureError> {
        let header = SignatureHeader::parse(header)?;
        if header.unix_secs() < now.saturating_sub(MAX_AGE_SECS) {
            return Err(SignatureError::TooOld);
        }
        if header.unix_secs() > now.saturating_add(MAX_CLOCK_SKEW_SECS) {
            return Err(SignatureError::InTheFuture);
        }
        Ok(Verification {
            hashes: self
                .secrets
                .iter()
                .map(|secret| secret.begin(header.timestamp()))
                .collect(),
            digests: header.into_digests(),
        })
    }

    /// Verifies a complete body.
    pub fn verify(&self, header: &str, body: &[u8], now: i64) -> Result<(), SignatureError> {
        let mut verification = self.begin(header, now)?;
        verification.update(body);
        verification.finish()
    }
}

impl fmt::Debug for Verifier {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "Verifier({} secrets)", self.secrets.len())
    }
}

/// The verification of one delivery whose body arrives in chunks.
#[must_use = "a delivery is verified only by `finish`"]
pub struct Verification {
    hashes: Vec<Hmac<Sha256>>,
    digests: Vec<[u8; 32]>,
}

impl Verification {
    /// Hashes the next chunk of the body.
    pub fn update(&mut self, chunk: &[u8]) {
        for hash in &mut self.hashes {
            hash.update(chunk);
        }
    }

    /// Succeeds if any signature in the header is valid under any of the secrets.
    pub fn finish(self) -> Result<(), SignatureError> {
        let matches = self.hashes.iter().any(|hash| {
            self.digests
                .iter()
                .any(|digest| hash.clone().verify_slice(digest).is_ok())
        });
        matches.then_some(()).ok_or(SignatureError::Mismatch)
    }
}

impl fmt::Debug for Verification {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter
            .debug_struct("Verification")
            .finish_non_exhaustive()
    }
}
