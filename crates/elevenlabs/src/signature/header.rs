use super::SignatureError;

/// The largest number of `v0` signatures looked at in one header.
pub const MAX_SIGNATURES: usize = 8;

/// A signature header whose form is right; nothing is verified yet.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SignatureHeader<'a> {
    timestamp: &'a str,
    unix_secs: i64,
    digests: Vec<[u8; 32]>,
}

impl<'a> SignatureHeader<'a> {
    /// Reads `t=<unix seconds>,v0=<64 hexadecimal digits>`.
    ///
    /// The parts may come in any order, with spaces around them and with parts of other schemes
    /// between them. Several `v0` are kept, since a sender that is rotating its secret signs with
    /// both; one that is not 64 hexadecimal digits can match nothing and is left out.
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
                "t" if timestamp.is_some() => return Err(SignatureError::SeveralTimestamps),
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

    /// When the delivery was signed, in seconds since 1970.
    #[must_use]
    pub fn unix_secs(&self) -> i64 {
        self.unix_secs
    }

    /// The timestamp as it is written, which is how it was signed.
    pub(super) fn timestamp(&self) -> &'a str {
        self.timestamp
    }

    pub(super) fn into_digests(self) -> Vec<[u8; 32]> {
        self.digests
    }
}

/// Digits only: what `i64` parses beyond them (`+5`, `-5`) no sender writes.
fn unix_secs(timestamp: &str) -> Option<i64> {
    let digits = timestamp.bytes().all(|byte| byte.is_ascii_digit());
    digits.then(|| timestamp.parse().ok()).flatten()
}

fn digest(hexadecimal: &str) -> Option<[u8; 32]> {
    let mut digest = [0; 32];
    hex::decode_to_slice(hexadecimal, &mut digest).ok()?;
    Some(digest)
}
