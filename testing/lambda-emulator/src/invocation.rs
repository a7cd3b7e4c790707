use std::{fmt, process::ExitStatus, time::Duration};

use serde_json::Value;

use crate::{Error, HttpReply, sqs};

/// What became of an event.
#[derive(Debug, Clone)]
pub struct Invocation {
    /// How it ended.
    pub outcome: Outcome,
    /// From handing the event over to the outcome.
    pub took: Duration,
    /// From handing the event over until the runtime and the extensions asked for
    /// the next one: what is billed of it, beside the start.
    pub billed: Duration,
    /// From the start of the process to the outcome. Of the first event of a
    /// function this is its cold start.
    pub since_start: Duration,
    /// The lines that the function wrote meanwhile.
    pub log: Vec<String>,
    pub(crate) whole_log: Vec<String>,
}

/// How an event ended.
#[derive(Debug, Clone, PartialEq)]
pub enum Outcome {
    /// The function replied.
    Reply(Value),
    /// The function, or its runtime, reported an error. The process lives.
    FunctionError(Value),
    /// The function reported that it cannot start.
    InitError(Value),
    /// The process ended.
    Died(Phase, ExitStatus),
    /// The function took longer than it may and was killed.
    TimedOut(Phase),
}

/// When in the life of a function.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Phase {
    /// Before it asked for its first event.
    Init,
    /// After.
    Invoke,
}

impl Invocation {
    /// The reply. Without one the error tells the outcome and the function's log.
    pub fn reply(&self) -> Result<&Value, Error> {
        match &self.outcome {
            Outcome::Reply(reply) => Ok(reply),
            other => Err(Error::NoReply {
                outcome: other.clone(),
                log: self.whole_log.join("\n"),
            }),
        }
    }

    /// The reply to an event of an HTTP API.
    pub fn http(&self) -> Result<HttpReply, Error> {
        HttpReply::read(self.reply()?)
    }

    /// The messages of an SQS event that are to be delivered again, by their ids,
    /// as the reply names them.
    pub fn failed_messages(&self) -> Result<Vec<String>, Error> {
        sqs::failed_messages(self.reply()?)
    }
}

impl fmt::Display for Outcome {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Reply(_) => out.write_str("a reply"),
            Self::FunctionError(error) => write!(out, "the function reported an error: {error}"),
            Self::InitError(error) => write!(out, "the function cannot start: {error}"),
            Self::Died(phase, status) => write!(out, "the process ended {phase}: {status}"),
            Self::TimedOut(phase) => write!(out, "the function took too long {phase}"),
        }
    }
}

impl fmt::Display for Phase {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str(match self {
            Self::Init => "while it started",
            Self::Invoke => "after it had started",
        })
    }
}
