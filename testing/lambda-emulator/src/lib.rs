//! AWS Lambda for one function: its Runtime and Extensions APIs on loopback, and
//! its way with processes, for tests and benches of the real executable.
//!
//! What a plain caller of a handler does not show, this does: the environment is
//! clean, a deadline comes with every event, payloads have their limit, and the
//! process is **frozen** as soon as the runtime, and every extension that is
//! told of events, has asked for the next event. What a function put off until
//! after its reply does not happen, or happens during some later event.
//!
//! ```no_run
//! # async fn example() -> Result<(), lambda_emulator::Error> {
//! use lambda_emulator::{Function, HttpEvent};
//!
//! let mut function = Function::at("target/release/client-data")
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
//! Nothing limits the function's CPU or memory, and its environment is the one
//! of this machine.
#![cfg(target_os = "linux")]

mod builder;
mod error;
mod exchange;
mod function;
mod http_api;
mod invocation;
mod log;
mod process;
mod runtime_api;
mod sqs;
mod usage;
mod variables;

pub use crate::{
    builder::{Builder, Freeze},
    error::Error,
    function::{Ended, Function},
    http_api::{HttpEvent, HttpReply},
    invocation::{Invocation, Outcome, Phase},
    sqs::{SqsEvent, SqsMessage},
    usage::Usage,
};

/// The most bytes of an event, and of a reply: 6 MiB.
pub const PAYLOAD_LIMIT: usize = 6 * 1024 * 1024;
