//! Amazon SQS.

use std::fmt;

use serde::Serialize;

use crate::{Aws, Error, json_call::Operation, service::Service};

const SEND_MESSAGE: Operation = Operation {
    service: Service::Sqs,
    target: "AmazonSQS.SendMessage",
    content_type: "application/x-amz-json-1.0",
};

/// A message for a queue that keeps messages of one group in their order.
///
/// `Debug` shows the size of its body alone.
#[derive(Clone, Copy, Serialize)]
#[serde(rename_all = "PascalCase")]
pub struct FifoMessage<'a> {
    /// The queue.
    pub queue_url: &'a str,
    /// Up to 1 MiB of UTF-8, without control characters other than tab and line ends, and
    /// without U+FFFE and U+FFFF.
    #[serde(rename = "MessageBody")]
    pub body: &'a str,
    /// Messages of one group are delivered in their order, one at a time: up to 128 letters,
    /// digits and punctuation marks.
    #[serde(rename = "MessageGroupId")]
    pub group: &'a str,
    /// Of messages with the same id within five minutes, the first is delivered: up to 128
    /// letters, digits and punctuation marks.
    #[serde(rename = "MessageDeduplicationId")]
    pub deduplication_id: &'a str,
}

impl fmt::Debug for FifoMessage<'_> {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter
            .debug_struct("FifoMessage")
            .field("queue_url", &self.queue_url)
            .field("body_bytes", &self.body.len())
            .field("group", &self.group)
            .field("deduplication_id", &self.deduplication_id)
            .finish()
    }
}

impl Aws {
    /// Sends a message. When this returns, SQS keeps it, or kept one with the same
    /// deduplication id before; it does not tell which.
    pub async fn send_message(&self, message: FifoMessage<'_>) -> Result<(), Error> {
        self.post(&SEND_MESSAGE, &message).await?.success()?;
        Ok(())
    }
}
