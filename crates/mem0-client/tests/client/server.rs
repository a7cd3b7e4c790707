//! Mock servers and sample requests.

use mem0_client::{Client, ClientBuilder, Entity, Filter, ListRequest, SearchRequest};
use wiremock::{Mock, MockServer, ResponseTemplate, matchers::any};

pub(crate) const KEY: &str = "m0-test-key";

pub(crate) fn client_for(url: &str) -> Client {
    build(Client::builder().base_url(url))
}

pub(crate) fn build(builder: ClientBuilder) -> Client {
    builder.build(&KEY.into()).unwrap()
}

/// A server that always sends the same response, and a client for it.
pub(crate) async fn respond_with(response: ResponseTemplate) -> (MockServer, Client) {
    let server = MockServer::start().await;
    Mock::given(any())
        .respond_with(response)
        .mount(&server)
        .await;
    let client = client_for(&server.uri());
    (server, client)
}

pub(crate) async fn request_count(server: &MockServer) -> usize {
    server.received_requests().await.unwrap().len()
}

pub(crate) fn user() -> Entity {
    Entity::user("tenant7:+12025550143").unwrap()
}

pub(crate) fn search() -> SearchRequest {
    SearchRequest::new("tea", Filter::new(user())).unwrap()
}

pub(crate) fn list() -> ListRequest {
    ListRequest::new(Filter::new(user()))
}
