//! Leases of inbox events, with two workers on one file.

use std::time::Duration;

use memories_domain::{
    EventId, WorkerId,
    ports::{
        Claim, ClaimedContent, Completion, EventInbox, EventOutcome, EventSink, InboxAdmin,
        InboxState, IngestOutcome,
    },
};
use rusqlite::Connection;

use super::{caller, event, open, open_at, second};
use crate::SqliteStore;

const LEASE: Duration = Duration::from_mins(1);

fn worker(name: &str) -> WorkerId {
    WorkerId::parse(name).unwrap()
}

async fn claim(store: &SqliteStore, by: &str) -> Vec<Claim> {
    let claimed = store.claim_due(&worker(by), LEASE, 10).await.unwrap();
    claimed.into_iter().map(|event| event.claim).collect()
}

fn events(claims: &[Claim]) -> Vec<&EventId> {
    claims.iter().map(|claim| &claim.event).collect()
}

async fn complete(store: &SqliteStore, claim: &Claim) -> Completion {
    let outcome = EventOutcome::Ingested(IngestOutcome::AlreadyIngested);
    store.complete(claim, &outcome).await.unwrap()
}

#[tokio::test]
async fn an_event_is_claimed_by_one_worker_at_a_time() {
    let (first, clock, directory) = open(0);
    let second = open_at(directory.path(), 0, &clock);
    first.enqueue(event("conv_1", caller(0))).await.unwrap();
    let claimed = claim(&first, "first").await;
    assert_eq!(claimed.len(), 1);
    assert_eq!(claim(&second, "second").await, []);
    assert_eq!(claim(&first, "first").await, [], "nor again by its holder");

    let completion = complete(&second, &claimed[0]).await;
    assert_eq!(completion, Completion::Recorded, "on another connection");
    let completion = complete(&first, &claimed[0]).await;
    assert_eq!(completion, Completion::ClaimLost, "it is completed");
}

#[tokio::test]
async fn an_event_is_due_again_when_its_lease_ends() {
    let (store, clock, _directory) = open(0);
    store.enqueue(event("conv_1", caller(0))).await.unwrap();
    let claimed = claim(&store, "first").await;
    assert_eq!(store.next_due_at().await.unwrap(), Some(second(60)));
    clock.set(59);
    assert_eq!(claim(&store, "second").await, []);
    clock.set(60);
    let completion = complete(&store, &claimed[0]).await;
    assert_eq!(completion, Completion::ClaimLost, "the lease has ended");
    let again = claim(&store, "second").await;
    assert_eq!(events(&again), events(&claimed));
    let completion = complete(&store, &claimed[0]).await;
    assert_eq!(completion, Completion::ClaimLost, "another worker holds it");
    let completion = complete(&store, &again[0]).await;
    assert_eq!(completion, Completion::Recorded);
    assert_eq!(store.next_due_at().await.unwrap(), None);
}

#[tokio::test]
async fn a_worker_that_starts_again_releases_its_own_claims_only() {
    let (store, _clock, _directory) = open(0);
    store.enqueue(event("conv_1", caller(0))).await.unwrap();
    let of_first = claim(&store, "first").await;
    store.enqueue(event("conv_2", caller(0))).await.unwrap();
    let of_second = claim(&store, "second").await;
    assert_eq!(of_second.len(), 1);

    let released = store.release_claims(&worker("first")).await.unwrap();
    assert_eq!(released, 1);
    assert_eq!(store.next_due_at().await.unwrap(), Some(second(0)));
    let completion = complete(&store, &of_first[0]).await;
    assert_eq!(completion, Completion::ClaimLost);
    assert_eq!(events(&claim(&store, "third").await), events(&of_first));
    let completion = complete(&store, &of_second[0]).await;
    assert_eq!(completion, Completion::Recorded);
}

#[tokio::test]
async fn a_retry_counts_from_the_failure_and_releases_the_claim() {
    let (store, clock, _directory) = open(0);
    store.enqueue(event("conv_1", caller(0))).await.unwrap();
    let claimed = claim(&store, "first").await;
    clock.set(30);
    let retry = EventOutcome::Retry {
        after: Duration::from_secs(10),
        reason: "no connection".to_owned(),
    };
    let completion = store.complete(&claimed[0], &retry).await;
    assert_eq!(completion.unwrap(), Completion::Recorded);
    assert_eq!(store.next_due_at().await.unwrap(), Some(second(40)));
    clock.set(40);
    let claimed = store.claim_due(&worker("second"), LEASE, 10).await.unwrap();
    assert_eq!(claimed[0].attempts, 1);
}

