//! Operations against a server with scripted responses.

mod attempts;
mod operations;
mod signatures;

use wiremock::{Mock, MockServer, Request, Respond, ResponseTemplate, matchers::any};

use super::AwsClient;
use crate::testing::{aws_at, server};

struct Server(MockServer);

impl Server {
    async fn responding(responder: impl Respond + 'static) -> Self {
        Self(server(responder).await)
    }

    /// Answers with these responses in turn, then with the last of them.
    async fn responding_in_turn(responses: Vec<ResponseTemplate>) -> Self {
        let server = MockServer::start().await;
        let last = responses.len() - 1;
        for (index, response) in responses.into_iter().enumerate() {
            let mock = Mock::given(any()).respond_with(response);
            if index < last {
                mock.up_to_n_times(1).mount(&server).await;
            } else {
                mock.mount(&server).await;
            }
        }
        Self(server)
    }

    fn client(&self) -> AwsClient {
        aws_at(&self.0.uri())
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

/// An error response of a service with the JSON protocol.
fn service_error(status: u16, code: &str) -> ResponseTemplate {
    ResponseTemplate::new(status).set_body_json(serde_json::json!({
        "__type": format!("com.amazonaws.example#{code}"),
        "message": "The request contained +12025550143.",
    }))
}

fn empty_response() -> ResponseTemplate {
    ResponseTemplate::new(200).set_body_json(serde_json::json!({}))
}
