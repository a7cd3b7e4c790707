//! A server to test against.

use mem0_client::{Client, ClientBuilder, Entity, Filter, ListRequest, SearchRequest};
use wiremock::{Mock, MockServer, ResponseTemplate, matchers::any};

pub(crate) const KEY: &str = "m0-test-key";

pub(crate) fn client_of(url: &str) -> Client {
    built(Client::builder().base_url(url))
}

pub(crate) fn built(builder: ClientBuilder) -> Client {
    builder.build(&KEY.into()).unwrap()
}

/// A server that gives everybody the same answer, and a client of it.
pub(crate) async fn answering(answer: ResponseTemplate) -> (MockServer, Client) {
    let server = MockServer::start().await;
    Mock::given(any()).respond_with(answer).mount(&server).await;
    let client = client_of(&server.uri());
    (server, client)
}

pub(crate) async fn requests(server: &MockServer) -> usize {
    server.received_requests().await.unwrap().len()
}

pub(crate) fn user() -> Entity {
    Entity::user("tenant7:+12025550143").unwrap()
}

pub(crate) fn search() -> SearchRequest {
    SearchRequest::new("tea", Filter::of(user())).unwrap()
}

pub(crate) fn list() -> ListRequest {
    ListRequest::new(Filter::of(user()))
}
