//! The configuration, read once from environment variables.
//!
//! [`SECTIONS`] lists every variable with its default; `.env.example` and the tables of
//! `docs/configuration.md` are generated from it. [`Config::read`] parses the values, or reports all
//! problems at once.

mod auth;
mod effective;
mod environment;
mod error;
mod exposure;
mod greeting_gap;
mod log;
mod mem0;
mod memory;
mod reader;
mod reply;
mod store;
mod value;
mod variable;
mod variable_gap;
mod warning;

#[cfg(test)]
mod generated;
#[cfg(test)]
mod tests;

use std::net::SocketAddr;
use std::num::NonZeroU32;

pub use self::auth::AuthConfig;
pub use self::effective::{Setting, Source};
pub use self::environment::Environment;
pub use self::error::{ConfigError, Problem};
pub use self::exposure::{Endpoint, Exposure, Unprotected};
pub use self::log::{LogConfig, LogFormat};
pub use self::mem0::Mem0Config;
pub use self::memory::MemoryConfig;
pub use self::reply::ReplyConfig;
pub use self::store::StoreConfig;
pub use self::variable::{SECTIONS, Section, Variable, VariableKind, variables};
pub use self::warning::Warning;
pub use self::{greeting_gap::GreetingGap, variable_gap::VariableGap};
pub use crate::calls::{OnFailure, ScopeKind};

use memories_domain::{Region, WorkerId};

use self::reader::{Reader, Reported};
use self::value::{integer, quoted};
use self::variable::{
    DEFAULT_COUNTRY, LISTEN_ADDR, MEMORY_STORE, RATE_LIMIT_PER_CALLER, WORKER_ID,
};

/// The service's configuration.
#[derive(Debug, Clone)]
pub struct Config {
    pub auth: AuthConfig,
    /// Maximum number of requests to `/retrieve` about one caller per minute.
    pub rate_limit_per_caller: Option<NonZeroU32>,
    pub store: StoreConfig,
    pub memory: MemoryConfig,
    pub reply: ReplyConfig,
    pub identity: IdentityConfig,
    /// The address to listen on.
    pub listen: SocketAddr,
    /// The name under which this process claims events.
    pub worker_id: WorkerId,
    pub log: LogConfig,
    /// Whether there is an API key of Mem0, but another store was selected.
    mem0_unused: bool,
    settings: Vec<Setting>,
}

/// How callers are identified.
#[derive(Debug, Clone, Copy)]
pub struct IdentityConfig {
    /// The country of numbers written without a country code.
    pub default_country: Option<Region>,
}

impl Config {
    /// Reads the configuration; the error contains all problems.
    pub fn read(environment: &Environment) -> Result<Self, ConfigError> {
        let mut reader = Reader::new(environment);
        Self::read_all(environment, &mut reader).map_err(|_| reader.into_error())
    }

    /// Settings without effect.
    #[must_use]
    pub fn warnings(&self) -> Vec<Warning> {
        let mem0 = self.mem0_unused.then_some(Warning::Mem0Unused);
        let has_model = self.memory.embedding_model.is_some();
        let platform_searches = matches!(self.store, StoreConfig::Mem0(_));
        let model = (has_model && platform_searches).then_some(Warning::EmbeddingModelUnused);
        mem0.into_iter().chain(model).collect()
    }

    /// Checks that the keys suffice to listen on `listen`. Returns a warning if an endpoint is
    /// open.
    ///
    /// A loopback address needs no key. Any other address needs the two of ElevenLabs, unless the
    /// operator insists (`insecure`).
    pub fn check_exposure(
        &self,
        listen: SocketAddr,
        insecure: bool,
    ) -> Result<Vec<Warning>, ConfigError> {
        let unprotected = self.auth.check_exposure(listen, insecure)?;
        Ok(unprotected.into_iter().map(Warning::Unprotected).collect())
    }

    /// Checks that the keys of ElevenLabs are set, for a deployment that is reachable from the
    /// internet.
    pub fn require_keys(&self) -> Result<(), ConfigError> {
        self.auth.require_keys()
    }

    /// Every effective setting, in the order of the documentation.
    #[must_use]
    pub fn effective(&self) -> &[Setting] {
        &self.settings
    }

    /// Reads every part before the first `?`, so that the reader collects all problems.
    fn read_all(environment: &Environment, reader: &mut Reader<'_>) -> Result<Self, Reported> {
        let auth = AuthConfig::read(reader);
        let rate_limit_per_caller = reader.optional(
            &RATE_LIMIT_PER_CALLER,
            integer(NonZeroU32::MIN..=NonZeroU32::MAX),
        );
        let store_kind = store::kind(reader);
        let memory = MemoryConfig::read(reader);
        let reply = ReplyConfig::read(reader);
        let identity = IdentityConfig::read(reader);
        let listen = reader.required(&LISTEN_ADDR, address);
        let worker_id = reader.required(&WORKER_ID, worker_id);
        let log = LogConfig::read(reader);
        let selected = store::select(store_kind, reader);
        let store::SelectedStore { store, mem0_unused } = selected?;
        let derived_defaults = [(&MEMORY_STORE, store.name())];
        Ok(Self {
            auth: auth?,
            rate_limit_per_caller: rate_limit_per_caller?,
            memory: memory?,
            reply: reply?,
            identity: identity?,
            listen: listen?,
            worker_id: worker_id?,
            log: log?,
            settings: effective::settings(environment, &derived_defaults),
            store,
            mem0_unused,
        })
    }
}

impl IdentityConfig {
    fn read(reader: &mut Reader<'_>) -> Result<Self, Reported> {
        let default_country = reader.optional(&DEFAULT_COUNTRY, |text| {
            text.parse()
                .map_err(|error| format!("is {}: {error}", quoted(text)))
        })?;
        Ok(Self { default_country })
    }
}

fn worker_id(text: &str) -> Result<WorkerId, String> {
    WorkerId::parse(text).map_err(|error| format!("is {}: {error}", quoted(text)))
}

fn address(text: &str) -> Result<SocketAddr, String> {
    text.parse().map_err(|_| {
        format!(
            "is {}, which is not an IP address with a port",
            quoted(text)
        )
    })
}
