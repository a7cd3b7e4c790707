use jiff::{SignedDuration, Timestamp};
use memories_domain::Scope;
use pasetors::{
    Local,
    keys::SymmetricKey,
    token::UntrustedToken,
    version4::{LocalToken, V4},
};
use secrecy::{ExposeSecret, SecretString};
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

/// Longer than the longest call.
const LIFETIME: SignedDuration = SignedDuration::from_hours(4);
const AUDIENCE: &str = "agentic-memories/retrieve";

/// Issues and verifies caller tokens, which authorize searches of one caller's memories: PASETO
/// v4.local (encrypted and authenticated with one key), valid for four hours.
///
/// The voice platform gets the token with the reply to `/client-data` and sends it in a header of
/// the search tool; the model never sees it. So neither a prompt injection nor a guessed number
/// gives access to another caller's memories, and the token itself reveals nothing.
#[derive(Clone)]
pub(crate) struct CallerTokens {
    key: SymmetricKey<V4>,
    /// Keys that were replaced; their tokens are still valid.
    previous_keys: Vec<SymmetricKey<V4>>,
}

#[derive(Serialize, Deserialize)]
struct Claims {
    aud: String,
    exp: Timestamp,
    /// Absent for a caller without an id, who has no memories.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    scope: Option<Scope>,
}

/// The token is forged, damaged or expired.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("the caller token is invalid or expired")]
pub(crate) struct InvalidToken;

/// No key can be derived from the secret.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("no key can be derived from it")]
pub struct UnusableKey;

impl CallerTokens {
    /// The request header that carries a token.
    pub(crate) const HEADER: &'static str = "x-memory-token";

    /// Issues tokens with a key derived from `secret`, and also accepts those issued with
    /// `previous` secrets.
    pub(crate) fn new(
        secret: &SecretString,
        previous: &[SecretString],
    ) -> Result<Self, UnusableKey> {
        Ok(Self {
            key: derive_key(secret)?,
            previous_keys: previous.iter().map(derive_key).collect::<Result<_, _>>()?,
        })
    }

    /// A token for the memories in `scope`, or for none.
    #[must_use]
    pub(crate) fn issue(&self, scope: Option<&Scope>, now: Timestamp) -> String {
        let claims = Claims {
            aud: AUDIENCE.to_owned(),
            exp: now.saturating_add(LIFETIME).unwrap_or(Timestamp::MAX),
            scope: scope.cloned(),
        };
        let token = serde_json::to_vec(&claims)
            .ok()
            .and_then(|claims| LocalToken::encrypt(&self.key, &claims, None, None).ok());
        token.unwrap_or_else(|| {
            tracing::error!("caller token cannot be issued");
            String::new()
        })
    }

    /// The scope that a token authorizes; `None` for a caller without an id.
    pub(crate) fn verify(&self, token: &str) -> Result<Option<Scope>, InvalidToken> {
        let token = UntrustedToken::<Local, V4>::try_from(token).map_err(|_| InvalidToken)?;
        let mut keys = [&self.key].into_iter().chain(&self.previous_keys);
        let decrypted = keys
            .find_map(|key| LocalToken::decrypt(key, &token, None, None).ok())
            .ok_or(InvalidToken)?;
        let claims: Claims = serde_json::from_str(decrypted.payload()).map_err(|_| InvalidToken)?;
        if claims.aud == AUDIENCE && claims.exp >= Timestamp::now() {
            Ok(claims.scope)
        } else {
            Err(InvalidToken)
        }
    }
}

fn derive_key(secret: &SecretString) -> Result<SymmetricKey<V4>, UnusableKey> {
    let derived = Sha256::new()
        .chain_update(AUDIENCE)
        .chain_update(secret.expose_secret())
        .finalize();
    SymmetricKey::from(&derived).map_err(|_| UnusableKey)
}

#[cfg(test)]
mod tests {
    use memories_domain::{AgentId, CallerId, Platform};

    use super::*;

    fn tokens(key: &str) -> CallerTokens {
        CallerTokens::new(&SecretString::from(key), &[]).unwrap()
    }

    fn scope() -> Scope {
        Scope {
            agent: Some(AgentId::new(Platform::ElevenLabs, "agent_1").unwrap()),
            ..Scope::for_caller(CallerId::parse("+12025550143", None).unwrap())
        }
    }

    #[test]
    fn a_token_authorizes_the_scope_it_was_issued_for() {
        let token = tokens("key").issue(Some(&scope()), Timestamp::now());
        assert_eq!(tokens("key").verify(&token), Ok(Some(scope())));
    }

    #[test]
    fn the_token_of_a_withheld_number_authorizes_no_scope() {
        let token = tokens("key").issue(None, Timestamp::now());
        assert_eq!(tokens("key").verify(&token), Ok(None));
    }

    #[test]
    fn a_token_of_another_key_is_rejected() {
        let token = tokens("key").issue(Some(&scope()), Timestamp::now());
        assert_eq!(tokens("other").verify(&token), Err(InvalidToken));
    }

    #[test]
    fn during_a_rotation_tokens_of_the_previous_key_are_accepted_and_none_are_issued() {
        let rotated = CallerTokens::new(&"new".into(), &["old".into()]).unwrap();
        let earlier = tokens("old").issue(Some(&scope()), Timestamp::now());
        assert_eq!(rotated.verify(&earlier), Ok(Some(scope())));
        let token = rotated.issue(Some(&scope()), Timestamp::now());
        assert_eq!(tokens("new").verify(&token), Ok(Some(scope())));
        assert_eq!(tokens("old").verify(&token), Err(InvalidToken));
    }

    #[test]
    fn a_token_expires() {
        let five_hours_ago = Timestamp::now() - SignedDuration::from_hours(5);
        let token = tokens("key").issue(Some(&scope()), five_hours_ago);
        assert_eq!(tokens("key").verify(&token), Err(InvalidToken));
    }

    #[test]
    fn a_text_that_is_not_a_token_is_rejected() {
        for text in ["", "x", "v4.local.AAAA", "<REDACTED>"] {
            assert_eq!(tokens("key").verify(text), Err(InvalidToken));
        }
    }
}
