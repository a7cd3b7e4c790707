use super::SignatureError;

/// The maximum number of `v0` signatures in one header.
pub const MAX_SIGNATURES: usize = 8;

/// A well-formed signature header, not verified yet.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SignatureHeader<'a> {
    timestamp: &'a str,
    unix_secs: i64,
    digests: Vec<[u8; 32]>,
}

impl<'a> SignatureHeader<'a> {
    /// Parses `t=<unix seconds>,v0=<64 hexadecimal digits>`.
    ///
    /// Parts may come in any order, may be surrounded by spaces, and parts of other schemes are
    /// ignored. There may be several `v0`, because a sender that is rotating its secret signs with
    /// both; a `v0` that is not 64 hexadecimal digits is ignored.
    pub fn parse(header: &'a str) -> Result<Self, SignatureError> {
        if header.trim().is_empty() {
            return Err(SignatureError::Missing);
        }
        let mut timestamp = None;
        let mut signatures = 0;
        let mut digests = Vec::new();
        for part in header.split(',') {
            let (scheme, value) = part.split_once('=').ok_or(SignatureError::Malformed)?;
            let value = value.trim();
            match scheme.trim() {
                "t" if timestamp.is_some() => return Err(SignatureError::MultipleTimestamps),
                "t" => timestamp = Some(value),
                "v0" if signatures == MAX_SIGNATURES => {
                    return Err(SignatureError::TooManySignatures);
                }
                "v0" => {
                    signatures += 1;
                    digests.extend(digest(value));
                }
                _ => {}
            }
        }
        let timestamp = timestamp.ok_or(SignatureError::NoTimestamp)?;
        let unix_secs = unix_secs(timestamp).ok_or(SignatureError::InvalidTimestamp)?;
        if digests.is_empty() {
            return Err(SignatureError::NoSignature);
        }
        Ok(Self {
            timestamp,
            unix_secs,
            digests,
        })
    }

    /// The time of signing, in seconds since 1970.
    #[must_use]
    pub fn unix_secs(&self) -> i64 {
        self.unix_secs
    }

    /// The timestamp exactly as written, because this text was signed.
    pub(super) fn timestamp(&self) -> &'a str {
        self.timestamp
    }

    pub(super) fn into_digests(self) -> Vec<[u8; 32]> {
        self.digests
    }
}

/// Digits only: `i64` would also parse `+5` and `-5`, which no sender writes.
fn unix_secs(timestamp: &str) -> Option<i64> {
    let digits = timestamp.bytes().all(|byte| byte.is_ascii_digit());
    digits.then(|| timestamp.parse().ok()).flatten()
}

fn digest(hexadecimal: &str) -> Option<[u8; 32]> {
    let mut digest = [0; 32];
    hex::decode_to_slice(hexadecimal, &mut digest).ok()?;
    Some(digest)
}
