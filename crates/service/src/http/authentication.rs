use axum::http::{HeaderMap, HeaderValue, header};
use secrecy::{ExposeSecret, SecretString};
use subtle::ConstantTimeEq;

use super::error::ApiError;

/// A header that must hold a shared secret.
#[derive(Clone)]
pub struct HeaderKey {
    header: &'static str,
    key: SecretString,
}

impl HeaderKey {
    /// The header of the initiation webhook.
    pub const WORKSPACE: &'static str = "x-workspace-key";
    /// The header of the search tool.
    pub const RETRIEVE: &'static str = "x-api-key";

    /// Requires `key` in `header`.
    #[must_use]
    pub const fn new(header: &'static str, key: SecretString) -> Self {
        Self { header, key }
    }

    /// Checks a request's headers, in constant time for keys of one length. The
    /// key may also come as `Authorization: Bearer`, for clients that can set
    /// no other header.
    pub fn check(&self, headers: &HeaderMap) -> Result<(), ApiError> {
        let given = headers.get(self.header).map(HeaderValue::as_bytes);
        let bearer = headers
            .get(header::AUTHORIZATION)
            .and_then(|value| value.as_bytes().strip_prefix(b"Bearer "));
        let key = self.key.expose_secret().as_bytes();
        let opens = |candidate: Option<&[u8]>| {
            candidate.is_some_and(|candidate| candidate.ct_eq(key).into())
        };
        if opens(given) || opens(bearer) {
            Ok(())
        } else {
            Err(ApiError::WrongKey {
                header: self.header,
            })
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(name: &'static str, value: &'static str) -> bool {
        let mut headers = HeaderMap::new();
        headers.insert(name, HeaderValue::from_static(value));
        HeaderKey::new(HeaderKey::WORKSPACE, "right".into())
            .check(&headers)
            .is_ok()
    }

    #[test]
    fn the_right_key_opens() {
        assert!(check("x-workspace-key", "right"));
        assert!(check("authorization", "Bearer right"));
    }

    #[test]
    fn a_wrong_or_missing_key_does_not() {
        assert!(!check("x-workspace-key", "wrong"));
        assert!(!check("x-workspace-key", "right "));
        assert!(!check("x-workspace-key", ""));
        assert!(!check("x-api-key", "right"));
        assert!(!check("authorization", "right"));
        assert!(
            HeaderKey::new(HeaderKey::WORKSPACE, "right".into())
                .check(&HeaderMap::new())
                .is_err()
        );
    }
}
