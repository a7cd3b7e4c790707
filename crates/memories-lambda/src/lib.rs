//! AgenticMemories on AWS Lambda.
//!
//! Each binary is one function: `client-data`, `retrieve` and `post-call` serve one endpoint of
//! [`memories_server`] behind an HTTP API, `post-call-worker` processes the finished calls that
//! `post-call` has sent to a queue.
//!
//! * [`FunctionContext`]: what a function sets up when it starts: the log, the configuration with
//!   its keys, the stores.
//! * [`api_gateway`]: serves an endpoint behind API Gateway.
//! * [`worker`]: processes batches of messages.
//!
//! A function does nothing in the background after a response: Lambda freezes it then, and may
//! terminate it.

use std::process::ExitCode;

use lambda_http::Error;
use memories_server::error_chain::format_chain;

pub mod api_gateway;
mod function_context;
mod log;
mod secret;
mod variables;
pub mod worker;

pub use function_context::{FunctionContext, StartError};
pub use variables::MissingVariable;

/// Runs a function until it fails: Lambda terminates a function by killing its process. The error
/// is the last line of the log.
pub async fn run(function: impl Future<Output = Result<(), Error>>) -> ExitCode {
    match function.await {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            tracing::error!(error = format_chain(&*error), "the function failed");
            ExitCode::FAILURE
        }
    }
}
