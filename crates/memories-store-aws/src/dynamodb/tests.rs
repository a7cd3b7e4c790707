//! The ledger on a table in memory.

mod table;

use jiff::Timestamp;
use memories_domain::{
    CallPart, Completeness, ConversationId, Platform, ProjectId,
    ports::{BeginOutcome, IdempotencyLedger, PartKey, Recovery, StoreError},
};
use rstest::rstest;
use serde_json::json;
use wiremock::{MockServer, Respond, ResponseTemplate};

use super::DynamoDbLedger;
use crate::testing::{aws_at, server};
use table::Table;

const POOR: Completeness = Completeness::from_u64(10);
const FULL: Completeness = Completeness::from_u64(200);

store_conformance::idempotency_ledger_conformance!(crate::dynamodb::tests::open);

async fn open() -> (DynamoDbLedger, MockServer) {
    ledger_on(Table::default()).await
}

async fn ledger_on(responder: impl Respond + 'static) -> (DynamoDbLedger, MockServer) {
    let server = server(responder).await;
    (DynamoDbLedger::new(aws_at(&server.uri()), "ledger"), server)
}

fn semantic_part(conversation: &str) -> PartKey {
    PartKey {
        project: ProjectId::default(),
        conversation: ConversationId::new(Platform::ElevenLabs, conversation).unwrap(),
        part: CallPart::Semantic,
    }
}

fn noon() -> Timestamp {
    "2025-11-01T12:00:00Z".parse().unwrap()
}

fn unfinished(completeness: Completeness) -> BeginOutcome {
    BeginOutcome::Unfinished {
        since: noon(),
        completeness,
    }
}

#[tokio::test]
async fn an_unfinished_replacement_does_not_hide_what_was_completed() {
    let (ledger, _server) = open().await;
    let part = semantic_part("conv_1");
    ledger.begin(&part, POOR, noon()).await.unwrap();
    ledger.complete(&part).await.unwrap();
    ledger.begin(&part, FULL, noon()).await.unwrap();
    let less_complete = ledger.begin(&part, POOR, noon()).await.unwrap();
    assert_eq!(less_complete, BeginOutcome::Done);
    let equal = ledger.begin(&part, FULL, noon()).await.unwrap();
    assert_eq!(equal, unfinished(FULL));
}

#[tokio::test]
async fn completing_without_an_attempt_changes_nothing() {
    let (ledger, _server) = open().await;
    let part = semantic_part("conv_1");
    ledger.complete(&part).await.unwrap();
    let outcome = ledger.begin(&part, FULL, noon()).await.unwrap();
    assert_eq!(outcome, BeginOutcome::New);
}

#[tokio::test]
async fn an_operation_whose_first_response_is_lost_still_succeeds() {
    let table = Table::default();
    let (ledger, _server) = ledger_on(table.clone()).await;
    let part = semantic_part("conv_1");
    for (completeness, expected) in [(POOR, BeginOutcome::New), (FULL, BeginOutcome::Supersedes)] {
        for finish in ["abort", "complete"] {
            table.lose_next_response();
            let outcome = ledger.begin(&part, completeness, noon()).await.unwrap();
            assert_eq!(outcome, expected);
            table.lose_next_response();
            match finish {
                "abort" => ledger.abort(&part).await.unwrap(),
                _ => ledger.complete(&part).await.unwrap(),
            }
            assert!(!table.loses_next_response());
        }
    }
    let outcome = ledger.begin(&part, FULL, noon()).await.unwrap();
    assert_eq!(outcome, BeginOutcome::Done);
}

#[tokio::test]
async fn an_entry_outlives_every_message_and_is_extended_when_it_is_completed() {
    const DAYS_18: i64 = 18 * 24 * 60 * 60;
    let table = Table::default();
    let (ledger, _server) = ledger_on(table.clone()).await;
    let expires_at = || -> i64 {
        let item = table.only_item();
        item["expires_at"]["N"].as_str().unwrap().parse().unwrap()
    };
    let part = semantic_part("conv_1");
    ledger.begin(&part, FULL, noon()).await.unwrap();
    assert!(expires_at() > noon().as_second() + DAYS_18);
    ledger.complete(&part).await.unwrap();
    assert!(expires_at() > Timestamp::now().as_second() + DAYS_18);
}

