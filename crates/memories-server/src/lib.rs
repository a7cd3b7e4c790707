//! AgenticMemories as a service: the endpoints that a voice platform calls while the phone rings,
//! during the call and after it, and the worker that processes finished calls.
//!
//! * [`calls`]: what happens in each call, without HTTP and any voice platform's format.
//! * [`http`]: the router, authentication, bodies and errors.
//! * [`voice`]: the adapters of voice platforms: their endpoints, bodies and signatures.
//! * [`config`]: the environment, parsed once.
//! * [`telemetry`]: the log.
//! * [`wiring`]: builds the endpoints and the processor from the configuration and the ports.
//! * [`App`]: the whole service.
//!
//! The crate uses stores only through [`memories_domain::ports`].

mod app;
pub mod calls;
pub mod config;
pub mod error_chain;
pub mod http;
mod security;
pub mod telemetry;
pub mod voice;
pub mod wiring;

pub use app::{App, Ports};
pub use voice::BUILTIN_VARIABLES;
