use std::fmt;

use hmac::{Hmac, Mac};
use sha2::Sha256;

use super::{SecretError, SignatureError, SignatureHeader, SigningSecret};

/// How long ago a delivery may have been signed: 30 minutes, as in the official SDKs.
pub const MAX_AGE_SECS: i64 = 30 * 60;

/// How far in the future a delivery may have been signed: 5 minutes. The official SDKs set no
/// bound; clocks differ by less, and a signature dated far ahead could be replayed until then.
pub const MAX_AHEAD_SECS: i64 = 5 * 60;

/// Verifies deliveries against one secret, or several while a secret is being replaced.
#[derive(Clone)]
pub struct Verifier {
    secrets: Vec<SigningSecret>,
}

impl Verifier {
    /// A verifier that accepts what any of `secrets` has signed.
    pub fn new(secrets: Vec<SigningSecret>) -> Result<Self, SecretError> {
        if secrets.is_empty() {
            return Err(SecretError::None);
        }
        Ok(Self { secrets })
    }

    /// Checks the form of a header and its time against `now` (seconds since 1970), before any
    /// byte of the body is read. Pass an empty `header` when there is none.
    pub fn begin(&self, header: &str, now: i64) -> Result<Verification, SignatureError> {
        let header = SignatureHeader::parse(header)?;
        if header.unix_secs() < now.saturating_sub(MAX_AGE_SECS) {
            return Err(SignatureError::TooOld);
        }
        if header.unix_secs() > now.saturating_add(MAX_AHEAD_SECS) {
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

    /// Verifies a body that is complete.
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

/// The verification of one delivery, whose body arrives in pieces.
#[must_use = "a delivery is verified only by `finish`"]
pub struct Verification {
    hashes: Vec<Hmac<Sha256>>,
    digests: Vec<[u8; 32]>,
}

impl Verification {
    /// Takes the next piece of the body.
    pub fn update(&mut self, piece: &[u8]) {
        for hash in &mut self.hashes {
            hash.update(piece);
        }
    }

    /// Accepts the body if any signature of the header is right under any of the secrets.
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
