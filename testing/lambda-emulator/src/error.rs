use std::io;

use crate::{Outcome, PAYLOAD_LIMIT};

/// Why the emulator cannot do what it was asked for. That a function fails is an
/// [`Outcome`], until something of its reply is asked for.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// There is no port to listen on, or no pipe to read the log from.
    #[error("the Runtime API cannot be offered")]
    Offer(#[source] io::Error),
    /// The program does not run.
    #[error("{program} cannot be started")]
    Start {
        /// The program.
        program: String,
        /// What the system says.
        #[source]
        cause: io::Error,
    },
    /// The process does not take a signal.
    #[error("the process cannot be stopped or continued")]
    Signal(#[source] io::Error),
    /// What a process takes cannot be read: it ended, most likely.
    #[error("what the process takes cannot be read")]
    Usage(#[source] io::Error),
    /// The event is no JSON.
    #[error("the event cannot be written as JSON")]
    Event(#[source] serde_json::Error),
    /// Lambda would refuse the event.
    #[error("an event of {0} bytes; Lambda takes {PAYLOAD_LIMIT}")]
    EventTooLarge(usize),
    /// There is no reply to read.
    #[error("no reply: {outcome}\n--- log of the function\n{log}")]
    NoReply {
        /// What there is instead.
        outcome: Outcome,
        /// The function's log, from the start of its process.
        log: String,
    },
    /// The function did not get as far as asking for an event.
    #[error("not started: {outcome}\n--- log of the function\n{log}")]
    NotStarted {
        /// What happened instead.
        outcome: Outcome,
        /// The function's log, from the start of its process.
        log: String,
    },
    /// The reply has another form than the one that was asked for.
    #[error("not a reply to {expected}: {reason}")]
    Malformed {
        /// To what it should be a reply.
        expected: &'static str,
        /// What is wrong with it.
        reason: String,
    },
}
