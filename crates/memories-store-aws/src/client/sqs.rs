use std::fmt;

use serde::Serialize;

use super::{aws_client::AwsClient, error::Error, json_protocol::Operation, service::Service};

const SEND_MESSAGE: Operation = Operation {
    service: Service::Sqs,
    target: "AmazonSQS.SendMessage",
    content_type: "application/x-amz-json-1.0",
};

/// A message for a FIFO queue.
///
/// `Debug` shows only the size of its body.
#[derive(Clone, Copy, Serialize)]
#[serde(rename_all = "PascalCase")]
pub(crate) struct FifoMessage<'a> {
    pub(crate) queue_url: &'a str,
    /// Up to 1 MiB of UTF-8, without control characters other than tab and line ends, and
    /// without U+FFFE and U+FFFF.
    #[serde(rename = "MessageBody")]
    pub(crate) body: &'a str,
    /// Messages of one group are delivered in order, one at a time. Up to 128 letters, digits and
    /// punctuation marks.
    #[serde(rename = "MessageGroupId")]
    pub(crate) group: &'a str,
    /// Of the messages with the same id within five minutes, the first is delivered. Up to 128
    /// letters, digits and punctuation marks.
    #[serde(rename = "MessageDeduplicationId")]
    pub(crate) deduplication_id: &'a str,
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

impl AwsClient {
    /// Sends a message. When this returns, SQS has stored it, or has stored one with the same
    /// deduplication id before; the response does not distinguish the two.
    pub(crate) async fn send_message(&self, message: FifoMessage<'_>) -> Result<(), Error> {
        self.post_json(&SEND_MESSAGE, &message).await?.ok()?;
        Ok(())
    }
}