#[tokio::test]
async fn closing_a_conversation_extends_its_entries_and_creates_missing_ones() {
    const DAYS_18: i64 = 18 * 24 * 60 * 60;
    let table = Table::default();
    let (ledger, _server) = ledger_on(table.clone()).await;
    let part = semantic_part("conv_1");
    ledger.begin(&part, FULL, noon()).await.unwrap();
    table.lose_next_response();
    // Closing it again is no error.
    for _ in 0..2 {
        let closed = ledger.close(&part.project, &part.conversation);
        closed.await.unwrap();
    }
    let items = table.items();
    assert_eq!(items.len(), CallPart::ALL.len());
    for item in items {
        let number = |name: &str| -> i64 { item[name]["N"].as_str().unwrap().parse().unwrap() };
        assert!(number("expires_at") > Timestamp::now().as_second() + DAYS_18);
        assert_eq!(
            u64::try_from(number("completeness")).unwrap(),
            Completeness::CLOSED.to_u64()
        );
        assert_eq!(item.get("attempt"), None);
    }
}

#[tokio::test]
async fn requests_do_not_contain_the_conversation_id() {
    let table = Table::default();
    let (ledger, _server) = ledger_on(table.clone()).await;
    let part = semantic_part("conv_very_private");
    ledger.begin(&part, FULL, noon()).await.unwrap();
    ledger.complete(&part).await.unwrap();
    ledger.abort(&part).await.unwrap();
    ledger
        .close(&part.project, &part.conversation)
        .await
        .unwrap();
    let requests = table.requests();
    assert_eq!(requests.len(), 6);
    for request in requests {
        assert!(!request.contains("private"), "{request}");
    }
}

#[tokio::test]
async fn a_missing_table_is_a_permanent_error() {
    let missing = ResponseTemplate::new(400)
        .set_body_json(json!({ "__type": "x#ResourceNotFoundException" }));
    let (ledger, _server) = ledger_on(missing).await;
    let part = semantic_part("conv_1");
    let begun = ledger.begin(&part, FULL, noon());
    let error = begun.await.unwrap_err();
    let StoreError::Upstream {
        reason, recovery, ..
    } = error
    else {
        panic!("{error}");
    };
    assert_eq!(recovery, Recovery::Never);
    assert!(reason.contains("ResourceNotFoundException"), "{reason}");
}

#[tokio::test]
async fn a_throttled_table_is_a_transient_error_after_retries() {
    let throttled = ResponseTemplate::new(400)
        .set_body_json(json!({ "__type": "x#ProvisionedThroughputExceededException" }));
    let (ledger, server) = ledger_on(throttled).await;
    let error = ledger.complete(&semantic_part("conv_1")).await.unwrap_err();
    assert!(error.is_transient(), "{error}");
    assert!(server.received_requests().await.unwrap().len() > 1);
}

#[rstest]
#[case::without_attributes(json!({ "entry": { "S": "x" } }))]
#[case::of_another_type(json!({ "entry": { "S": "x" }, "attempt": { "N": "1" } }))]
#[case::without_a_time(json!({ "entry": { "S": "x" }, "attempt": { "S": "y" } }))]
#[tokio::test]
async fn an_item_that_another_program_wrote_is_a_permanent_error(#[case] item: serde_json::Value) {
    let foreign = ResponseTemplate::new(400).set_body_json(json!({
        "__type": "x#ConditionalCheckFailedException",
        "Item": item,
    }));
    let (ledger, _server) = ledger_on(foreign).await;
    let part = semantic_part("conv_1");
    let begun = ledger.begin(&part, FULL, noon());
    assert!(!begun.await.unwrap_err().is_transient());
}
