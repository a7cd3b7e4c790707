//! Events as Lambda hands them to a function.

use base64::{Engine, engine::general_purpose::STANDARD};
use serde_json::{Map, Value, json};

/// A request as an HTTP API (payload 2.0) hands it on.
pub(crate) struct HttpEvent(Value);

impl HttpEvent {
    pub(crate) fn new(method: &str, path: &str) -> Self {
        let (raw_path, query) = path.split_once('?').unwrap_or((path, ""));
        Self(json!({
            "version": "2.0",
            "routeKey": "$default",
            "rawPath": raw_path,
            "rawQueryString": query,
            "headers": {"host": "abc.execute-api.us-east-1.amazonaws.com"},
            "requestContext": {
                "accountId": "123456789012",
                "apiId": "abc",
                "domainName": "abc.execute-api.us-east-1.amazonaws.com",
                "domainPrefix": "abc",
                "http": {"method": method, "path": raw_path, "protocol": "HTTP/1.1", "sourceIp": "192.0.2.1", "userAgent": "test"},
                "requestId": "JKJaXmPLvHcESHA=",
                "routeKey": "$default",
                "stage": "$default",
                "time": "25/Nov/2026:09:00:00 +0000",
                "timeEpoch": 1_795_597_200_000_u64,
            },
            "isBase64Encoded": false,
        }))
    }

    pub(crate) fn stage(mut self, stage: &str) -> Self {
        self.0["requestContext"]["stage"] = stage.into();
        let path = format!("/{stage}{}", self.0["rawPath"].as_str().unwrap());
        self.0["rawPath"] = path.into();
        self
    }

    pub(crate) fn header(mut self, name: &str, value: &str) -> Self {
        self.0["headers"][name] = value.into();
        self
    }

    pub(crate) fn text(mut self, body: &str) -> Self {
        self.0["body"] = body.into();
        self
    }

    pub(crate) fn base64(mut self, body: &[u8]) -> Self {
        self.0["isBase64Encoded"] = true.into();
        let encoded = STANDARD.encode(body);
        self.text(&encoded)
    }

    pub(crate) fn malformed_base64(mut self) -> Self {
        self.0["isBase64Encoded"] = true.into();
        self.text("!not base64!")
    }

    pub(crate) fn build(self) -> Value {
        self.0
    }
}

/// The status and the JSON of a reply to an HTTP API.
pub(crate) fn answered(reply: &Value) -> (u64, Value) {
    assert_eq!(reply["isBase64Encoded"], false, "{reply}");
    let body = serde_json::from_str(reply["body"].as_str().unwrap_or_default());
    (
        reply["statusCode"].as_u64().unwrap(),
        body.unwrap_or_default(),
    )
}

/// Messages as the event source mapping delivers them, from what SQS was sent.
pub(crate) fn batch(messages: &[Value]) -> Value {
    let records: Vec<Value> = messages.iter().enumerate().map(record).collect();
    json!({"Records": records})
}

fn record((number, message): (usize, &Value)) -> Value {
    let attributes: Map<String, Value> = [
        ("ApproximateReceiveCount", json!("1")),
        ("MessageGroupId", message["MessageGroupId"].clone()),
        (
            "MessageDeduplicationId",
            message["MessageDeduplicationId"].clone(),
        ),
        ("SequenceNumber", json!("18849496460467696128")),
    ]
    .into_iter()
    .map(|(name, value)| (name.to_owned(), value))
    .collect();
    json!({
        "messageId": format!("message-{number}"),
        "receiptHandle": "handle",
        "body": message["MessageBody"],
        "attributes": attributes,
        "messageAttributes": {},
        "md5OfBody": "",
        "eventSource": "aws:sqs",
        "eventSourceARN": "arn:aws:sqs:us-east-1:123456789012:PostCallQueue.fifo",
        "awsRegion": "us-east-1",
    })
}
