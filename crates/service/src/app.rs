use std::{future::Future, io, sync::Arc};

use axum::Router;
use elevenlabs::signature::{SecretError, SigningSecret, Verifier};
use memory::{CallInbox, MemoryStore};
use secrecy::ExposeSecret;
use tokio::{
    net::TcpListener,
    sync::{Notify, watch},
};

use crate::{
    caller_token::CallerTokens,
    config::Config,
    http::{Endpoints, HeaderKey, router},
    learning::{Interpreter, Student, Worker},
    rate_limit::RateLimit,
    reply::{Greeting, InvalidTemplate, Variables},
    use_case::{Callers, HangUp, LearningProgress, Ring, Search},
};

/// The whole service, wired to a store and an inbox.
pub struct App {
    endpoints: Endpoints,
    worker: Worker,
}

/// Why the service cannot be put together.
#[derive(Debug, thiserror::Error)]
pub enum AppError {
    /// `ELEVENLABS_HMAC_KEY` holds no usable key.
    #[error("ELEVENLABS_HMAC_KEY: {0}")]
    HmacKey(#[from] SecretError),
    /// `GREETING_TEMPLATE` cannot be read.
    #[error("GREETING_TEMPLATE: {0}")]
    Greeting(#[from] InvalidTemplate),
}

impl App {
    /// Wires the service.
    pub fn new(
        config: &Config,
        store: Arc<dyn MemoryStore>,
        inbox: Arc<dyn CallInbox>,
    ) -> Result<Self, AppError> {
        let callers = Callers {
            region: config.identity.default_region,
            scope: config.memory.scope,
        };
        let tokens = config.auth.caller_token_key.as_ref().map(CallerTokens::new);
        let arrived = Arc::new(Notify::new());
        let (settled, settled_events) = watch::channel(0);
        let progress =
            LearningProgress::new(Arc::clone(&inbox), settled_events, config.memory.timeout);
        let endpoints = Endpoints {
            ring: Ring {
                store: Arc::clone(&store),
                callers,
                progress: progress.clone(),
                deadline: config.memory.timeout,
                on_failure: config.memory.on_failure,
                variables: Variables {
                    declared: config.reply.dynamic_variables.clone(),
                    brief_max_chars: config.reply.brief_max_chars,
                },
                greeting: config
                    .reply
                    .greeting_template
                    .as_deref()
                    .map(Greeting::parse)
                    .transpose()?,
                tokens: tokens.clone(),
            },
            search: Search {
                store: Arc::clone(&store),
                progress,
                deadline: config.memory.timeout,
                on_failure: config.memory.on_failure,
                limit: config.memory.search_limit,
            },
            search_callers: callers,
            hang_up: HangUp {
                inbox: Arc::clone(&inbox),
                callers,
                arrived: Arc::clone(&arrived),
            },
            workspace_key: key(HeaderKey::WORKSPACE, config.auth.workspace_key.as_ref()),
            retrieve_key: key(HeaderKey::RETRIEVE, config.auth.retrieve_api_key.as_ref()),
            tokens,
            rate_limit: config.rate_limit_per_caller.map(RateLimit::per_minute),
            verifier: verifier(config)?,
        };
        let worker = Worker {
            inbox,
            student: Student {
                store,
                interpreter: Interpreter { callers },
                time_to_live: config.memory.time_to_live,
            },
            arrived,
            settled,
        };
        Ok(Self { endpoints, worker })
    }

    /// The router alone, for a front door that brings its own server. Nothing is
    /// learned from the events it takes in until a worker reads the same inbox.
    pub fn router(&self) -> Router {
        router(self.endpoints.clone())
    }

    /// Answers on `listener` and learns from calls until `shutdown` ends; then
    /// finishes the requests under way and the calls that are due.
    pub async fn serve(
        self,
        listener: TcpListener,
        shutdown: impl Future<Output = ()> + Send + 'static,
    ) -> io::Result<()> {
        let router = self.router();
        let worker = self.worker.start();
        let served = axum::serve(listener, router)
            .with_graceful_shutdown(shutdown)
            .await;
        worker.drain().await;
        served
    }
}

fn key(header: &'static str, secret: Option<&secrecy::SecretString>) -> Option<HeaderKey> {
    secret.map(|secret| HeaderKey::new(header, secret.clone()))
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
