use elevenlabs::initiation::{DynamicVariables, VariableName};
use jiff::{SignedDuration, Timestamp};
use jsonwebtoken::{Algorithm, DecodingKey, EncodingKey, Header, Validation, decode, encode};
use memory::{AgentId, CallerId, Region, Scope};
use secrecy::{ExposeSecret, SecretString};
use serde::{Deserialize, Serialize};

/// Longer than any call lasts.
const LIFETIME: SignedDuration = SignedDuration::from_hours(4);
/// ElevenLabs puts `secret__` in front.
const VARIABLE: Option<VariableName> = VariableName::from_static("memory_token");
const AUDIENCE: &str = "agentic-memories/retrieve";

/// Makes and reads the token that opens one caller's memories to the search
/// tool: a JSON Web Token (RFC 7519), HMAC-SHA256, valid for four hours.
///
/// The ring hands it to ElevenLabs as a secret dynamic variable, which reaches
/// the tool's headers but never the model. So neither a prompt injection nor a
/// guessed number opens anybody else's memories.
#[derive(Clone)]
pub struct CallerTokens {
    signing: EncodingKey,
    checking: DecodingKey,
}

#[derive(Serialize, Deserialize)]
struct Claims {
    aud: String,
    iat: i64,
    exp: i64,
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

impl CallerTokens {
    /// The request header that brings it back.
    pub const HEADER: &'static str = "x-memory-token";

    /// Signs and checks with `key`.
    #[must_use]
    pub fn new(key: &SecretString) -> Self {
        let key = key.expose_secret().as_bytes();
        Self {
            signing: EncodingKey::from_secret(key),
            checking: DecodingKey::from_secret(key),
        }
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
            iat: now.as_second(),
            exp: now
                .saturating_add(LIFETIME)
                .map_or(i64::MAX, Timestamp::as_second),
            sub: scope.map(|scope| scope.caller.as_str().to_owned()),
            agent: scope
                .and_then(|scope| scope.agent.as_ref())
                .map(ToString::to_string),
        };
        encode(&Header::new(Algorithm::HS256), &claims, &self.signing).unwrap_or_else(|error| {
            tracing::error!(%error, "caller token cannot be made");
            String::new()
        })
    }

    /// Whose memories a token opens; `None` is nobody's.
    pub fn open(&self, token: &str, region: Option<Region>) -> Result<Option<Scope>, InvalidToken> {
        let mut validation = Validation::new(Algorithm::HS256);
        validation.set_audience(&[AUDIENCE]);
        validation.set_required_spec_claims(&["exp", "aud"]);
        let claims = decode::<Claims>(token, &self.checking, &validation)
            .map_err(|_| InvalidToken)?
            .claims;
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

#[cfg(test)]
mod tests {
    use super::*;

    fn tokens(key: &str) -> CallerTokens {
        CallerTokens::new(&SecretString::from(key))
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
    fn a_token_expires() {
        let five_hours_ago = Timestamp::now() - SignedDuration::from_hours(5);
        let token = tokens("key").issue(Some(&scope()), five_hours_ago);
        assert_eq!(tokens("key").open(&token, None), Err(InvalidToken));
    }

    #[test]
    fn what_is_no_token_is_refused() {
        for text in ["", "x", "a.b.c", "<REDACTED>"] {
            assert_eq!(tokens("key").open(text, None), Err(InvalidToken));
        }
    }
}
