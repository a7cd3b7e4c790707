//! A queue and a bucket in memory.

use std::{
    collections::BTreeMap,
    sync::{Arc, Mutex},
    time::Duration,
};

use serde_json::{Value, json};
use wiremock::{MockServer, Request, Respond, ResponseTemplate, http::Method};

use crate::{
    client::AwsClient,
    sqs::{MessageDecoder, SqsSink},
    testing::{aws_at, server},
};

pub(super) const QUEUE_URL: &str = "http://127.0.0.1/123456789012/calls.fifo";

#[derive(Default)]
struct State {
    sent: Vec<Value>,
    objects: BTreeMap<String, Vec<u8>>,
}

pub(super) struct Cloud {
    client: AwsClient,
    state: Arc<Mutex<State>>,
    _server: MockServer,
}

struct Services(Arc<Mutex<State>>);

impl Respond for Services {
    fn respond(&self, request: &Request) -> ResponseTemplate {
        let mut state = self.0.lock().unwrap();
        let path = request.url.path().to_owned();
        match request.method {
            Method::POST => {
                assert_eq!(request.headers["x-amz-target"], "AmazonSQS.SendMessage");
                state.sent.push(request.body_json().unwrap());
                ResponseTemplate::new(200).set_body_json(json!({ "MessageId": "1" }))
            }
            Method::PUT => {
                state.objects.insert(path, request.body.clone());
                ResponseTemplate::new(200)
            }
            Method::GET => match state.objects.get(&path) {
                Some(bytes) => ResponseTemplate::new(200).set_body_bytes(bytes.clone()),
                None => ResponseTemplate::new(404)
                    .set_body_string("<Error><Code>NoSuchKey</Code></Error>"),
            },
            Method::DELETE => {
                state.objects.remove(&path);
                ResponseTemplate::new(204)
            }
            ref other => panic!("unexpected method {other}"),
        }
    }
}

impl Cloud {
    pub(super) async fn start() -> Self {
        let state = Arc::default();
        Self::with_responder(Arc::clone(&state), Services(state)).await
    }

    /// A cloud whose services answer every request with `response`.
    pub(super) async fn responding(response: ResponseTemplate) -> Self {
        Self::with_responder(Arc::default(), response).await
    }

    async fn with_responder(state: Arc<Mutex<State>>, responder: impl Respond + 'static) -> Self {
        let server = server(responder).await;
        Self {
            client: aws_at(&server.uri()),
            state,
            _server: server,
        }
    }

    pub(super) fn sink(&self) -> SqsSink {
        let sink = SqsSink::new(self.client.clone(), QUEUE_URL, "bucket");
        sink.with_timeout(Duration::from_mins(1))
    }

    pub(super) fn decoder(&self) -> MessageDecoder {
        MessageDecoder::new(self.client.clone(), "bucket")
    }

    /// The requests that SQS received.
    pub(super) fn sent(&self) -> Vec<Value> {
        self.state.lock().unwrap().sent.clone()
    }

    pub(super) fn last_message(&self) -> String {
        let sent = self.sent();
        let message = sent.last().unwrap();
        message["MessageBody"].as_str().unwrap().to_owned()
    }

    pub(super) fn objects(&self) -> BTreeMap<String, Vec<u8>> {
        self.state.lock().unwrap().objects.clone()
    }

    pub(super) fn replace_objects(&self, bytes: &[u8]) {
        for object in self.state.lock().unwrap().objects.values_mut() {
            *object = bytes.to_vec();
        }
    }

    pub(super) fn delete_objects(&self) {
        self.state.lock().unwrap().objects.clear();
    }
}
