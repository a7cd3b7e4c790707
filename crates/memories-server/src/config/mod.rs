//! What the operator decides, read once from environment variables.
//!
//! [`TOPICS`] lists every variable with its default; `.env.example` is written
//! from it. [`Config::read`] turns values into types, or says everything that
//! is wrong with them.

mod auth;
mod effective;
mod environment;
mod error;
mod exposure;
mod log;
mod mem0;
mod memory;
mod reader;
mod reply;
mod store;
mod value;
mod variable;

#[cfg(test)]
mod env_example;
#[cfg(test)]
mod readme;
#[cfg(test)]
mod tests;

use std::net::SocketAddr;
use std::num::NonZeroU32;

pub use self::auth::AuthConfig;
pub use self::effective::{Setting, Source};
pub use self::environment::Environment;
pub use self::error::{ConfigError, Problem};
pub use self::exposure::{Door, Reach, Warning};
pub use self::log::{LogConfig, LogFormat};
pub use self::mem0::Mem0Config;
pub use self::memory::{MemoryConfig, OnFailure, ScopeKind};
pub use self::reply::ReplyConfig;
pub use self::store::StoreConfig;
pub use self::variable::{Nature, TOPICS, Topic, Variable, variables};

use self::reader::{Reader, Refused};
use self::value::{quoted, whole};
use self::variable::{DEFAULT_REGION, LISTEN_ADDR, MEMORY_STORE, RATE_LIMIT_PER_CALLER};

/// Everything the operator decides.
#[derive(Debug, Clone)]
pub struct Config {
    /// Who may call what.
    pub auth: AuthConfig,
    /// The most requests per minute to `/retrieve` about one caller.
    pub rate_limit_per_caller: Option<NonZeroU32>,
    /// What keeps memories.
    pub store: StoreConfig,
    /// How memories are kept and read, whatever the store.
    pub memory: MemoryConfig,
    /// What an agent is told about a caller.
    pub reply: ReplyConfig,
    /// How callers are recognized.
    pub identity: IdentityConfig,
    /// The address to listen on.
    pub listen: SocketAddr,
    /// What is logged, and how.
    pub log: LogConfig,
    leaves_mem0_unused: bool,
    settings: Vec<Setting>,
}

/// How callers are recognized.
#[derive(Debug, Clone, Copy)]
pub struct IdentityConfig {
    /// The country of numbers that are written without a country code.
    pub default_region: Option<memories_domain::Region>,
}

impl Config {
    /// Reads the configuration; the error tells everything that is wrong with it.
    pub fn read(environment: &Environment) -> Result<Self, ConfigError> {
        let mut reader = Reader::new(environment);
        Self::read_all(environment, &mut reader).map_err(|_| reader.into_error())
    }

    /// Every setting in force, in the order of the documentation.
    #[must_use]
    pub fn effective(&self) -> &[Setting] {
        &self.settings
    }

    /// Reads every part before it gives up on one, so that the reader sees all
    /// problems.
    fn read_all(environment: &Environment, reader: &mut Reader<'_>) -> Result<Self, Refused> {
        let auth = AuthConfig::read(reader);
        let rate_limit_per_caller = reader.optional(
            &RATE_LIMIT_PER_CALLER,
            whole(NonZeroU32::MIN..=NonZeroU32::MAX),
        );
        let named = store::named(reader);
        let memory = MemoryConfig::read(reader);
        let reply = ReplyConfig::read(reader);
        let identity = IdentityConfig::read(reader);
        let listen = reader.required(&LISTEN_ADDR, address);
        let log = LogConfig::read(reader);
        let chosen = store::choose(named, reader);
        let store::Chosen {
            store,
            leaves_mem0_unused,
        } = chosen?;
        let depending = [(&MEMORY_STORE, store.name())];
        Ok(Self {
            auth: auth?,
            rate_limit_per_caller: rate_limit_per_caller?,
            memory: memory?,
            reply: reply?,
            identity: identity?,
            listen: listen?,
            log: log?,
            settings: effective::settings(environment, &depending),
            store,
            leaves_mem0_unused,
        })
    }
}

impl IdentityConfig {
    fn read(reader: &mut Reader<'_>) -> Result<Self, Refused> {
        let default_region = reader.optional(&DEFAULT_REGION, |text| {
            text.parse()
                .map_err(|error| format!("is {}: {error}", quoted(text)))
        })?;
        Ok(Self { default_region })
    }
}

fn address(text: &str) -> Result<SocketAddr, String> {
    text.parse().map_err(|_| {
        format!(
            "is {}, which is not an IP address with a port",
            quoted(text)
        )
    })
}
