//! What each endpoint needs, from the configuration and the ports.

use std::sync::Arc;

use elevenlabs::signature::{SecretError, SigningSecret, Verifier};
use memories_domain::{EventSink, MemoryStore};
use secrecy::{ExposeSecret, SecretString};
use tokio::sync::Notify;

use crate::{
    caller_token::{CallerTokens, UnusableKey},
    config::Config,
    http::{ClientData, HeaderKey, PostCall, Readiness, Retrieve},
    learning::{Interpreter, Student},
    rate_limit::RateLimit,
    reply::{Greeting, InvalidTemplate, Variables},
    use_case::{Callers, HangUp, LearningProgress, Ring, Search},
};

/// Why an endpoint cannot be put together.
#[derive(Debug, thiserror::Error)]
pub enum EndpointError {
    /// `ELEVENLABS_HMAC_KEY` holds no usable key.
    #[error("ELEVENLABS_HMAC_KEY: {0}")]
    HmacKey(#[from] SecretError),
    /// `CALLER_TOKEN_KEY` cannot be used.
    #[error("CALLER_TOKEN_KEY: {0}")]
    CallerTokenKey(#[from] UnusableKey),
    /// `GREETING_TEMPLATE` cannot be read.
    #[error("GREETING_TEMPLATE: {0}")]
    Greeting(#[from] InvalidTemplate),
}

/// `POST /client-data`. `progress` tells of the events that wait in this process.
pub fn client_data(
    config: &Config,
    store: Arc<dyn MemoryStore>,
    progress: Option<LearningProgress>,
) -> Result<ClientData, EndpointError> {
    Ok(ClientData {
        ring: Ring {
            store,
            callers: callers(config),
            progress,
            deadline: config.memory.timeout,
            on_failure: config.memory.on_failure,
            variables: Variables {
                declared: config.reply.dynamic_variables.clone(),
                brief_max_chars: config.reply.brief_max_chars,
            },
            greeting: greeting(config)?,
            tokens: tokens(config)?,
        },
        workspace_key: key(HeaderKey::WORKSPACE, &config.auth.workspace_keys),
    })
}

/// `/retrieve`. `progress` tells of the events that wait in this process.
pub fn retrieve(
    config: &Config,
    store: Arc<dyn MemoryStore>,
    progress: Option<LearningProgress>,
) -> Result<Retrieve, EndpointError> {
    Ok(Retrieve {
        search: Search {
            store,
            progress,
            deadline: config.memory.timeout,
            on_failure: config.memory.on_failure,
            limit: config.memory.search_limit,
        },
        callers: callers(config),
        key: key(HeaderKey::RETRIEVE, &config.auth.retrieve_api_keys),
        tokens: tokens(config)?,
        rate_limit: config.rate_limit_per_caller.map(RateLimit::per_minute),
    })
}

/// `POST /post-call`. `arrived` is told of every event that was taken in.
pub fn post_call(
    config: &Config,
    intake: Arc<dyn EventSink>,
    arrived: Arc<Notify>,
) -> Result<PostCall, EndpointError> {
    Ok(PostCall {
        hang_up: HangUp {
            intake,
            callers: callers(config),
            arrived,
        },
        verifier: verifier(config)?,
    })
}

/// `GET /readyz`.
#[must_use]
pub fn readiness(config: &Config, store: Arc<dyn MemoryStore>) -> Readiness {
    Readiness {
        store,
        deadline: config.memory.timeout,
    }
}

/// What learns from an event, wherever events come from.
pub fn student(config: &Config, store: Arc<dyn MemoryStore>) -> Student {
    Student {
        store,
        interpreter: Interpreter {
            callers: callers(config),
        },
        time_to_live: config.memory.time_to_live,
    }
}

fn key(header: &'static str, keys: &[SecretString]) -> Option<HeaderKey> {
    (!keys.is_empty()).then(|| HeaderKey::new(header, keys.to_vec()))
}

fn callers(config: &Config) -> Callers {
    Callers {
        region: config.identity.default_region,
        scope: config.memory.scope,
    }
}

fn tokens(config: &Config) -> Result<Option<CallerTokens>, UnusableKey> {
    match config.auth.caller_token_keys.split_first() {
        None => Ok(None),
        Some((key, rolled)) => CallerTokens::new(key, rolled).map(Some),
    }
}

fn greeting(config: &Config) -> Result<Option<Greeting>, InvalidTemplate> {
    let template = config.reply.greeting_template.as_deref();
    template.map(Greeting::parse).transpose()
}

fn verifier(config: &Config) -> Result<Option<Verifier>, SecretError> {
    let secrets = &config.auth.hmac_keys;
    if secrets.is_empty() {
        return Ok(None);
    }
    let secrets = secrets
        .iter()
        .map(|secret| SigningSecret::new(secret.expose_secret()))
        .collect::<Result<_, _>>()?;
    Verifier::new(secrets).map(Some)
}
