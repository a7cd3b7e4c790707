use elevenlabs::signature::{SecretError, SigningSecret, Verifier};
use memories_domain::{SensitiveDataPolicy, SummaryStyle};
use secrecy::{ExposeSecret, SecretString};

use super::{
    greeting::{Greeting, InvalidTemplate},
    reply::ReplyEncoder,
    variables::Variables,
};
use crate::{
    config::Config,
    http::ApiKeyAuth,
    security::{CallerTokens, RateLimit, UnusableKey},
};

/// The header with the workspace key.
const WORKSPACE_KEY_HEADER: &str = "x-workspace-key";
/// The header with the retrieve key.
const RETRIEVE_KEY_HEADER: &str = "x-api-key";

/// The adapter of ElevenLabs.
pub struct ElevenLabs {
    /// `None` if `/client-data` is open.
    pub(super) workspace_auth: Option<ApiKeyAuth>,
    pub(super) encoder: ReplyEncoder,
    /// `None` if `/retrieve` needs no key.
    pub(super) retrieve_auth: Option<ApiKeyAuth>,
    /// If set, a token is required, and it alone determines the scope.
    pub(super) tokens: Option<CallerTokens>,
    pub(super) rate_limit: Option<RateLimit>,
    /// `None` if unsigned events are accepted.
    pub(super) verifier: Option<Verifier>,
    pub(super) sensitive_data: SensitiveDataPolicy,
}

/// A setting that cannot be used.
#[derive(Debug, thiserror::Error)]
pub enum SettingError {
    #[error("ELEVENLABS_HMAC_KEY: {0}")]
    HmacKey(#[from] SecretError),
    #[error("CALLER_TOKEN_KEY: {0}")]
    CallerTokenKey(#[from] UnusableKey),
    #[error("GREETING_TEMPLATE: {0}")]
    Greeting(#[from] InvalidTemplate),
}

impl ElevenLabs {
    pub fn new(config: &Config) -> Result<Self, SettingError> {
        let (auth, reply) = (&config.auth, &config.reply);
        let tokens = tokens(&auth.caller_token_keys)?;
        let greeting = reply.greeting_template.as_deref().map(Greeting::parse);
        Ok(Self {
            workspace_auth: ApiKeyAuth::new(WORKSPACE_KEY_HEADER, &auth.workspace_keys),
            encoder: ReplyEncoder {
                variables: Variables {
                    declared: reply.dynamic_variables.clone(),
                    style: SummaryStyle {
                        locale: reply.locale,
                        max_chars: reply.memory_summary_max_chars,
                    },
                    facts: config.memory.facts.clone(),
                },
                time_zone: config.memory.time_zone.clone(),
                greeting: greeting.transpose()?,
                tokens: tokens.clone(),
            },
            retrieve_auth: ApiKeyAuth::new(RETRIEVE_KEY_HEADER, &auth.retrieve_api_keys),
            tokens,
            rate_limit: config.rate_limit_per_caller.map(RateLimit::per_minute),
            verifier: verifier(&auth.hmac_keys)?,
            sensitive_data: config.memory.sensitive_data,
        })
    }
}

fn tokens(keys: &[SecretString]) -> Result<Option<CallerTokens>, UnusableKey> {
    match keys.split_first() {
        None => Ok(None),
        Some((key, previous)) => CallerTokens::new(key, previous).map(Some),
    }
}

fn verifier(secrets: &[SecretString]) -> Result<Option<Verifier>, SecretError> {
    if secrets.is_empty() {
        return Ok(None);
    }
    let secrets = secrets
        .iter()
        .map(|secret| SigningSecret::new(secret.expose_secret()))
        .collect::<Result<_, _>>()?;
    Verifier::new(secrets).map(Some)
}
