//! AgenticMemories as a service: what happens when the phone rings, in the call
//! and after it.
//!
//! * [`config`]: the environment, parsed once.
//! * [`http`]: the router that front doors serve, whole or one endpoint of it.
//! * [`endpoints`]: what each endpoint needs, from the configuration and the ports.
//! * [`use_case`]: the three calls, free of HTTP.
//! * [`learning`]: the worker that turns finished calls into memories.
//! * [`App`]: all of them, wired to a store.
//!
//! Stores are known here only by their ports, [`memories_domain::MemoryStore`] and
//! [`memories_domain::EventInbox`].

mod app;
mod caller_token;
pub mod cause;
pub mod config;
pub mod endpoints;
pub mod http;
pub mod learning;
mod rate_limit;
pub mod reply;
pub mod telemetry;
pub mod use_case;

pub use app::App;
pub use caller_token::{CallerTokens, InvalidToken, UnusableKey};
pub use rate_limit::RateLimit;
