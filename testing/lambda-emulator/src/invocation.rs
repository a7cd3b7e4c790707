use std::time::Duration;

use serde_json::Value;

use crate::{Error, HttpReply, Outcome, sqs};

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
