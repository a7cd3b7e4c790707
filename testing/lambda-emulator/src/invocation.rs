use std::{fmt, process::ExitStatus, time::Duration};

use serde_json::Value;

use crate::{Error, HttpReply, sqs};

/// The result of an event.
#[derive(Debug, Clone)]
pub struct Invocation {
    pub outcome: Outcome,
    /// From the delivery of the event to the outcome.
    pub duration: Duration,
    /// From the delivery of the event until the runtime and the extensions requested
    /// the next one: the billed duration, without initialisation.
    pub billed: Duration,
    /// From the start of the process to the outcome: for the first event, the cold
    /// start.
    pub since_start: Duration,
    /// The lines that the function wrote during the event.
    pub log: Vec<String>,
    pub(crate) whole_log: Vec<String>,
}

/// The outcome of an event.
#[derive(Debug, Clone, PartialEq)]
pub enum Outcome {
    Reply(Value),
    /// The function or its runtime reported an error; the process continues.
    FunctionError(Value),
    /// The function reported an initialisation error.
    InitError(Value),
    /// The process exited.
    Exited(Phase, ExitStatus),
    /// The function exceeded its timeout and was killed.
    TimedOut(Phase),
}

/// The phase of a function's lifecycle.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Phase {
    /// Before it requested its first event.
    Init,
    Invoke,
}

impl Invocation {
    /// The reply; otherwise the error contains the outcome and the function's log.
    pub fn reply(&self) -> Result<&Value, Error> {
        match &self.outcome {
            Outcome::Reply(reply) => Ok(reply),
            other => Err(Error::NoReply {
                outcome: other.clone(),
                log: self.whole_log.join("\n"),
            }),
        }
    }

    /// The reply to an HTTP API event.
    pub fn http(&self) -> Result<HttpReply, Error> {
        HttpReply::parse(self.reply()?)
    }

    /// The ids of the messages of an SQS event that the reply reports as failed.
    pub fn failed_messages(&self) -> Result<Vec<String>, Error> {
        sqs::failed_messages(self.reply()?)
    }
}

impl fmt::Display for Outcome {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Reply(_) => out.write_str("a reply"),
            Self::FunctionError(error) => write!(out, "the function reported an error: {error}"),
            Self::InitError(error) => write!(out, "the function failed to initialise: {error}"),
            Self::Exited(phase, status) => write!(out, "the process exited {phase}: {status}"),
            Self::TimedOut(phase) => write!(out, "the function timed out {phase}"),
        }
    }
}

impl fmt::Display for Phase {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str(match self {
            Self::Init => "during initialisation",
            Self::Invoke => "after initialisation",
        })
    }
}
