//! Requests and responses of each operation.

use std::collections::BTreeMap;

use http::StatusCode;
use rstest::rstest;
use secrecy::ExposeSecret;
use serde_json::{Value, json};
use wiremock::{Request, ResponseTemplate};

use super::{Server, empty_response, service_error};
use crate::{
    client::{AttributeValue, Error, FifoMessage, Item, Update, UpdateOutcome},
    testing::aws_at,
};

const MESSAGE: FifoMessage<'static> = FifoMessage {
    queue_url: "https://sqs.example/1/calls.fifo",
    body: "very private",
    group: "g",
    deduplication_id: "d",
};

fn header<'r>(request: &'r Request, name: &str) -> &'r str {
    request.headers[name].to_str().unwrap()
}

fn key() -> Item {
    Item::from([("entry".to_owned(), "e".into())])
}

fn update() -> Update<'static> {
    Update {
        expression: "SET #n = :n",
        condition: Some("#state = :begun"),
        names: BTreeMap::from([("#n", "n"), ("#state", "state")]),
        values: BTreeMap::from([(":begun", "begun".into()), (":n", AttributeValue::N(7))]),
    }
}

#[tokio::test]
async fn a_message_is_sent_with_its_group_and_its_deduplication_id() {
    let server = Server::responding(empty_response()).await;
    server.client().send_message(MESSAGE).await.unwrap();
    let request = server.only_request().await;
    assert_eq!(request.method, "POST");
    assert_eq!(request.url.path(), "/");
    assert_eq!(header(&request, "x-amz-target"), "AmazonSQS.SendMessage");
    assert_eq!(
        header(&request, "content-type"),
        "application/x-amz-json-1.0"
    );
    assert_eq!(
        request.body_json::<Value>().unwrap(),
        json!({
            "QueueUrl": "https://sqs.example/1/calls.fifo",
            "MessageBody": "very private",
            "MessageGroupId": "g",
            "MessageDeduplicationId": "d",
        })
    );
}

#[tokio::test]
async fn an_item_is_updated_on_a_condition() {
    let server = Server::responding(empty_response()).await;
    let updated = server.client().update_item("t", &key(), &update()).await;
    assert_eq!(updated.unwrap(), UpdateOutcome::Applied { previous: None });
    let request = server.only_request().await;
    assert_eq!(
        header(&request, "x-amz-target"),
        "DynamoDB_20120810.UpdateItem"
    );
    assert_eq!(
        header(&request, "content-type"),
        "application/x-amz-json-1.0"
    );
    assert_eq!(
        request.body_json::<Value>().unwrap(),
        json!({
            "TableName": "t",
            "Key": { "entry": { "S": "e" } },
            "UpdateExpression": "SET #n = :n",
            "ConditionExpression": "#state = :begun",
            "ExpressionAttributeNames": { "#n": "n", "#state": "state" },
            "ExpressionAttributeValues": { ":begun": { "S": "begun" }, ":n": { "N": "7" } },
            "ReturnValues": "ALL_OLD",
            "ReturnValuesOnConditionCheckFailure": "ALL_OLD",
        })
    );
}

#[tokio::test]
async fn an_update_returns_the_previous_item() {
    for (attributes, previous) in [
        (json!({ "entry": { "S": "e" } }), Some(key())),
        (json!({}), None),
    ] {
        let body = json!({ "Attributes": attributes });
        let server = Server::responding(ResponseTemplate::new(200).set_body_json(body)).await;
        let updated = server.client().update_item("t", &key(), &update()).await;
        assert_eq!(updated.unwrap(), UpdateOutcome::Applied { previous });
    }
}

#[tokio::test]
async fn a_failed_condition_returns_the_current_item() {
    let code = "com.amazonaws.dynamodb.v20120810#ConditionalCheckFailedException";
    for (item, current) in [
        (json!({ "entry": { "S": "e" } }), Some(key())),
        (Value::Null, None),
    ] {
        let body = json!({ "__type": code, "Item": item });
        let server = Server::responding(ResponseTemplate::new(400).set_body_json(body)).await;
        let updated = server.client().update_item("t", &key(), &update()).await;
        assert_eq!(updated.unwrap(), UpdateOutcome::ConditionFailed { current });
    }
}

