//! Stores that fail or do not answer.

use std::{future::pending, sync::Arc};

use async_trait::async_trait;
use memories_domain::{
    CallerRecord, Scope, ScoredMemory,
    ports::{
        ExtractedCall, InboxAdmin, InboxEntry, InboxState, IngestOutcome, MemoryReader,
        MemoryWriter, Recovery, StoreError,
    },
};
use memories_store_sqlite::SqliteStore;
use rstest::rstest;
use serde_json::json;
use tokio::sync::Notify;

use crate::service::{ROBIN, SAM, Service, call, error_reply, texts};

#[derive(Clone, Copy)]
enum Fault {
    Hangs,
    Upstream,
    Rejected,
    Internal,
    Overloaded,
    Panics,
}

struct FaultyStore(Fault);

impl FaultyStore {
    async fn fail<T>(&self) -> Result<T, StoreError> {
        Err(match self.0 {
            Fault::Hangs => pending().await,
            Fault::Upstream => StoreError::Upstream {
                reason: "503".to_owned(),
                recovery: Recovery::Later,
                retry_after: None,
            },
            Fault::Rejected => StoreError::Upstream {
                reason: "the key is invalid".to_owned(),
                recovery: Recovery::Never,
                retry_after: None,
            },
            Fault::Internal => StoreError::internal("disk full"),
            Fault::Overloaded => StoreError::Overloaded,
            Fault::Panics => panic!("My dog is called Biscuit."),
        })
    }
}

#[async_trait]
impl MemoryReader for FaultyStore {
    async fn load(&self, _: &Scope) -> Result<Arc<CallerRecord>, StoreError> {
        self.fail().await
    }

    async fn search(&self, _: &Scope, _: &str, _: usize) -> Result<Vec<ScoredMemory>, StoreError> {
        self.fail().await
    }

    async fn ready(&self) -> Result<(), StoreError> {
        self.fail().await
    }
}

#[async_trait]
impl MemoryWriter for FaultyStore {
    async fn ingest(&self, _: &Scope, _: ExtractedCall) -> Result<IngestOutcome, StoreError> {
        self.fail().await
    }
}

