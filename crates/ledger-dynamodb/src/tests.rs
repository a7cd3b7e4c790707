//! The ledger against a table in memory, which understands what the ledger asks of it.

use std::{
    collections::HashMap,
    sync::{Arc, Mutex},
    time::Duration,
};

use aws::Aws;
use jiff::Timestamp;
use memories_domain::{BeginOutcome, CallPart, ConversationId, IdempotencyLedger, StoreError};
use serde_json::{Value, json};
use wiremock::{Mock, MockServer, Request, Respond, ResponseTemplate, matchers::any};

use crate::DynamoDbLedger;

/// A table, and how many of the next answers are lost after the request was carried out.
#[derive(Clone, Default)]
struct Table(Arc<Mutex<State>>);

#[derive(Default)]
struct State {
    items: HashMap<String, Value>,
    answers_to_lose: usize,
    requests: Vec<String>,
}

impl Respond for Table {
    fn respond(&self, request: &Request) -> ResponseTemplate {
        let mut state = self.0.lock().unwrap();
        let target = request.headers["x-amz-target"].to_str().unwrap();
        let operation = target.strip_prefix("DynamoDB_20120810.").unwrap();
        let body: Value = request.body_json().unwrap();
        state.requests.push(body.to_string());
        assert_eq!(body["TableName"], "ledger");
        let key = body
            .pointer("/Item/entry/S")
            .or_else(|| body.pointer("/Key/entry/S"))
            .and_then(Value::as_str)
            .unwrap()
            .to_owned();
        let there = state.items.get(&key).cloned();
        if !met(&body, there.as_ref()) {
            assert_eq!(body["ReturnValuesOnConditionCheckFailure"], "ALL_OLD");
            let mut refusal = json!({
                "__type": "com.amazonaws.dynamodb.v20120810#ConditionalCheckFailedException",
                "message": "The conditional request failed",
            });
            if let Some(there) = there {
                refusal["Item"] = there;
            }
            return ResponseTemplate::new(400).set_body_json(refusal);
        }
        match operation {
            "PutItem" => drop(state.items.insert(key, body["Item"].clone())),
            "UpdateItem" => {
                assert_eq!(
                    body["UpdateExpression"],
                    "SET #state = :done, #expires_at = :expires_at"
                );
                let item = state
                    .items
                    .entry(key)
                    .or_insert_with(|| body["Key"].clone());
                let values = &body["ExpressionAttributeValues"];
                item["state"] = values[":done"].clone();
                item["expires_at"] = values[":expires_at"].clone();
            }
            "DeleteItem" => drop(state.items.remove(&key)),
            other => panic!("unexpected operation {other}"),
        }
        if state.answers_to_lose > 0 {
            state.answers_to_lose -= 1;
            return ResponseTemplate::new(500);
        }
        ResponseTemplate::new(200).set_body_json(json!({}))
    }
}

/// Whether the request's condition is met by the item that is there.
fn met(request: &Value, there: Option<&Value>) -> bool {
    let named = |name: &str| request["ExpressionAttributeNames"][name].as_str().unwrap();
    match request["ConditionExpression"].as_str() {
        None => true,
        Some("attribute_not_exists(#entry)") => {
            there.is_none_or(|there| there.get(named("#entry")).is_none())
        }
        Some("#state = :begun") => there.is_some_and(|there| {
            there[named("#state")] == request["ExpressionAttributeValues"][":begun"]
        }),
        Some(other) => panic!("unexpected condition {other}"),
    }
}

async fn ledger_on(responder: impl Respond + 'static) -> (DynamoDbLedger, MockServer) {
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
    let aws = aws.unwrap().within(Duration::from_secs(5));
    (DynamoDbLedger::new(aws, "ledger"), server)
}

fn conversation(id: &str) -> ConversationId {
    ConversationId::parse(id).unwrap()
}

fn noon() -> Timestamp {
    "2025-11-01T12:00:00Z".parse().unwrap()
}

#[tokio::test]
async fn a_part_is_new_once_then_unfinished_and_in_the_end_done() {
    let (ledger, _server) = ledger_on(Table::default()).await;
    let (call, part) = (conversation("conv_1"), CallPart::Factual);
    let later = noon() + Duration::from_mins(5);
    assert_eq!(
        ledger.begin(&call, part, noon()).await.unwrap(),
        BeginOutcome::New
    );
    assert_eq!(
        ledger.begin(&call, part, later).await.unwrap(),
        BeginOutcome::Unfinished { since: noon() }
    );
    ledger.done(&call, part).await.unwrap();
    assert_eq!(
        ledger.begin(&call, part, later).await.unwrap(),
        BeginOutcome::Done
    );
}

#[tokio::test]
async fn every_part_of_every_call_is_noted_by_itself() {
    let (ledger, _server) = ledger_on(Table::default()).await;
    for call in [conversation("conv_1"), conversation("conv_2")] {
        for part in [CallPart::Profile, CallPart::Factual, CallPart::Semantic] {
            assert_eq!(
                ledger.begin(&call, part, noon()).await.unwrap(),
                BeginOutcome::New
            );
            ledger.done(&call, part).await.unwrap();
        }
    }
}

