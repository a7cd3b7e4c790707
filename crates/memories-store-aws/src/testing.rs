//! Fixtures that the tests of several modules use.

use std::time::Duration;

use wiremock::{Mock, MockServer, Respond, matchers::any};

use crate::client::AwsClient;

pub(crate) const KEY_ID: &str = "AKIDEXAMPLE";
pub(crate) const SECRET_KEY: &str = "very-secret-key";
pub(crate) const SESSION_TOKEN: &str = "very-secret-token";

/// A client of an emulator at `url`, with a timeout for busy machines.
pub(crate) fn aws_at(url: &str) -> AwsClient {
    let client = AwsClient::from_variables(|name| {
        let value = match name {
            "AWS_REGION" => "eu-central-1",
            "AWS_ACCESS_KEY_ID" => KEY_ID,
            "AWS_SECRET_ACCESS_KEY" => SECRET_KEY,
            "AWS_SESSION_TOKEN" => SESSION_TOKEN,
            "AWS_ENDPOINT_URL" => url,
            _ => return None,
        };
        Some(value.to_owned())
    });
    client.unwrap().with_timeout(Duration::from_mins(1))
}

/// A server that answers every request with `responder`.
pub(crate) async fn server(responder: impl Respond + 'static) -> MockServer {
    let server = MockServer::start().await;
    Mock::given(any())
        .respond_with(responder)
        .mount(&server)
        .await;
    server
}
