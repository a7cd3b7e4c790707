//! Error responses and invalid responses.

use std::{iter, time::Duration};

use mem0_client::{Client, Error};
use rstest::rstest;
use serde_json::json;
use wiremock::{Mock, MockServer, ResponseTemplate, matchers::any};

use crate::server::{build, client_for, respond_with, search};

async fn search_error(response: ResponseTemplate) -> Error {
    let server = MockServer::start().await;
    Mock::given(any())
        .respond_with(response)
        .mount(&server)
        .await;
    let client = build(Client::builder().base_url(server.uri()).retries(0));
    client.search(&search()).await.unwrap_err()
}

#[rstest]
#[case(
    400,
    r#"{"error":"At least one entity ID is required"}"#,
    "At least one entity ID is required"
)]
#[case(400, r#"{"error":"Bad","details":{"message":"Worse"}}"#, "Bad")]
#[case(400, r#"{"details":{"message":"Worse"}}"#, "Worse")]
#[case(400, r#"{"message":"Invalid entity type"}"#, "Invalid entity type")]
#[case(400, r#"["Not so"]"#, "Not so")]
#[case(400, r#"{"top_k":["Too many"]}"#, "top_k: Too many")]
#[case(401, r#"{"detail":"Invalid token."}"#, "Invalid token.")]
#[case(403, r#"{"error":"Not yours"}"#, "Not yours")]
#[case(402, "", "(an empty body)")]
#[case(404, r#"{"error":"Memory not found!"}"#, "Memory not found!")]
#[case(413, "too big", "too big")]
#[case(
    500,
    "<html><body>\n  Oops\n</body></html>",
    "<html><body> Oops </body></html>"
)]
#[tokio::test]
async fn an_error_contains_the_status_and_the_servers_message(
    #[case] status: u16,
    #[case] body: &str,
    #[case] expected: &str,
) {
    let response = ResponseTemplate::new(status).set_body_string(body);
    match search_error(response).await {
        Error::Status {
            status: received,
            message,
            retry_after: None,
        } => assert_eq!((received.as_u16(), &*message), (status, expected)),
        other => panic!("{other:?}"),
    }
}

#[tokio::test]
async fn an_error_contains_the_retry_delay() {
    let response = ResponseTemplate::new(429)
        .insert_header("Retry-After", "7")
        .set_body_json(json!({"detail": "Request was throttled."}));
    let error = search_error(response).await;
    assert_eq!(error.retry_after(), Some(Duration::from_secs(7)));
    assert!(error.is_transient() && !error.may_have_been_processed());
}

#[tokio::test]
async fn a_successful_response_that_is_not_json_is_an_error_without_its_text() {
    for body in [
        "<html>Robin likes tea</html>",
        "",
        "{\"results\":[{\"memory\":\"tea",
    ] {
        let error = search_error(ResponseTemplate::new(200).set_body_string(body)).await;
        assert!(matches!(error, Error::Decode { .. }), "{error:?}");
        assert!(error.may_have_been_processed() && !error.is_transient());
        assert!(!format!("{error} {error:?}").contains("tea"), "{error:?}");
    }
}

#[tokio::test]
async fn a_response_larger_than_the_limit_is_not_read() {
    let (server, _) = respond_with(ResponseTemplate::new(200).set_body_string("[1,2,3,4,5]")).await;
    let limited = |bytes| {
        build(
            Client::builder()
                .base_url(server.uri())
                .max_response_bytes(bytes),
        )
    };
    let error = limited(10)
        .history(&"1".parse().unwrap())
        .await
        .unwrap_err();
    assert!(matches!(error, Error::TooLarge { limit: 10 }), "{error:?}");
    let history = limited(11).history(&"1".parse().unwrap()).await;
    assert_eq!(history.unwrap(), [], "none of the rows is an entry");
}

#[rstest]
#[tokio::test]
async fn a_redirect_is_an_error_and_is_not_followed(#[values(301, 302, 307, 308)] status: u16) {
    let other_server = MockServer::start().await;
    let response = ResponseTemplate::new(status).insert_header("Location", other_server.uri());
    let (_server, client) = respond_with(response).await;
    for error in [
        client.search(&search()).await.unwrap_err(),
        client.ping().await.unwrap_err(),
    ] {
        assert_eq!(error.status().unwrap().as_u16(), status);
    }
    assert!(other_server.received_requests().await.unwrap().is_empty());
}

#[tokio::test]
async fn no_error_shows_a_url() {
    let client = client_for("http://127.0.0.1:9/");
    let id = "+12025550143".parse().unwrap();
    let error = client.get(&id).await.unwrap_err();
    let causes = iter::successors(Some(&error as &dyn std::error::Error), |error| {
        error.source()
    });
    let formatted: Vec<_> = causes.map(|error| format!("{error} {error:?}")).collect();
    assert!(formatted.len() > 1, "{formatted:?}");
    assert!(!formatted.concat().contains("0143"), "{formatted:?}");
}
