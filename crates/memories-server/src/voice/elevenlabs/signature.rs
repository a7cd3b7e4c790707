use axum::http::HeaderMap;
use elevenlabs::signature::{SIGNATURE_HEADER, Verification, Verifier, X_SIGNATURE_HEADER};
use jiff::Timestamp;

use crate::http::ApiError;

/// Checks form and time of the signature header before the body is read. The verification is
/// finished after the body has arrived.
pub(super) fn begin_verification(
    verifier: &Verifier,
    headers: &HeaderMap,
) -> Result<Verification, ApiError> {
    let header = [SIGNATURE_HEADER, X_SIGNATURE_HEADER]
        .iter()
        .find_map(|name| headers.get(*name))
        .and_then(|value| value.to_str().ok())
        .ok_or(ApiError::MissingSignature {
            header: "ElevenLabs-Signature",
        })?;
    Ok(verifier.begin(header, Timestamp::now().as_second())?)
}
