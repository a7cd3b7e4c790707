//! What becomes of answers that are not as hoped.

use std::{iter, time::Duration};

use mem0_client::{Client, Error};
use rstest::rstest;
use serde_json::json;
use wiremock::{Mock, MockServer, ResponseTemplate, matchers::any};

use crate::server::{answering, built, client_of, search};

async fn failure(answer: ResponseTemplate) -> Error {
    let server = MockServer::start().await;
    Mock::given(any()).respond_with(answer).mount(&server).await;
    let client = built(Client::builder().base_url(server.uri()).retries(0));
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
async fn an_error_carries_the_status_and_what_the_server_said(
    #[case] status: u16,
    #[case] body: &str,
    #[case] expected: &str,
) {
    let answer = ResponseTemplate::new(status).set_body_string(body);
    match failure(answer).await {
        Error::Status {
            status: received,
            message,
            retry_after: None,
        } => assert_eq!((received.as_u16(), &*message), (status, expected)),
        other => panic!("{other:?}"),
    }
}

#[tokio::test]
async fn an_error_tells_when_to_come_back() {
    let answer = ResponseTemplate::new(429)
        .insert_header("Retry-After", "7")
        .set_body_json(json!({"detail": "Request was throttled."}));
    let error = failure(answer).await;
    assert_eq!(error.retry_after(), Some(Duration::from_secs(7)));
    assert!(error.is_transient() && !error.may_have_been_processed());
}

#[tokio::test]
async fn a_success_that_is_not_json_is_an_error_without_its_text() {
    for body in [
        "<html>Robin likes tea</html>",
        "",
        "{\"results\":[{\"memory\":\"tea",
    ] {
        let error = failure(ResponseTemplate::new(200).set_body_string(body)).await;
        assert!(matches!(error, Error::Decode { .. }), "{error:?}");
        assert!(error.may_have_been_processed() && !error.is_transient());
        assert!(!format!("{error} {error:?}").contains("tea"), "{error:?}");
    }
}

#[tokio::test]
async fn an_answer_larger_than_accepted_is_not_read() {
    let (server, _) = answering(ResponseTemplate::new(200).set_body_string("[1,2,3,4,5]")).await;
    let limited = |bytes| built(Client::builder().base_url(server.uri()).max_answer(bytes));
    let error = limited(10)
        .history(&"1".parse().unwrap())
        .await
        .unwrap_err();
    assert!(matches!(error, Error::TooLarge { limit: 10 }), "{error:?}");
    let error = limited(11)
        .history(&"1".parse().unwrap())
        .await
        .unwrap_err();
    assert!(matches!(error, Error::Decode { .. }), "{error:?}");
}

#[rstest]
#[tokio::test]
async fn a_redirect_is_an_error_and_is_not_followed(#[values(301, 302, 307, 308)] status: u16) {
    let elsewhere = MockServer::start().await;
    let answer = ResponseTemplate::new(status).insert_header("Location", elsewhere.uri());
    let (_server, client) = answering(answer).await;
    for error in [
        client.search(&search()).await.unwrap_err(),
        client.ping().await.unwrap_err(),
    ] {
        assert_eq!(error.status().unwrap().as_u16(), status);
    }
    assert!(elsewhere.received_requests().await.unwrap().is_empty());
}

#[tokio::test]
async fn no_error_shows_an_address() {
    let client = client_of("http://127.0.0.1:9/");
    let id = "+12025550143".parse().unwrap();
    let error = client.get(&id).await.unwrap_err();
    let causes = iter::successors(Some(&error as &dyn std::error::Error), |error| {
        error.source()
    });
    let shown: Vec<_> = causes.map(|error| format!("{error} {error:?}")).collect();
    assert!(shown.len() > 1, "{shown:?}");
    assert!(!shown.concat().contains("0143"), "{shown:?}");
}
