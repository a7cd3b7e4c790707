//! What each operation sends, and what it makes of the answers.

use std::collections::BTreeMap;

use http::StatusCode;
use rstest::rstest;
use secrecy::ExposeSecret;
use serde_json::{Value, json};
use wiremock::{Request, ResponseTemplate};

use super::{Server, done, refusal};
use crate::{AttributeValue, Conditional, Error, Expressions, FifoMessage, Item};

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

/// A change on a condition.
fn conditional() -> Expressions<'static> {
    Expressions {
        condition: Some("#state = :begun"),
        names: BTreeMap::from([("#state", "state")]),
        values: BTreeMap::from([(":begun", "begun".into())]),
        ..Expressions::default()
    }
}

#[tokio::test]
async fn a_message_is_sent_with_its_group_and_its_deduplication_id() {
    let server = Server::answering(done()).await;
    server.aws().send_message(MESSAGE).await.unwrap();
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
async fn an_item_is_put_on_a_condition() {
    let server = Server::answering(done()).await;
    let mut item = key();
    item.insert("expires_at".to_owned(), 5.into());
    let put = server.aws().put_item("t", &item, &conditional()).await;
    assert_eq!(put.unwrap(), Conditional::Met);
    let request = server.only_request().await;
    assert_eq!(
        header(&request, "x-amz-target"),
        "DynamoDB_20120810.PutItem"
    );
    assert_eq!(
        header(&request, "content-type"),
        "application/x-amz-json-1.0"
    );
    assert_eq!(
        request.body_json::<Value>().unwrap(),
        json!({
            "TableName": "t",
            "Item": { "entry": { "S": "e" }, "expires_at": { "N": "5" } },
            "ConditionExpression": "#state = :begun",
            "ExpressionAttributeNames": { "#state": "state" },
            "ExpressionAttributeValues": { ":begun": { "S": "begun" } },
            "ReturnValuesOnConditionCheckFailure": "ALL_OLD",
        })
    );
}

#[tokio::test]
async fn an_item_is_changed_without_a_condition() {
    let server = Server::answering(done()).await;
    let change = Expressions {
        update: Some("SET #n = :n"),
        names: BTreeMap::from([("#n", "n")]),
        values: BTreeMap::from([(":n", AttributeValue::N(7))]),
        ..Expressions::default()
    };
    let updated = server.aws().update_item("t", &key(), &change).await;
    assert_eq!(updated.unwrap(), Conditional::Met);
    let request = server.only_request().await;
    assert_eq!(
        header(&request, "x-amz-target"),
        "DynamoDB_20120810.UpdateItem"
    );
    assert_eq!(
        request.body_json::<Value>().unwrap(),
        json!({
            "TableName": "t",
            "Key": { "entry": { "S": "e" } },
            "UpdateExpression": "SET #n = :n",
            "ExpressionAttributeNames": { "#n": "n" },
            "ExpressionAttributeValues": { ":n": { "N": "7" } },
        })
    );
}

#[tokio::test]
async fn an_item_is_deleted() {
    let server = Server::answering(done()).await;
    let deleted = server
        .aws()
        .delete_item("t", &key(), &Expressions::default())
        .await;
    assert_eq!(deleted.unwrap(), Conditional::Met);
    let request = server.only_request().await;
    assert_eq!(
        header(&request, "x-amz-target"),
        "DynamoDB_20120810.DeleteItem"
    );
    assert_eq!(
        request.body_json::<Value>().unwrap(),
        json!({ "TableName": "t", "Key": { "entry": { "S": "e" } } })
    );
}

#[tokio::test]
async fn a_condition_that_is_not_met_shows_the_item_in_the_way() {
    let code = "com.amazonaws.dynamodb.v20120810#ConditionalCheckFailedException";
    for (item, expected) in [
        (json!({ "entry": { "S": "e" } }), Some(key())),
        (Value::Null, None),
    ] {
        let body = json!({ "__type": code, "Item": item });
        let server = Server::answering(ResponseTemplate::new(400).set_body_json(body)).await;
        let put = server.aws().put_item("t", &key(), &conditional()).await;
        assert_eq!(put.unwrap(), Conditional::NotMet(expected));
    }
}

#[tokio::test]
async fn an_object_is_put_under_its_key() {
    let server = Server::answering(ResponseTemplate::new(200)).await;
    let aws = server.aws();
    aws.put_object("bucket", "a/b c", "abc".into())
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
    let answer = ResponseTemplate::new(200).set_body_bytes(b"0123456789");
    let server = Server::answering(answer).await;
    let aws = server.aws();
    assert_eq!(aws.get_object("b", "k", 10).await.unwrap(), "0123456789");
    let error = aws.get_object("b", "k", 9).await.unwrap_err();
    assert!(matches!(error, Error::TooLarge { limit: 9 }), "{error}");
    assert!(!error.is_transient());
}

#[tokio::test]
async fn an_object_that_is_not_there_is_not_found() {
    let answer = ResponseTemplate::new(404)
        .set_body_string("<?xml version=\"1.0\"?>\n<Error><Code>NoSuchKey</Code></Error>");
    let server = Server::answering(answer).await;
    let error = server.aws().get_object("b", "k", 10).await.unwrap_err();
    assert!(matches!(error, Error::NotFound { code } if code == "NoSuchKey"));
}

#[tokio::test]
async fn an_object_is_deleted() {
    let server = Server::answering(ResponseTemplate::new(204)).await;
    server.aws().delete_object("bucket", "key").await.unwrap();
    let request = server.only_request().await;
    assert_eq!(request.method, "DELETE");
    assert_eq!(request.url.path(), "/bucket/key");
}

#[tokio::test]
async fn a_secret_is_read_by_its_arn() {
    let body = json!({ "ARN": "arn:x", "SecretString": "{\"a\":1}" });
    let server = Server::answering(ResponseTemplate::new(200).set_body_json(body)).await;
    let secret = server.aws().secret("arn:x").await.unwrap();
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
async fn a_secret_of_bytes_is_none_for_us() {
    let body = json!({ "SecretBinary": "AAAA" });
    let server = Server::answering(ResponseTemplate::new(200).set_body_json(body)).await;
    let error = server.aws().secret("s").await.unwrap_err();
    assert!(matches!(error, Error::Unreadable { .. }), "{error}");
}

#[rstest]
#[case(400, "ResourceNotFoundException")]
#[case(400, "QueueDoesNotExist")]
#[tokio::test]
async fn what_is_not_there_is_not_found(#[case] status: u16, #[case] expected: &str) {
    let server = Server::answering(refusal(status, expected)).await;
    let error = server.aws().send_message(MESSAGE).await.unwrap_err();
    assert!(!error.is_transient());
    assert!(matches!(error, Error::NotFound { code } if code == expected));
}

#[rstest]
#[case(403, "AccessDeniedException")]
#[case(403, "RequestTimeTooSkewed")]
#[case(400, "ExpiredTokenException")]
#[tokio::test]
async fn a_refusal_shows_its_code_and_nothing_that_was_sent(
    #[case] status: u16,
    #[case] expected: &str,
) {
    let server = Server::answering(refusal(status, expected)).await;
    let error = server.aws().send_message(MESSAGE).await.unwrap_err();
    let shown = format!("{error} {error:?}");
    assert!(shown.contains(expected), "{shown}");
    assert!(!shown.contains("2025550143"), "{shown}");
    assert!(!error.is_transient() && !error.is_throttled());
    assert!(matches!(
        error,
        Error::Refused { status: said, .. } if said == StatusCode::from_u16(status).unwrap()
    ));
    // It would be refused again.
    server.only_request().await;
}

#[test]
fn debug_shows_neither_keys_nor_messages() {
    let aws = super::aws_at("http://127.0.0.1:1");
    let shown = format!("{aws:?} {aws:#?} {MESSAGE:?}");
    assert!(shown.contains("eu-central-1"));
    assert!(
        !shown.contains("secret") && !shown.contains("private"),
        "{shown}"
    );
}
