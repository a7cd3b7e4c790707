use std::{
    future::{Future, IntoFuture, pending},
    io,
    sync::Arc,
    time::Duration,
};

use axum::Router;
use elevenlabs::signature::{SecretError, SigningSecret, Verifier};
use memory::{CallInbox, CallIntake, MemoryStore};
use secrecy::ExposeSecret;
use tokio::{
    net::TcpListener,
    sync::{Notify, oneshot, watch},
    time::sleep,
};

use crate::{
    caller_token::{CallerTokens, UnusableKey},
    config::Config,
    http::{Endpoints, HeaderKey, router},
    learning::{Interpreter, Student, Worker},
    rate_limit::RateLimit,
    reply::{Greeting, InvalidTemplate, Variables},
    use_case::{Callers, HangUp, LearningProgress, Ring, Search},
};

/// How long requests under way are waited for when the service stops.
const LAST_REQUESTS: Duration = Duration::from_secs(30);

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
    /// `CALLER_TOKEN_KEY` cannot be used.
    #[error("CALLER_TOKEN_KEY: {0}")]
    CallerTokenKey(#[from] UnusableKey),
    /// `GREETING_TEMPLATE` cannot be read.
    #[error("GREETING_TEMPLATE: {0}")]
    Greeting(#[from] InvalidTemplate),
}

/// Wires the endpoints to a store and an intake. `arrived` is told of every
/// event; `progress` tells of the events that wait in this process.
pub fn endpoints(
    config: &Config,
    store: &Arc<dyn MemoryStore>,
    intake: Arc<dyn CallIntake>,
    arrived: Arc<Notify>,
    progress: Option<LearningProgress>,
) -> Result<Endpoints, AppError> {
    let callers = callers(config);
    let tokens = config
        .auth
        .caller_token_key
        .as_ref()
        .map(CallerTokens::new)
        .transpose()?;
    Ok(Endpoints {
        ring: Ring {
            store: Arc::clone(store),
            callers,
            progress: progress.clone(),
            deadline: config.memory.timeout,
            on_failure: config.memory.on_failure,
            variables: Variables {
                declared: config.reply.dynamic_variables.clone(),
                brief_max_chars: config.reply.brief_max_chars,
            },
            greeting: greeting(config)?,
            tokens: tokens.clone(),
        },
        search: Search {
            store: Arc::clone(store),
            progress,
            deadline: config.memory.timeout,
            on_failure: config.memory.on_failure,
            limit: config.memory.search_limit,
        },
        search_callers: callers,
        hang_up: HangUp {
            intake,
            callers,
            arrived,
        },
        workspace_key: key(HeaderKey::WORKSPACE, config.auth.workspace_key.as_ref()),
        retrieve_key: key(HeaderKey::RETRIEVE, config.auth.retrieve_api_key.as_ref()),
        tokens,
        rate_limit: config.rate_limit_per_caller.map(RateLimit::per_minute),
        verifier: verifier(config)?,
    })
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

impl App {
    /// Wires the service.
    pub fn new(
        config: &Config,
        store: Arc<dyn MemoryStore>,
        inbox: Arc<dyn CallInbox>,
    ) -> Result<Self, AppError> {
        let arrived = Arc::new(Notify::new());
        let (settled, settled_events) = watch::channel(0);
        let progress =
            LearningProgress::new(Arc::clone(&inbox), settled_events, config.memory.timeout);
        let endpoints = endpoints(
            config,
            &store,
            Arc::clone(&inbox) as Arc<dyn CallIntake>,
            Arc::clone(&arrived),
            Some(progress),
        )?;
        let worker = Worker {
            inbox,
            student: student(config, store),
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
    /// finishes the requests under way, as long as their clients keep to 30
    /// seconds, and the calls that are due.
    pub async fn serve(
        self,
        listener: TcpListener,
        shutdown: impl Future<Output = ()> + Send + 'static,
    ) -> io::Result<()> {
        let router = self.router();
        let worker = self.worker.start();
        let (stopping, stopped) = oneshot::channel::<()>();
        let serving = axum::serve(listener, router).with_graceful_shutdown(async move {
            shutdown.await;
            // Nobody listens any more when the server has failed already.
            let _ = stopping.send(());
        });
        let patience_over = async {
            if stopped.await.is_err() {
                pending::<()>().await;
            }
            sleep(LAST_REQUESTS).await;
        };
        let served = tokio::select! {
            served = serving.into_future() => served,
            () = patience_over => Ok(()),
        };
        worker.drain().await;
        served
    }
}

fn key(header: &'static str, secret: Option<&secrecy::SecretString>) -> Option<HeaderKey> {
    secret.map(|secret| HeaderKey::new(header, secret.clone()))
}

fn callers(config: &Config) -> Callers {
    Callers {
        region: config.identity.default_region,
        scope: config.memory.scope,
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