#[tokio::test]
async fn an_object_is_written_under_its_key() {
    let server = Server::responding(ResponseTemplate::new(200)).await;
    let client = server.client();
    client
        .put_object("bucket", "a/b c", "abc".into())
        .await
        .unwrap();
    let request = server.only_request().await;
    assert_eq!(request.method, "PUT");
    assert_eq!(request.url.path(), "/bucket/a/b%20c");
    assert_eq!(request.body, b"abc");
    assert_eq!(
        header(&request, "x-amz-content-sha256"),
        "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"
    );
}

#[tokio::test]
async fn an_object_is_read_up_to_a_limit() {
    let response = ResponseTemplate::new(200).set_body_bytes(b"0123456789");
    let server = Server::responding(response).await;
    let client = server.client();
    assert_eq!(client.get_object("b", "k", 10).await.unwrap(), "0123456789");
    let error = client.get_object("b", "k", 9).await.unwrap_err();
    assert!(
        matches!(error, Error::ResponseTooLarge { max_bytes: 9 }),
        "{error}"
    );
    assert!(!error.is_transient());
}

#[tokio::test]
async fn a_missing_object_is_not_found() {
    let response = ResponseTemplate::new(404)
        .set_body_string("<?xml version=\"1.0\"?>\n<Error><Code>NoSuchKey</Code></Error>");
    let server = Server::responding(response).await;
    let error = server.client().get_object("b", "k", 10).await.unwrap_err();
    assert!(matches!(error, Error::NotFound { code } if code == "NoSuchKey"));
}

#[tokio::test]
async fn an_object_is_deleted() {
    let server = Server::responding(ResponseTemplate::new(204)).await;
    server
        .client()
        .delete_object("bucket", "key")
        .await
        .unwrap();
    let request = server.only_request().await;
    assert_eq!(request.method, "DELETE");
    assert_eq!(request.url.path(), "/bucket/key");
}

#[tokio::test]
async fn a_secret_is_read_by_its_arn() {
    let body = json!({ "ARN": "arn:x", "SecretString": "{\"a\":1}" });
    let server = Server::responding(ResponseTemplate::new(200).set_body_json(body)).await;
    let secret = server.client().get_secret_value("arn:x").await.unwrap();
    assert_eq!(secret.expose_secret(), "{\"a\":1}");
    let request = server.only_request().await;
    assert_eq!(
        header(&request, "x-amz-target"),
        "secretsmanager.GetSecretValue"
    );
    assert_eq!(
        header(&request, "content-type"),
        "application/x-amz-json-1.1"
    );
    assert_eq!(
        request.body_json::<Value>().unwrap(),
        json!({ "SecretId": "arn:x" })
    );
}

#[tokio::test]
async fn a_binary_secret_is_rejected() {
    let body = json!({ "SecretBinary": "AAAA" });
    let server = Server::responding(ResponseTemplate::new(200).set_body_json(body)).await;
    let error = server.client().get_secret_value("s").await.unwrap_err();
    assert!(matches!(error, Error::InvalidResponse { .. }), "{error}");
}

#[rstest]
#[case(400, "ResourceNotFoundException")]
#[case(400, "QueueDoesNotExist")]
#[tokio::test]
async fn a_missing_resource_is_not_found(#[case] status: u16, #[case] expected: &str) {
    let server = Server::responding(service_error(status, expected)).await;
    let error = server.client().send_message(MESSAGE).await.unwrap_err();
    assert!(!error.is_transient());
    assert!(matches!(error, Error::NotFound { code } if code == expected));
}

#[rstest]
#[case(403, "AccessDeniedException")]
#[case(403, "RequestTimeTooSkewed")]
#[case(400, "ExpiredTokenException")]
#[tokio::test]
async fn a_service_error_shows_its_code_and_no_content(
    #[case] status: u16,
    #[case] expected: &str,
) {
    let server = Server::responding(service_error(status, expected)).await;
    let error = server.client().send_message(MESSAGE).await.unwrap_err();
    let shown = format!("{error} {error:?}");
    assert!(shown.contains(expected), "{shown}");
    assert!(!shown.contains("2025550143"), "{shown}");
    assert!(!error.is_transient() && !error.is_throttled());
    assert!(matches!(
        error,
        Error::Service { status: actual, .. } if actual == StatusCode::from_u16(status).unwrap()
    ));
    // Not retried.
    server.only_request().await;
}

#[test]
fn debug_output_hides_keys_and_messages() {
    let client = aws_at("http://127.0.0.1:1");
    let shown = format!("{client:?} {client:#?} {MESSAGE:?}");
    assert!(shown.contains("eu-central-1"));
    assert!(
        !shown.contains("secret") && !shown.contains("private"),
        "{shown}"
    );
}
