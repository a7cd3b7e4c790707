use axum::http::{HeaderMap, HeaderValue, header};
use secrecy::{ExposeSecret, SecretString};
use subtle::{Choice, ConstantTimeEq};

use super::error::ApiError;

/// Requires a shared secret in a request header.
#[derive(Clone)]
pub(crate) struct ApiKeyAuth {
    header: &'static str,
    /// Several while one is rotated.
    keys: Vec<SecretString>,
}

impl ApiKeyAuth {
    /// `None` if there are no keys, so that the endpoint is open.
    #[must_use]
    pub(crate) fn new(header: &'static str, keys: &[SecretString]) -> Option<Self> {
        (!keys.is_empty()).then(|| Self {
            header,
            keys: keys.to_vec(),
        })
    }

    /// Checks a request's headers, in constant time for keys of equal length. The key may also be
    /// sent as `Authorization: Bearer`, for clients that cannot set another header.
    pub(crate) fn check(&self, headers: &HeaderMap) -> Result<(), ApiError> {
        let api_key = headers.get(self.header).map(HeaderValue::as_bytes);
        let bearer = headers
            .get(header::AUTHORIZATION)
            .and_then(|value| value.as_bytes().strip_prefix(b"Bearer "));
        if [api_key, bearer]
            .into_iter()
            .flatten()
            .any(|key| self.is_valid(key))
        {
            Ok(())
        } else {
            Err(ApiError::WrongKey {
                header: self.header,
            })
        }
    }

    fn is_valid(&self, candidate: &[u8]) -> bool {
        self.keys
            .iter()
            .map(|key| candidate.ct_eq(key.expose_secret().as_bytes()))
            .fold(Choice::from(0), |any, equal| any | equal)
            .into()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const HEADER: &str = "x-workspace-key";

    fn auth() -> ApiKeyAuth {
        ApiKeyAuth::new(HEADER, &["right".into(), "previous".into()]).unwrap()
    }

    fn is_accepted(name: &'static str, value: &'static str) -> bool {
        let mut headers = HeaderMap::new();
        headers.insert(name, HeaderValue::from_static(value));
        auth().check(&headers).is_ok()
    }

    #[test]
    fn the_key_is_accepted_in_its_header_and_as_a_bearer_token() {
        assert!(is_accepted("x-workspace-key", "right"));
        assert!(is_accepted("authorization", "Bearer right"));
    }

    #[test]
    fn during_a_rotation_both_keys_are_accepted() {
        assert!(is_accepted("x-workspace-key", "right"));
        assert!(is_accepted("x-workspace-key", "previous"));
        assert!(!is_accepted("x-workspace-key", "right,previous"));
    }

    #[test]
    fn a_wrong_or_missing_key_is_rejected() {
        assert!(!is_accepted("x-workspace-key", "wrong"));
        assert!(!is_accepted("x-workspace-key", "right "));
        assert!(!is_accepted("x-workspace-key", ""));
        assert!(!is_accepted("x-api-key", "right"));
        assert!(!is_accepted("authorization", "right"));
        assert!(auth().check(&HeaderMap::new()).is_err());
    }
}