#[tokio::test]
async fn what_is_withdrawn_is_new_again_and_what_is_done_cannot_be_withdrawn() {
    let (ledger, _server) = ledger_on(Table::default()).await;
    let (call, part) = (conversation("conv_1"), CallPart::Semantic);
    ledger.begin(&call, part, noon()).await.unwrap();
    ledger.withdraw(&call, part).await.unwrap();
    assert_eq!(
        ledger.begin(&call, part, noon()).await.unwrap(),
        BeginOutcome::New
    );
    ledger.done(&call, part).await.unwrap();
    ledger.withdraw(&call, part).await.unwrap();
    assert_eq!(
        ledger.begin(&call, part, noon()).await.unwrap(),
        BeginOutcome::Done
    );
}

#[tokio::test]
async fn withdrawing_what_was_not_begun_changes_nothing() {
    let (ledger, _server) = ledger_on(Table::default()).await;
    let (call, part) = (conversation("conv_1"), CallPart::Semantic);
    ledger.withdraw(&call, part).await.unwrap();
    assert_eq!(
        ledger.begin(&call, part, noon()).await.unwrap(),
        BeginOutcome::New
    );
}

#[tokio::test]
async fn every_change_holds_also_when_its_first_answer_is_lost() {
    let table = Table::default();
    let (ledger, _server) = ledger_on(table.clone()).await;
    let lose_the_next_answer = || table.0.lock().unwrap().answers_to_lose = 1;
    let (call, part) = (conversation("conv_1"), CallPart::Profile);

    lose_the_next_answer();
    assert_eq!(
        ledger.begin(&call, part, noon()).await.unwrap(),
        BeginOutcome::New
    );
    lose_the_next_answer();
    ledger.withdraw(&call, part).await.unwrap();
    assert_eq!(
        ledger.begin(&call, part, noon()).await.unwrap(),
        BeginOutcome::New
    );
    lose_the_next_answer();
    ledger.done(&call, part).await.unwrap();
    assert_eq!(
        ledger.begin(&call, part, noon()).await.unwrap(),
        BeginOutcome::Done
    );
    assert_eq!(table.0.lock().unwrap().answers_to_lose, 0);
}

#[tokio::test]
async fn an_entry_outlives_every_message_and_is_kept_anew_when_it_is_done() {
    const DAYS_18: i64 = 18 * 24 * 60 * 60;
    let table = Table::default();
    let (ledger, _server) = ledger_on(table.clone()).await;
    let expiry = || -> i64 {
        let state = table.0.lock().unwrap();
        let item = state.items.values().next().unwrap();
        item["expires_at"]["N"].as_str().unwrap().parse().unwrap()
    };
    let (call, part) = (conversation("conv_1"), CallPart::Profile);
    ledger.begin(&call, part, noon()).await.unwrap();
    assert!(expiry() > noon().as_second() + DAYS_18);
    ledger.done(&call, part).await.unwrap();
    assert!(expiry() > Timestamp::now().as_second() + DAYS_18);
}

#[tokio::test]
async fn the_table_learns_no_conversations_id() {
    let table = Table::default();
    let (ledger, _server) = ledger_on(table.clone()).await;
    let (call, part) = (conversation("conv_very_private"), CallPart::Profile);
    ledger.begin(&call, part, noon()).await.unwrap();
    ledger.done(&call, part).await.unwrap();
    ledger.withdraw(&call, part).await.unwrap();
    let state = table.0.lock().unwrap();
    assert_eq!(state.requests.len(), 3);
    for request in &state.requests {
        assert!(!request.contains("private"), "{request}");
    }
}

#[tokio::test]
async fn a_table_that_is_not_there_does_not_come_by_waiting() {
    let missing = ResponseTemplate::new(400)
        .set_body_json(json!({ "__type": "x#ResourceNotFoundException" }));
    let (ledger, _server) = ledger_on(missing).await;
    let call = conversation("conv_1");
    let begun = ledger.begin(&call, CallPart::Profile, noon());
    let error = begun.await.unwrap_err();
    assert!(
        matches!(
            error,
            StoreError::Upstream {
                transient: false,
                ..
            }
        ),
        "{error}"
    );
    assert!(
        error.to_string().contains("ResourceNotFoundException"),
        "{error}"
    );
}

#[tokio::test]
async fn a_table_that_is_busy_may_answer_later() {
    let busy = ResponseTemplate::new(400)
        .set_body_json(json!({ "__type": "x#ProvisionedThroughputExceededException" }));
    let (ledger, server) = ledger_on(busy).await;
    let call = conversation("conv_1");
    let done = ledger.done(&call, CallPart::Profile);
    let error = done.await.unwrap_err();
    assert!(error.is_transient(), "{error}");
    assert!(server.received_requests().await.unwrap().len() > 1);
}

#[tokio::test]
async fn an_item_of_somebody_else_is_not_taken_for_an_entry() {
    let foreign = ResponseTemplate::new(400).set_body_json(json!({
        "__type": "x#ConditionalCheckFailedException",
        "Item": { "entry": { "S": "x" } },
    }));
    let (ledger, _server) = ledger_on(foreign).await;
    let call = conversation("conv_1");
    let begun = ledger.begin(&call, CallPart::Profile, noon());
    assert!(!begun.await.unwrap_err().is_transient());
}