async fn with_fault(fault: Fault, on_failure: &str) -> Service {
    let variables = [
        ("MEMORY_TIMEOUT", "0.2"),
        ("ON_MEMORY_FAILURE", on_failure),
        ("DYNAMIC_VARIABLES", r#"{"caller_name": "there"}"#),
    ];
    Service::with_store(&variables, |_| Arc::new(FaultyStore(fault))).await
}

#[rstest]
#[case::hangs(Fault::Hangs, 504, "memory_timeout")]
#[case::upstream(Fault::Upstream, 502, "memory_upstream_error")]
#[case::internal(Fault::Internal, 500, "memory_error")]
#[case::overloaded(Fault::Overloaded, 503, "memory_overloaded")]
#[tokio::test]
async fn a_failing_store_is_an_error_by_default(
    #[case] fault: Fault,
    #[case] status: u16,
    #[case] code: &str,
) {
    let service = with_fault(fault, "error").await;
    let ring = service
        .client_data(&json!({"caller_id": ROBIN}))
        .send()
        .await
        .unwrap();
    let search = service
        .post("/retrieve")
        .json(&json!({"query": "dog", "user_id": ROBIN}))
        .send()
        .await
        .unwrap();
    for response in [ring, search] {
        let rejected = error_reply(response).await;
        assert_eq!((rejected.0, rejected.1.as_str()), (status, code));
        assert!(
            !rejected.2.contains("disk full"),
            "the cause is for the log"
        );
    }
    assert_eq!(service.get("/readyz").send().await.unwrap().status(), 503);
}

#[rstest]
#[case(Fault::Hangs)]
#[case(Fault::Internal)]
#[tokio::test]
async fn with_degrade_the_call_goes_on_without_memories(#[case] fault: Fault) {
    let service = with_fault(fault, "degrade").await;
    let ring = service.ring(ROBIN).await;
    assert_eq!(ring["user_id"], ROBIN);
    assert_eq!(ring["memories"], json!([]));
    assert_eq!(ring["dynamic_variables"]["caller_name"], "there");
    assert_eq!(ring["dynamic_variables"]["is_returning_caller"], false);
    let search = service.search(ROBIN, "dog").await;
    assert_eq!(
        search,
        json!({"memories": [], "message": "The record cannot be reached right now."})
    );
}

#[rstest]
#[case::upstream(Fault::Upstream, "503")]
#[case::panic(Fault::Panics, "panicked")]
#[tokio::test]
async fn a_call_that_cannot_be_ingested_now_is_retried(#[case] fault: Fault, #[case] why: &str) {
    let service = with_fault(fault, "error").await;
    service
        .hang_up(&call(
            "conv_1",
            ROBIN,
            &[("user", "My dog is called Biscuit.")],
        ))
        .await;
    let entry = service
        .until(|entries| entries.iter().find(|entry| entry.attempts == 1).cloned())
        .await;
    assert_eq!(entry.state, InboxState::Pending);
    assert!(entry.next_attempt_at.unwrap() > entry.received_at);
    let reason = entry.reason.unwrap();
    assert!(reason.contains(why), "{reason}");
    assert!(!reason.contains("Biscuit"), "{reason}");
}

#[tokio::test]
async fn pending_calls_are_processed_after_a_restart() {
    let service = with_fault(Fault::Upstream, "error").await;
    service
        .hang_up(&call(
            "conv_1",
            ROBIN,
            &[("user", "My dog is called Biscuit.")],
        ))
        .await;
    service
        .until(|entries| entries.iter().find(|entry| entry.attempts == 1).cloned())
        .await;
    let healthy = service.restart().await;
    healthy.processed().await;
    assert!(texts(&healthy.ring(ROBIN).await["memories"]).contains(&"My dog is called Biscuit."));
}

#[tokio::test]
async fn a_permanent_failure_is_a_dead_letter_with_its_reason_and_can_be_retried_manually() {
    let service = with_fault(Fault::Rejected, "error").await;
    service
        .hang_up(&call(
            "conv_1",
            ROBIN,
            &[("user", "My dog is called Biscuit.")],
        ))
        .await;
    let dead = service.processed().await.remove(0);
    assert_eq!(dead.state, InboxState::DeadLetter);
    assert!(dead.reason.unwrap().contains("the key is invalid"));
    assert!(dead.content_bytes.unwrap() > 0);

    let healthy = service.restart().await;
    assert_eq!(healthy.store.retry(None).await.unwrap(), 1);
    assert_eq!(healthy.processed().await[0].state, InboxState::Ingested);
    assert!(texts(&healthy.ring(ROBIN).await["memories"]).contains(&"My dog is called Biscuit."));
}

/// A store that never finishes ingesting the calls of one caller.
struct StuckStore {
    store: SqliteStore,
    caller: &'static str,
    ingest_called: Arc<Notify>,
}

#[async_trait]
impl MemoryReader for StuckStore {
    async fn load(&self, scope: &Scope) -> Result<Arc<CallerRecord>, StoreError> {
        self.store.load(scope).await
    }

    async fn search(
        &self,
        scope: &Scope,
        query: &str,
        limit: usize,
    ) -> Result<Vec<ScoredMemory>, StoreError> {
        self.store.search(scope, query, limit).await
    }

    async fn ready(&self) -> Result<(), StoreError> {
        self.store.ready().await
    }
}

#[async_trait]
impl MemoryWriter for StuckStore {
    async fn ingest(
        &self,
        scope: &Scope,
        extracted: ExtractedCall,
    ) -> Result<IngestOutcome, StoreError> {
        if scope.caller.as_str() == self.caller {
            self.ingest_called.notify_one();
            return pending().await;
        }
        self.store.ingest(scope, extracted).await
    }
}

/// A service whose store is stuck in ingesting a call of `caller`.
async fn stuck_on(caller: &'static str, variables: &[(&str, &str)]) -> Service {
    let ingest_called = Arc::new(Notify::new());
    let service = Service::with_store(variables, |store| {
        Arc::new(StuckStore {
            store,
            caller,
            ingest_called: Arc::clone(&ingest_called),
        })
    })
    .await;
    let stuck = call("conv_stuck", caller, &[("user", "My cat is called Minka.")]);
    service.hang_up(&stuck).await;
    ingest_called.notified().await;
    service
}

#[tokio::test]
async fn a_call_that_takes_long_to_ingest_delays_no_other_call() {
    let service = stuck_on(SAM, &[]).await;
    let quick = call("conv_1", ROBIN, &[("user", "My dog is called Biscuit.")]);
    service.hang_up(&quick).await;
    service
        .until(|entries| {
            let is_ingested = |entry: &InboxEntry| entry.state == InboxState::Ingested;
            entries.iter().any(is_ingested).then_some(())
        })
        .await;
    assert_eq!(service.ring_variables(ROBIN).await["call_count"], 1);
}

#[tokio::test]
async fn the_wait_for_the_last_call_leaves_time_for_the_reply() {
    let service = stuck_on(ROBIN, &[("MEMORY_TIMEOUT", "0.3")]).await;
    assert_eq!(service.ring(ROBIN).await["user_id"], ROBIN);
    assert_eq!(service.search(ROBIN, "cat").await["memories"], json!([]));
}

#[tokio::test]
async fn a_call_that_was_processed_during_a_crash_is_processed_after_the_restart() {
    let service = stuck_on(ROBIN, &[]).await;
    let healthy = service.crash_and_restart().await;
    assert_eq!(healthy.processed().await[0].state, InboxState::Ingested);
    assert_eq!(healthy.ring_variables(ROBIN).await["call_count"], 1);
}
