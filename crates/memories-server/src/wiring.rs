//! Builds endpoints and the processor from the configuration and the ports.

use std::sync::Arc;

use memories_domain::{
    ExtractionRules, ProjectId,
    ports::{EventSink, MemoryReader, MemoryWriter},
};
use utoipa_axum::router::OpenApiRouter;

use crate::{
    calls::{
        AcceptPostCall, CallProcessor, CallerResolver, EventReader, GetClientData,
        OperatorWarnings, PendingCalls, ReadPolicy, Retrieve, RuleExtractor,
    },
    config::Config,
    http::HealthEndpoint,
    voice::{
        VoicePlatform,
        elevenlabs::{ElevenLabs, SettingError},
    },
};

/// A voice platform cannot be set up.
#[derive(Debug, thiserror::Error)]
pub enum PlatformError {
    #[error(transparent)]
    ElevenLabs(#[from] SettingError),
}

/// Builds the parts of a service. `pending` is given where events are processed by this process.
pub struct Wiring<'c> {
    config: &'c Config,
    platforms: Vec<Arc<dyn VoicePlatform>>,
    warnings: OperatorWarnings,
}

impl<'c> Wiring<'c> {
    pub fn new(config: &'c Config) -> Result<Self, PlatformError> {
        Ok(Self {
            config,
            platforms: vec![Arc::new(ElevenLabs::new(config)?)],
            warnings: OperatorWarnings::default(),
        })
    }

    /// Where the operator is told what to mend; unless set, in the log alone.
    #[must_use]
    pub fn with_warnings(self, warnings: OperatorWarnings) -> Self {
        Self { warnings, ..self }
    }

    /// `POST /client-data`.
    pub fn client_data(
        &self,
        reader: Arc<dyn MemoryReader>,
        pending: Option<PendingCalls>,
    ) -> OpenApiRouter {
        let get_client_data = GetClientData {
            reader,
            callers: caller_resolver(self.config),
            policy: self.read_policy(pending),
            warnings: self.warnings.clone(),
        };
        self.routes(|platform| platform.client_data_routes(get_client_data.clone()))
    }

    /// `/retrieve`.
    pub fn retrieve(
        &self,
        reader: Arc<dyn MemoryReader>,
        pending: Option<PendingCalls>,
    ) -> OpenApiRouter {
        let retrieve = Retrieve {
            reader,
            callers: caller_resolver(self.config),
            policy: self.read_policy(pending),
            limit: self.config.memory.search_limit,
        };
        self.routes(|platform| platform.retrieve_routes(retrieve.clone()))
    }

    /// `POST /post-call`.
    pub fn post_call(&self, sink: &Arc<dyn EventSink>) -> OpenApiRouter {
        self.routes(|platform| {
            let accept_post_call = AcceptPostCall {
                reader: Arc::clone(&platform) as Arc<dyn EventReader>,
                callers: caller_resolver(self.config),
                sink: Arc::clone(sink),
            };
            platform.post_call_routes(accept_post_call)
        })
    }

    /// `GET /healthz` and `GET /readyz`.
    pub fn health(&self, reader: Arc<dyn MemoryReader>) -> OpenApiRouter {
        let endpoint = HealthEndpoint {
            reader,
            timeout: self.config.memory.timeout,
        };
        endpoint.routes()
    }

    /// Processes events, wherever they are claimed from.
    #[must_use]
    pub fn call_processor(&self, writer: Arc<dyn MemoryWriter>) -> CallProcessor {
        let readers = self
            .platforms
            .iter()
            .map(|platform| Arc::clone(platform) as _);
        CallProcessor {
            readers: readers.collect(),
            callers: caller_resolver(self.config),
            extractor: Arc::new(RuleExtractor::new(ExtractionRules {
                time_zone: self.config.memory.time_zone.clone(),
                facts: self.config.memory.facts.clone(),
            })),
            writer,
            links: None,
            time_to_live: self.config.memory.time_to_live,
        }
    }

    /// The routes of every platform.
    fn routes(&self, routes: impl Fn(Arc<dyn VoicePlatform>) -> OpenApiRouter) -> OpenApiRouter {
        self.platforms
            .iter()
            .map(|platform| routes(Arc::clone(platform)))
            .fold(OpenApiRouter::new(), OpenApiRouter::merge)
    }

    const fn read_policy(&self, pending: Option<PendingCalls>) -> ReadPolicy {
        ReadPolicy {
            pending,
            timeout: self.config.memory.timeout,
            on_failure: self.config.memory.on_failure,
        }
    }
}

/// Resolves callers as the endpoints do.
#[must_use]
pub fn caller_resolver(config: &Config) -> CallerResolver {
    CallerResolver {
        project: ProjectId::default(),
        region: config.identity.default_country,
        scope_kind: config.memory.scope,
    }
}
