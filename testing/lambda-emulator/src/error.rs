use std::io;

use crate::{Outcome, PAYLOAD_LIMIT};

/// An error of the emulator. The failure of a function is an [`Outcome`]; it becomes an
/// error only when its reply is required.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// The Runtime API could not listen on a port.
    #[error("the Runtime API could not be started")]
    RuntimeApi(#[source] io::Error),
    /// The program or the pipe for its log could not be started.
    #[error("{program} could not be started")]
    Start {
        program: String,
        #[source]
        cause: io::Error,
    },
    #[error("the process could not be signalled")]
    Signal(#[source] io::Error),
    /// The usage could not be read, most likely because the process has ended.
    #[error("the resource usage of the process could not be read")]
    Usage(#[source] io::Error),
    #[error("the event could not be serialised as JSON")]
    Event(#[source] serde_json::Error),
    #[error("an event of {0} bytes exceeds Lambda's limit of {PAYLOAD_LIMIT}")]
    EventTooLarge(usize),
    #[error("no reply: {outcome}\n--- log of the function\n{log}")]
    NoReply {
        outcome: Outcome,
        /// The function's log, from the start of its process.
        log: String,
    },
    /// The function did not request its first event.
    #[error("not started: {outcome}\n--- log of the function\n{log}")]
    NotStarted {
        outcome: Outcome,
        /// The function's log, from the start of its process.
        log: String,
    },
    /// The reply does not have the format of the expected event source.
    #[error("not a valid reply to {expected}: {reason}")]
    Malformed {
        expected: &'static str,
        reason: String,
    },
}
