//! A queue and a bucket in memory.

use std::{
    collections::BTreeMap,
    sync::{Arc, Mutex},
    time::Duration,
};

use aws::Aws;
use serde_json::{Value, json};
use wiremock::{Mock, MockServer, Request, Respond, ResponseTemplate, http::Method, matchers::any};

use crate::{Claims, SqsIntake};

pub(super) const QUEUE: &str = "http://127.0.0.1/123456789012/calls.fifo";

/// What was sent, and what is kept.
#[derive(Default)]
struct State {
    sent: Vec<Value>,
    objects: BTreeMap<String, Vec<u8>>,
}

pub(super) struct Cloud {
    aws: Aws,
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
        Self::answering(Arc::clone(&state), Services(state)).await
    }

    /// A cloud that always says the same.
    pub(super) async fn saying(answer: ResponseTemplate) -> Self {
        Self::answering(Arc::default(), answer).await
    }

    async fn answering(state: Arc<Mutex<State>>, responder: impl Respond + 'static) -> Self {
        let server = MockServer::start().await;
        Mock::given(any())
            .respond_with(responder)
            .mount(&server)
            .await;
        let url = server.uri();
        let aws = Aws::from_variables(|name| match name {
            "AWS_REGION" => Some("eu-central-1".to_owned()),
            "AWS_ACCESS_KEY_ID" | "AWS_SECRET_ACCESS_KEY" => Some("example".to_owned()),
            "AWS_ENDPOINT_URL" => Some(url.clone()),
            _ => None,
        });
        Self {
            aws: aws.unwrap(),
            state,
            _server: server,
        }
    }

    pub(super) fn intake(&self) -> SqsIntake {
        let intake = SqsIntake::new(self.aws.clone(), QUEUE, "bucket");
        // Machines that run tests are busy.
        intake.within(Duration::from_mins(1))
    }

    pub(super) fn claims(&self) -> Claims {
        Claims::new(self.aws.within(Duration::from_mins(1)), "bucket")
    }

    /// What was asked of SQS.
    pub(super) fn requests(&self) -> Vec<Value> {
        self.state.lock().unwrap().sent.clone()
    }

    pub(super) fn last_message(&self) -> String {
        let requests = self.requests();
        let message = requests.last().unwrap();
        message["MessageBody"].as_str().unwrap().to_owned()
    }

    pub(super) fn objects(&self) -> BTreeMap<String, Vec<u8>> {
        self.state.lock().unwrap().objects.clone()
    }

    /// Puts something else in the place of everything in the bucket.
    pub(super) fn replace_objects(&self, bytes: &[u8]) {
        for object in self.state.lock().unwrap().objects.values_mut() {
            *object = bytes.to_vec();
        }
    }

    pub(super) fn empty_the_bucket(&self) {
        self.state.lock().unwrap().objects.clear();
    }
}
