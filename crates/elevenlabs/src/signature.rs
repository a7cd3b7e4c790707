//! The signature of post-call webhooks.
//!
//! A delivery carries `ElevenLabs-Signature: t=<unix seconds>,v0=<hex>`, where the value of `v0`
//! is the HMAC-SHA256 of `<t>.<body>` keyed with the webhook's secret. The key is the secret as
//! displayed, including its `wsec_` prefix; `t` is signed exactly as written in the header; the
//! body is the raw bytes received. The official SDKs (`webhooks.construct_event`) are the source
//! of the format and of the age limit.

mod header;
mod secret;
mod verifier;

pub use header::{MAX_SIGNATURES, SignatureHeader};
pub use secret::{SecretError, SigningSecret, sign};
pub use verifier::{MAX_AGE_SECS, MAX_CLOCK_SKEW_SECS, Verification, Verifier};

/// The name of the signature header, in lower case as in HTTP/2.
pub const SIGNATURE_HEADER: &str = "elevenlabs-signature";

/// An alternative name for the header, with the same value format, for gateways that forward only
/// `X-` headers.
pub const X_SIGNATURE_HEADER: &str = "x-elevenlabs-signature";

/// A delivery could not be authenticated.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum SignatureError {
    /// The header is missing or empty.
    #[error("the signature header is missing: enable HMAC authentication for the webhook")]
    Missing,
    /// A part of the header is not `name=value`.
    #[error("the signature header is not of the form t=<unix seconds>,v0=<hex>")]
    Malformed,
    /// The header has no `t`.
    #[error("the signature header has no timestamp (t=)")]
    NoTimestamp,
    /// The header has more than one `t`; which one was signed is ambiguous.
    #[error("the signature header has more than one timestamp (t=)")]
    MultipleTimestamps,
    /// `t` is not a whole number of seconds.
    #[error("the timestamp in the signature header is not a whole number of seconds since 1970")]
    InvalidTimestamp,
    /// The header has no `v0` of 64 hexadecimal digits.
    #[error("the signature header has no v0 signature of 64 hexadecimal digits")]
    NoSignature,
    /// The header has more than [`MAX_SIGNATURES`] `v0`.
    #[error("the signature header has too many v0 signatures")]
    TooManySignatures,
    /// The delivery was signed more than [`MAX_AGE_SECS`] ago.
    #[error("the signature is older than 30 minutes: a replayed delivery, or this clock is ahead")]
    TooOld,
    /// The delivery was signed more than [`MAX_CLOCK_SKEW_SECS`] from now.
    #[error("the signature is more than 5 minutes in the future: check this machine's clock")]
    InTheFuture,
    /// No signature in the header matches the body under any of the secrets.
    #[error("the signature does not match the body: compare the webhook's secret with ours")]
    Mismatch,
}

#[cfg(test)]
mod tests;