#[tokio::test]
async fn forgetting_a_caller_ends_the_claims_on_their_events() {
    let (store, _clock, _directory) = open(0);
    let scope = caller(0);
    store.enqueue(event("conv_1", scope.clone())).await.unwrap();
    let claimed = claim(&store, "first").await;
    let forgotten = InboxAdmin::forget(&store, &scope.project, &scope.caller).await;
    assert_eq!(forgotten.unwrap(), 1);
    let completion = complete(&store, &claimed[0]).await;
    assert_eq!(completion, Completion::ClaimLost);
    let (entry, content) = store.show(&claimed[0].event).await.unwrap().unwrap();
    assert_eq!((entry.state, content), (InboxState::Skipped, None));
}

#[tokio::test]
async fn later_events_of_a_forgotten_callers_conversation_leave_no_content() {
    let (store, _clock, _directory) = open(0);
    let scope = caller(0);
    store.enqueue(event("conv_1", scope.clone())).await.unwrap();
    let forgotten = InboxAdmin::forget(&store, &scope.project, &scope.caller).await;
    assert_eq!(forgotten.unwrap(), 1);

    let mut more_complete = event("conv_1", scope.clone());
    more_complete.key.body_sha256 = "01".to_owned();
    store.enqueue(more_complete).await.unwrap();
    assert_eq!(claim(&store, "first").await, []);
    for entry in store.list(None, 10).await.unwrap() {
        assert_eq!(entry.state, InboxState::Skipped);
        assert_eq!(entry.content_bytes, None);
    }
    store.enqueue(event("conv_2", scope)).await.unwrap();
    assert_eq!(claim(&store, "first").await.len(), 1, "a new call counts");
}

#[tokio::test]
async fn a_call_that_cannot_be_decoded_is_claimed_as_a_body_and_stays() {
    let (store, _clock, directory) = open(0);
    store.enqueue(event("conv_1", caller(0))).await.unwrap();
    let other = Connection::open(directory.path().join("agentic-memories.db")).unwrap();
    other
        .execute("UPDATE inbox_contents SET content = CAST('{}' AS BLOB)", [])
        .unwrap();
    let claimed = store.claim_due(&worker("first"), LEASE, 10).await.unwrap();
    assert_eq!(claimed[0].content, ClaimedContent::Raw("{}".into()));
}

#[tokio::test]
async fn an_undecodable_event_becomes_unprocessable_and_does_not_block_the_others() {
    let (store, _clock, directory) = open(0);
    for conversation in ["conv_1", "conv_2", "conv_3"] {
        store.enqueue(event(conversation, caller(0))).await.unwrap();
    }
    let other = Connection::open(directory.path().join("agentic-memories.db")).unwrap();
    let set_platform = |platform: &str| {
        let update = "UPDATE inbox SET platform = ?1 WHERE conversation = 'conv_2'";
        other.execute(update, [platform]).unwrap();
    };
    set_platform("of_a_later_version");
    let claimed = store.claim_due(&worker("first"), LEASE, 10).await.unwrap();
    let conversations: Vec<_> = claimed
        .iter()
        .map(|event| &*event.key.conversation)
        .collect();
    assert_eq!(conversations, ["conv_1", "conv_3"]);
    assert_eq!(store.list(None, 10).await.unwrap().len(), 2);

    set_platform("elevenlabs");
    let failed = store
        .list(Some(InboxState::Unprocessable), 10)
        .await
        .unwrap();
    assert_eq!(failed.len(), 1);
    assert_eq!(failed[0].key.conversation, "conv_2");
    let reason = failed[0].reason.as_deref().unwrap();
    assert!(reason.contains("inbox.platform"), "{reason}");
    assert!(failed[0].content_bytes.is_some());
    assert_eq!(store.retry(Some(&failed[0].id)).await.unwrap(), 1);
    let retried = store.claim_due(&worker("first"), LEASE, 10).await.unwrap();
    assert_eq!(retried.len(), 1);
    assert!(matches!(retried[0].content, ClaimedContent::Call(_)));
}
