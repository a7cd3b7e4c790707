//! ElevenLabs' errors as errors of the API.

use elevenlabs::{request::RequestError, signature::SignatureError};

use crate::http::ApiError;

impl From<RequestError> for ApiError {
    fn from(error: RequestError) -> Self {
        let reason = error.to_string();
        match error {
            RequestError::NotJson(_) => Self::InvalidJson { reason },
            RequestError::MissingField(_) => Self::MissingField { reason },
            RequestError::NotAnObject | RequestError::InvalidField { .. } => {
                Self::InvalidField { reason }
            }
        }
    }
}

impl From<SignatureError> for ApiError {
    fn from(error: SignatureError) -> Self {
        Self::InvalidSignature {
            reason: error.to_string(),
        }
    }
}
