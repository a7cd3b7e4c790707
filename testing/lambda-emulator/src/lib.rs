//! Emulates AWS Lambda for one function: its Runtime and Extensions APIs on
//! loopback, and its process model, for tests and benchmarks of the real
//! executable.
//!
//! Unlike a direct call of a handler, it provides a clean environment, a deadline
//! for every event and the payload limit, and it **freezes** the process as soon
//! as the runtime, and every extension registered for events, has requested the
//! next event. Work that a function defers until after its reply does not run, or
//! runs during a later event.
//!
//! ```no_run
//! # async fn example() -> Result<(), lambda_emulator::Error> {
//! use lambda_emulator::{Function, HttpEvent};
//!
//! let mut function = Function::builder("target/release/client-data")
//!     .env("MEM0_API_KEY", "m0-example")
//!     .start()
//!     .await?;
//! let event = HttpEvent::new("POST", "/client-data").text(r#"{"caller_id":"+12025550143"}"#);
//! let reply = function.invoke(&event.build()).await?.http()?;
//! assert_eq!(reply.status, 200);
//! # Ok(())
//! # }
//! ```
//!
//! CPU, memory, file system and network are not isolated.
#![cfg(target_os = "linux")]

mod builder;
mod error;
mod function;
mod http_api;
mod invocation;
mod log;
mod outcome;
mod process;
mod runtime_api;
mod sqs;
mod state;
mod usage;
mod variables;

pub use crate::{
    builder::{Builder, Freeze},
    error::Error,
    function::{ExitReport, Function},
    http_api::{HttpEvent, HttpReply},
    invocation::Invocation,
    outcome::{Outcome, Phase},
    sqs::{SqsEvent, SqsMessage},
    usage::Usage,
};

/// The maximum size of an event and of a reply: 6 MiB.
pub const PAYLOAD_LIMIT: usize = 6 * 1024 * 1024;
