//! AgenticMemories on AWS Lambda.
//!
//! Each binary is one function: `client-data`, `retrieve` and `post-call` serve
//! one endpoint of [`service`] behind an HTTP API, `post-call-worker` learns from
//! the finished calls that `post-call` put on a queue.
//!
//! * [`Start`]: what a function does once, while it starts: its settings, its
//!   keys, its log, its store.
//! * [`front_door`]: an endpoint behind API Gateway.
//! * [`worker`]: finished calls, from the queue to the store.
//!
//! Nothing is left to be done after a reply: Lambda freezes a function then, and
//! may end it.

use std::process::ExitCode;

use lambda_http::Error;

pub mod front_door;
mod log;
mod reads_only;
mod settings;
mod start;
pub mod worker;

pub use settings::MissingSetting;
pub use start::{Start, StartError};

/// Runs a function to its end, which is an error: a function is ended by Lambda.
/// What went wrong is the last line of the log.
pub async fn run(function: impl Future<Output = Result<(), Error>>) -> ExitCode {
    match function.await {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            tracing::error!(
                error = memories_server::cause::in_full(&*error),
                "the function ended"
            );
            ExitCode::FAILURE
        }
    }
}
