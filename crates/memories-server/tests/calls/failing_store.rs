//! A store that fails, and one that does not answer.

use std::{future::pending, sync::Arc};

use async_trait::async_trait;
use jiff::Timestamp;
use memories_domain::{
    Call, CallerRecord, EventInbox, InboxState, IngestOutcome, MemoryStore, Scope, ScoredMemory,
    StoreError,
};
use memories_store_sqlite::SqliteStore;
use rstest::rstest;
use serde_json::json;
use tokio::sync::Notify;

use crate::running::{ROBIN, SAM, Service, call, refusal, texts};

#[derive(Clone, Copy)]
enum Fault {
    Silent,
    Upstream,
    Refusal,
    Internal,
    Overloaded,
}

struct Faulty(Fault);

impl Faulty {
    async fn fail<T>(&self) -> Result<T, StoreError> {
        Err(match self.0 {
            Fault::Silent => pending().await,
            Fault::Upstream => StoreError::Upstream {
                reason: "503".to_owned(),
                transient: true,
                retry_after: None,
            },
            Fault::Refusal => StoreError::Upstream {
                reason: "the key is refused".to_owned(),
                transient: false,
                retry_after: None,
            },
            Fault::Internal => StoreError::internal("disk full"),
            Fault::Overloaded => StoreError::Overloaded,
        })
    }
}

#[async_trait]
impl MemoryStore for Faulty {
    async fn recall(&self, _: &Scope) -> Result<Arc<CallerRecord>, StoreError> {
        self.fail().await
    }

    async fn search(&self, _: &Scope, _: &str, _: usize) -> Result<Vec<ScoredMemory>, StoreError> {
        self.fail().await
    }

    async fn learn(
        &self,
        _: &Scope,
        _: &Call,
        _: Option<Timestamp>,
    ) -> Result<IngestOutcome, StoreError> {
        self.fail().await
    }

    async fn ready(&self) -> Result<(), StoreError> {
        self.fail().await
    }
}

async fn with(fault: Fault, on_failure: &str) -> Service {
    let variables = [
        ("MEM0_TIMEOUT", "0.2"),
        ("ON_MEMORY_FAILURE", on_failure),
        ("DYNAMIC_VARIABLES", r#"{"caller_name": "there"}"#),
    ];
    Service::with_store(&variables, |_| Arc::new(Faulty(fault))).await
}

#[rstest]
#[case::silent(Fault::Silent, 504, "memory_timeout")]
#[case::upstream(Fault::Upstream, 502, "memory_upstream_error")]
#[case::internal(Fault::Internal, 500, "memory_error")]
#[case::overloaded(Fault::Overloaded, 503, "memory_overloaded")]
#[tokio::test]
async fn a_failing_store_is_an_error_by_default(
    #[case] fault: Fault,
    #[case] status: u16,
    #[case] code: &str,
) {
    let service = with(fault, "error").await;
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
        let refused = refusal(response).await;
        assert_eq!((refused.0, refused.1.as_str()), (status, code));
        assert!(!refused.2.contains("disk full"), "the cause is for the log");
    }
    assert_eq!(service.get("/readyz").send().await.unwrap().status(), 503);
}

#[rstest]
#[case(Fault::Silent)]
#[case(Fault::Internal)]
#[tokio::test]
async fn the_call_goes_on_without_memories_where_the_operator_prefers_that(#[case] fault: Fault) {
    let service = with(fault, "degrade").await;
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

#[tokio::test]
async fn a_call_that_cannot_be_learned_now_is_kept_and_tried_again() {
    let service = with(Fault::Upstream, "error").await;
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
    assert!(entry.reason.unwrap().contains("503"));
}

#[tokio::test]
async fn a_restart_resumes_what_was_not_learned() {
    let service = with(Fault::Upstream, "error").await;
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
    healthy.settled().await;
    assert!(texts(&healthy.ring(ROBIN).await["memories"]).contains(&"My dog is called Biscuit."));
}

#[tokio::test]
async fn what_trying_again_cannot_help_is_dead_with_its_reason_and_can_be_retried_by_hand() {
    let service = with(Fault::Refusal, "error").await;
    service
        .hang_up(&call(
            "conv_1",
            ROBIN,
            &[("user", "My dog is called Biscuit.")],
        ))
        .await;
    let dead = service.settled().await.remove(0);
    assert_eq!(dead.state, InboxState::Dead);
    assert!(dead.reason.unwrap().contains("the key is refused"));
    assert!(dead.body_bytes.unwrap() > 0);

    let healthy = service.restart().await;
    assert_eq!(healthy.store.retry(None).await.unwrap(), 1);
    assert_eq!(healthy.settled().await[0].state, InboxState::Ingested);
    assert!(texts(&healthy.ring(ROBIN).await["memories"]).contains(&"My dog is called Biscuit."));
}

/// A store that never finishes learning what one caller said.
struct Stuck {
    store: SqliteStore,
    caller: &'static str,
    asked: Arc<Notify>,
}

#[async_trait]
impl MemoryStore for Stuck {
    async fn recall(&self, scope: &Scope) -> Result<Arc<CallerRecord>, StoreError> {
        self.store.recall(scope).await
    }

    async fn search(
        &self,
        scope: &Scope,
        query: &str,
        limit: usize,
    ) -> Result<Vec<ScoredMemory>, StoreError> {
        self.store.search(scope, query, limit).await
    }

    async fn learn(
        &self,
        scope: &Scope,
        call: &Call,
        expires_at: Option<Timestamp>,
    ) -> Result<IngestOutcome, StoreError> {
        if scope.caller.as_str() == self.caller {
            self.asked.notify_one();
            return pending().await;
        }
        self.store.learn(scope, call, expires_at).await
    }

    async fn ready(&self) -> Result<(), StoreError> {
        self.store.ready().await
    }
}

/// A service whose store is stuck in learning a call of `caller`.
async fn stuck_on(caller: &'static str, variables: &[(&str, &str)]) -> Service {
    let asked = Arc::new(Notify::new());
    let service = Service::with_store(variables, |store| {
        Arc::new(Stuck {
            store,
            caller,
            asked: Arc::clone(&asked),
        })
    })
    .await;
    let stuck = call("conv_stuck", caller, &[("user", "My cat is called Minka.")]);
    service.hang_up(&stuck).await;
    asked.notified().await;
    service
}

#[tokio::test]
async fn a_call_that_takes_long_to_learn_keeps_no_other_call_waiting() {
    let service = stuck_on(SAM, &[]).await;
    let quick = call("conv_1", ROBIN, &[("user", "My dog is called Biscuit.")]);
    service.hang_up(&quick).await;
    service
        .until(|entries| {
            let learned =
                |entry: &&memories_domain::InboxEntry| entry.state == InboxState::Ingested;
            entries.iter().find(learned).map(|_| ())
        })
        .await;
    assert_eq!(service.ring_variables(ROBIN).await["call_count"], 1);
}

#[tokio::test]
async fn waiting_for_the_last_call_never_costs_the_answer() {
    let service = stuck_on(ROBIN, &[("MEM0_TIMEOUT", "0.3")]).await;
    assert_eq!(service.ring(ROBIN).await["user_id"], ROBIN);
    assert_eq!(service.search(ROBIN, "cat").await["memories"], json!([]));
}
