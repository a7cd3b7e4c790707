use elevenlabs::initiation::{DynamicVariables, VariableName};
use jiff::{SignedDuration, Timestamp};
use memories_domain::{AgentId, CallerId, Region, Scope};
use pasetors::{
    Local,
    keys::SymmetricKey,
    token::UntrustedToken,
    version4::{LocalToken, V4},
};
use secrecy::{ExposeSecret, SecretString};
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

/// Longer than any call lasts.
const LIFETIME: SignedDuration = SignedDuration::from_hours(4);
/// ElevenLabs puts `secret__` in front.
const VARIABLE: Option<VariableName> = VariableName::from_static("memory_token");
const AUDIENCE: &str = "agentic-memories/retrieve";

/// Makes and reads the token that opens one caller's memories to the search
/// tool: a PASETO of version 4, `local` purpose (encrypted and authenticated
/// under one key), valid for four hours.
///
/// The ring hands it to ElevenLabs as a secret dynamic variable, which reaches
/// the tool's headers but never the model. So neither a prompt injection nor a
/// guessed number opens anybody else's memories. Who sees a token learns
/// nothing of the caller.
#[derive(Clone)]
pub struct CallerTokens {
    key: SymmetricKey<V4>,
    /// Those that it replaces.
    former: Vec<SymmetricKey<V4>>,
}

#[derive(Serialize, Deserialize)]
struct Claims {
    aud: String,
    exp: Timestamp,
    /// The caller; absent for a withheld number, which has no memories.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    sub: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    agent: Option<String>,
}

/// The token is forged, damaged or too old.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("the caller token is not valid (any more)")]
pub struct InvalidToken;

/// No key can be derived from the secret.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("no key can be derived from it")]
pub struct UnusableKey;

impl CallerTokens {
    /// The request header that brings it back.
    pub const HEADER: &'static str = "x-memory-token";

    /// Makes tokens under a key derived from `secret`, and opens also those that
    /// were made under `former` ones.
    pub fn new(secret: &SecretString, former: &[SecretString]) -> Result<Self, UnusableKey> {
        Ok(Self {
            key: derived(secret)?,
            former: former.iter().map(derived).collect::<Result<_, _>>()?,
        })
    }

    /// Puts a token into the variable `secret__memory_token`.
    pub fn bind(&self, variables: &mut DynamicVariables, scope: Option<&Scope>, now: Timestamp) {
        if let Some(name) = &VARIABLE {
            variables.insert_secret(name, &self.issue(scope, now));
        }
    }

    /// A token for the memories in `scope`; for nobody's, without one.
    #[must_use]
    pub fn issue(&self, scope: Option<&Scope>, now: Timestamp) -> String {
        let claims = Claims {
            aud: AUDIENCE.to_owned(),
            exp: now.saturating_add(LIFETIME).unwrap_or(Timestamp::MAX),
            sub: scope.map(|scope| scope.caller.as_str().to_owned()),
            agent: scope
                .and_then(|scope| scope.agent.as_ref())
                .map(ToString::to_string),
        };
        let token = serde_json::to_vec(&claims)
            .ok()
            .and_then(|claims| LocalToken::encrypt(&self.key, &claims, None, None).ok());
        token.unwrap_or_else(|| {
            tracing::error!("caller token cannot be made");
            String::new()
        })
    }

    /// Whose memories a token opens; `None` is nobody's.
    pub fn open(&self, token: &str, region: Option<Region>) -> Result<Option<Scope>, InvalidToken> {
        let token = UntrustedToken::<Local, V4>::try_from(token).map_err(|_| InvalidToken)?;
        let mut keys = [&self.key].into_iter().chain(&self.former);
        let opened = keys
            .find_map(|key| LocalToken::decrypt(key, &token, None, None).ok())
            .ok_or(InvalidToken)?;
        let claims: Claims = serde_json::from_str(opened.payload()).map_err(|_| InvalidToken)?;
        if claims.aud != AUDIENCE || claims.exp < Timestamp::now() {
            return Err(InvalidToken);
        }
        let Some(caller) = claims.sub else {
            return Ok(None);
        };
        let caller = CallerId::parse(&caller, region).map_err(|_| InvalidToken)?;
        let agent = claims
            .agent
            .map(|id| AgentId::parse(&id))
            .transpose()
            .map_err(|_| InvalidToken)?;
        Ok(Some(Scope { caller, agent }))
    }
}

fn derived(secret: &SecretString) -> Result<SymmetricKey<V4>, UnusableKey> {
    let derived = Sha256::new()
        .chain_update(AUDIENCE)
        .chain_update(secret.expose_secret())
        .finalize();
    SymmetricKey::from(&derived).map_err(|_| UnusableKey)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn tokens(key: &str) -> CallerTokens {
        CallerTokens::new(&SecretString::from(key), &[]).unwrap()
    }

    fn scope() -> Scope {
        Scope {
            caller: CallerId::parse("+12025550143", None).unwrap(),
            agent: Some(AgentId::parse("agent_1").unwrap()),
        }
    }

    #[test]
    fn a_token_opens_the_scope_it_was_made_for() {
        let token = tokens("key").issue(Some(&scope()), Timestamp::now());
        assert_eq!(tokens("key").open(&token, None), Ok(Some(scope())));
    }

    #[test]
    fn the_token_of_a_withheld_number_opens_nobodys_memories() {
        let token = tokens("key").issue(None, Timestamp::now());
        assert_eq!(tokens("key").open(&token, None), Ok(None));
    }

    #[test]
    fn a_token_under_another_key_is_refused() {
        let token = tokens("key").issue(Some(&scope()), Timestamp::now());
        assert_eq!(tokens("other").open(&token, None), Err(InvalidToken));
    }

    #[test]
    fn while_a_key_is_rolled_tokens_of_the_former_one_open_and_none_are_made() {
        let rolled = CallerTokens::new(&"new".into(), &["old".into()]).unwrap();
        let from_before = tokens("old").issue(Some(&scope()), Timestamp::now());
        assert_eq!(rolled.open(&from_before, None), Ok(Some(scope())));
        let token = rolled.issue(Some(&scope()), Timestamp::now());
        assert_eq!(tokens("new").open(&token, None), Ok(Some(scope())));
        assert_eq!(tokens("old").open(&token, None), Err(InvalidToken));
    }

    #[test]
    fn a_token_expires() {
        let five_hours_ago = Timestamp::now() - SignedDuration::from_hours(5);
        let token = tokens("key").issue(Some(&scope()), five_hours_ago);
        assert_eq!(tokens("key").open(&token, None), Err(InvalidToken));
    }

    #[test]
    fn what_is_no_token_is_refused() {
        for text in ["", "x", "v4.local.AAAA", "<REDACTED>"] {
            assert_eq!(tokens("key").open(text, None), Err(InvalidToken));
        }
    }
}
