//! Operations against a server that says what it is told to, and remembers what it was asked.

mod attempts;
mod operations;
mod signatures;

use std::time::Duration;

use wiremock::{Mock, MockServer, Request, Respond, ResponseTemplate, matchers::any};

use crate::Aws;

const KEY_ID: &str = "AKIDEXAMPLE";
const SECRET_KEY: &str = "very-secret-key";
const TOKEN: &str = "very-secret-token";

struct Server(MockServer);

impl Server {
    async fn answering(responder: impl Respond + 'static) -> Self {
        let server = MockServer::start().await;
        Mock::given(any())
            .respond_with(responder)
            .mount(&server)
            .await;
        Self(server)
    }

    /// Says these things in turn, and the last of them for ever.
    async fn saying_in_turn(answers: Vec<ResponseTemplate>) -> Self {
        let server = MockServer::start().await;
        let last = answers.len() - 1;
        for (at, answer) in answers.into_iter().enumerate() {
            let mock = Mock::given(any()).respond_with(answer);
            if at < last {
                mock.up_to_n_times(1).mount(&server).await;
            } else {
                mock.mount(&server).await;
            }
        }
        Self(server)
    }

    fn aws(&self) -> Aws {
        aws_at(&self.0.uri()).within(Duration::from_mins(1))
    }

    async fn requests(&self) -> Vec<Request> {
        self.0.received_requests().await.unwrap()
    }

    async fn only_request(&self) -> Request {
        let mut requests = self.requests().await;
        assert_eq!(requests.len(), 1);
        requests.remove(0)
    }
}

fn aws_at(url: &str) -> Aws {
    let aws = Aws::from_variables(|name| {
        let value = match name {
            "AWS_REGION" => "eu-central-1",
            "AWS_ACCESS_KEY_ID" => KEY_ID,
            "AWS_SECRET_ACCESS_KEY" => SECRET_KEY,
            "AWS_SESSION_TOKEN" => TOKEN,
            "AWS_ENDPOINT_URL" => url,
            _ => return None,
        };
        Some(value.to_owned())
    });
    aws.unwrap()
}

/// A refusal in the JSON of SQS, `DynamoDB` and Secrets Manager.
fn refusal(status: u16, code: &str) -> ResponseTemplate {
    ResponseTemplate::new(status).set_body_json(serde_json::json!({
        "__type": format!("com.amazonaws.example#{code}"),
        "message": "What was sent was +12025550143.",
    }))
}

fn done() -> ResponseTemplate {
    ResponseTemplate::new(200).set_body_json(serde_json::json!({}))
}
