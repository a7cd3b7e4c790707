use axum::http::{HeaderMap, HeaderValue, header};
use secrecy::{ExposeSecret, SecretString};
use subtle::{Choice, ConstantTimeEq};

use super::error::ApiError;

/// A header that must hold a shared secret.
#[derive(Clone)]
pub struct HeaderKey {
    header: &'static str,
    keys: Vec<SecretString>,
}

impl HeaderKey {
    /// The header of the initiation webhook.
    pub const WORKSPACE: &'static str = "x-workspace-key";
    /// The header of the search tool.
    pub const RETRIEVE: &'static str = "x-api-key";

    /// Requires one of `keys` in `header`: while a key is rolled there are two.
    #[must_use]
    pub const fn new(header: &'static str, keys: Vec<SecretString>) -> Self {
        Self { header, keys }
    }

    /// Checks a request's headers, in constant time for keys of one length. The
    /// key may also come as `Authorization: Bearer`, for clients that can set
    /// no other header.
    pub fn check(&self, headers: &HeaderMap) -> Result<(), ApiError> {
        let given = headers.get(self.header).map(HeaderValue::as_bytes);
        let bearer = headers
            .get(header::AUTHORIZATION)
            .and_then(|value| value.as_bytes().strip_prefix(b"Bearer "));
        let opens = |candidate: Option<&[u8]>| {
            candidate.is_some_and(|candidate| {
                let is_it = |key: &SecretString| candidate.ct_eq(key.expose_secret().as_bytes());
                let of_any = self.keys.iter().map(is_it);
                of_any
                    .fold(Choice::from(0), |one, other| one | other)
                    .into()
            })
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
        let keys = vec!["right".into(), "rolled".into()];
        HeaderKey::new(HeaderKey::WORKSPACE, keys)
            .check(&headers)
            .is_ok()
    }

    #[test]
    fn the_right_key_opens() {
        assert!(check("x-workspace-key", "right"));
        assert!(check("authorization", "Bearer right"));
    }

    #[test]
    fn while_a_key_is_rolled_both_open() {
        assert!(check("x-workspace-key", "right"));
        assert!(check("x-workspace-key", "rolled"));
        assert!(!check("x-workspace-key", "right,rolled"));
    }

    #[test]
    fn a_wrong_or_missing_key_does_not() {
        assert!(!check("x-workspace-key", "wrong"));
        assert!(!check("x-workspace-key", "right "));
        assert!(!check("x-workspace-key", ""));
        assert!(!check("x-api-key", "right"));
        assert!(!check("authorization", "right"));
        assert!(
            HeaderKey::new(HeaderKey::WORKSPACE, vec!["right".into()])
                .check(&HeaderMap::new())
                .is_err()
        );
    }
}
