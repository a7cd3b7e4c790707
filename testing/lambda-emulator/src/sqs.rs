//! Events of an SQS FIFO queue.
//!
//! <https://docs.aws.amazon.com/lambda/latest/dg/with-sqs.html>

use jiff::Timestamp;
use md5::{Digest, Md5};
use serde::Deserialize;
use serde_json::{Value, json};
use uuid::Uuid;

use crate::{Error, variables::REGION};

/// A message in an SQS event.
#[derive(Debug, Clone)]
pub struct SqsMessage {
    id: String,
    body: String,
    group: String,
    deduplication: String,
    received: u32,
}

/// A batch of messages.
#[derive(Debug, Clone, Default)]
pub struct SqsEvent(Vec<SqsMessage>);

impl SqsMessage {
    /// A first delivery of a message in its own message group.
    #[must_use]
    pub fn new(body: impl Into<String>) -> Self {
        let id = Uuid::new_v4().to_string();
        Self {
            body: body.into(),
            group: id.clone(),
            deduplication: id.clone(),
            id,
            received: 1,
        }
    }

    /// The message id; random by default.
    #[must_use]
    pub fn id(mut self, id: impl Into<String>) -> Self {
        self.id = id.into();
        self
    }

    /// The message group id, within which messages are ordered.
    #[must_use]
    pub fn group(mut self, group: impl Into<String>) -> Self {
        self.group = group.into();
        self
    }

    /// The message deduplication id.
    #[must_use]
    pub fn deduplication(mut self, id: impl Into<String>) -> Self {
        self.deduplication = id.into();
        self
    }

    /// The receive count, including this delivery.
    #[must_use]
    pub const fn received(mut self, times: u32) -> Self {
        self.received = times;
        self
    }

    fn record(&self) -> Value {
        let now = Timestamp::now().as_millisecond().to_string();
        json!({
            "messageId": self.id,
            "receiptHandle": format!("receipt-{}", self.id),
            "body": self.body,
            "attributes": {
                "ApproximateReceiveCount": self.received.to_string(),
                "ApproximateFirstReceiveTimestamp": now,
                "SentTimestamp": now,
                "SenderId": "AROAEXAMPLE",
                "SequenceNumber": "18849496460467696128",
                "MessageGroupId": self.group,
                "MessageDeduplicationId": self.deduplication,
            },
            "messageAttributes": {},
            "md5OfBody": hex::encode(Md5::digest(&self.body)),
            "eventSource": "aws:sqs",
            "eventSourceARN": format!("arn:aws:sqs:{REGION}:123456789012:queue.fifo"),
            "awsRegion": REGION,
        })
    }
}

impl SqsEvent {
    /// An empty batch.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// Appends a message.
    #[must_use]
    pub fn message(mut self, message: SqsMessage) -> Self {
        self.0.push(message);
        self
    }

    /// The event's JSON.
    #[must_use]
    pub fn build(&self) -> Value {
        let records: Vec<Value> = self.0.iter().map(SqsMessage::record).collect();
        json!({ "Records": records })
    }
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct BatchReply {
    batch_item_failures: Vec<Failure>,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Failure {
    item_identifier: String,
}

pub(crate) fn failed_messages(reply: &Value) -> Result<Vec<String>, Error> {
    let reply = BatchReply::deserialize(reply).map_err(|error| Error::Malformed {
        expected: "a batch of messages",
        reason: error.to_string(),
    })?;
    let failures = reply.batch_item_failures.into_iter();
    Ok(failures.map(|failure| failure.item_identifier).collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_message_has_the_md5_of_its_body_and_the_attributes_of_a_fifo_queue() {
        let message = SqsMessage::new("hello").id("m-1").group("g").received(3);
        let record = &SqsEvent::new().message(message).build()["Records"][0];
        assert_eq!(record["md5OfBody"], "5d41402abc4b2a76b9719d911017c592");
        assert_eq!(record["attributes"]["MessageGroupId"], "g");
        assert_eq!(record["attributes"]["ApproximateReceiveCount"], "3");
    }

    #[test]
    fn failures_are_parsed_and_anything_else_is_rejected() {
        let reply = json!({"batchItemFailures": [{"itemIdentifier": "m-1"}]});
        assert_eq!(failed_messages(&reply).unwrap(), ["m-1"]);
        assert!(failed_messages(&json!({"ok": true})).is_err());
    }
}
