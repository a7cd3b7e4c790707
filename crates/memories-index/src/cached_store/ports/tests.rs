use std::{
    future::{pending, ready},
    sync::atomic::{AtomicUsize, Ordering},
    time::Duration,
};

use futures::FutureExt;
use jiff::ToSpan;
use memories_domain::{
    Annotations, Call, CallCompleteness, CallHistory, CallOutcome, ConversationId, MemoryKind,
    Platform, Subject,
};

use super::*;
use crate::CacheConfig;

/// A remote store of one record for everybody. It counts the searches that reach it, which find
/// nothing, and its writes change nothing.
#[derive(Default)]
struct RemoteStore {
    record: Arc<CallerRecord>,
    loads: AtomicUsize,
    searches: AtomicUsize,
    is_down: bool,
    never_ingests: bool,
}

impl RemoteStore {
    fn with(memories: Vec<Memory>) -> Self {
        let record = CallerRecord::new(memories, CallHistory::default());
        Self {
            record: Arc::new(record),
            ..Self::default()
        }
    }
}

#[async_trait]
impl MemoryReader for RemoteStore {
    async fn load(&self, _: &Scope) -> Result<Arc<CallerRecord>, StoreError> {
        self.loads.fetch_add(1, Ordering::Relaxed);
        ready(Ok(Arc::clone(&self.record))).await
    }

    async fn search(&self, _: &Scope, _: &str, _: usize) -> Result<Vec<ScoredMemory>, StoreError> {
        self.searches.fetch_add(1, Ordering::Relaxed);
        ready(if self.is_down {
            Err(StoreError::Overloaded)
        } else {
            Ok(Vec::new())
        })
        .await
    }

    async fn ready(&self) -> Result<(), StoreError> {
        ready(if self.is_down {
            Err(StoreError::Overloaded)
        } else {
            Ok(())
        })
        .await
    }
}

#[async_trait]
impl MemoryWriter for RemoteStore {
    async fn ingest(&self, _: &Scope, _: ExtractedCall) -> Result<IngestOutcome, StoreError> {
        if self.never_ingests {
            pending::<()>().await;
        }
        Ok(IngestOutcome::AlreadyIngested)
    }
}

#[async_trait]
impl MemoryAdmin for RemoteStore {
    async fn load_as_of(
        &self,
        scope: &Scope,
        _: Timestamp,
    ) -> Result<Arc<CallerRecord>, StoreError> {
        self.load(scope).await
    }

    async fn add(&self, _: &Scope, _: NewMemory) -> Result<Memory, StoreError> {
        ready(Ok(bees(None))).await
    }

    async fn update(&self, _: &Scope, _: &MemoryId, _: MemoryUpdate) -> Result<Memory, StoreError> {
        ready(Ok(bees(None))).await
    }

    async fn delete(&self, _: &Scope, _: &MemoryId) -> Result<(), StoreError> {
        ready(Ok(())).await
    }

    async fn history(
        &self,
        _: &Scope,
        _: Option<&MemoryId>,
    ) -> Result<Vec<HistoryEntry>, StoreError> {
        ready(Ok(Vec::new())).await
    }

    async fn forget(&self, _: &ProjectId, _: &CallerId) -> Result<ErasureReport, StoreError> {
        ready(Ok(ErasureReport::default())).await
    }

    async fn import(&self, _: &Scope, _: Vec<Memory>) -> Result<usize, StoreError> {
        ready(Ok(0)).await
    }

    async fn explain(
        &self,
        _: &Scope,
        _: &str,
        _: usize,
    ) -> Result<Vec<ExplainedMemory>, StoreError> {
        let operation = "explaining a search";
        ready(Err(StoreError::Unsupported { operation })).await
    }
}

fn bees(expires_at: Option<Timestamp>) -> Memory {
    Memory {
        id: MemoryId::generate(),
        text: "Keeps three bees".into(),
        kind: MemoryKind::Factual {
            subject: Subject::Caller,
        },
        created_at: Timestamp::UNIX_EPOCH,
        updated_at: Timestamp::UNIX_EPOCH,
        expires_at,
        source: None,
        confirmations: 0,
        annotations: Annotations::default(),
    }
}

fn call() -> ExtractedCall {
    let call = Call {
        conversation_id: ConversationId::new(Platform::ElevenLabs, "conv_1").unwrap(),
        agent_id: None,
        started_at: Timestamp::UNIX_EPOCH,
        duration_secs: 60,
        language: None,
        time_zone: None,
        outcome: CallOutcome::Answered,
        caller_spoke: true,
        turns: Vec::new(),
        summary: None,
        title: None,
        evaluations: Vec::new(),
        collected: Vec::new(),
        injected_context: Vec::new(),
        machine_answered: false,
    };
    ExtractedCall {
        completeness: CallCompleteness::new(&call),
        call: Arc::new(call),
        memories: Vec::new(),
        expires_at: None,
    }
}

fn scope(number: &str) -> Scope {
    Scope::for_caller(CallerId::parse(number, None).unwrap())
}

fn robin() -> Scope {
    scope("+12025550143")
}

struct Fixture {
    store: CachedStore<RemoteStore>,
}

impl Fixture {
    fn new(remote: RemoteStore) -> Self {
        Self::with_config(remote, CacheConfig::default())
    }

    fn with_config(remote: RemoteStore, config: CacheConfig) -> Self {
        Self {
            store: CachedStore::new(remote, config),
        }
    }

    async fn load(&self) {
        self.store.load(&robin()).await.unwrap();
    }

    async fn search(&self, query: &str) -> Vec<Memory> {
        let results = self.store.search(&robin(), query, 3).await.unwrap();
        results.into_iter().map(|result| result.memory).collect()
    }

    /// Whether a search is answered by the remote store.
    async fn searches_remotely(&self) -> bool {
        let before = self.store.inner.searches.load(Ordering::Relaxed);
        self.search("bees").await;
        self.store.inner.searches.load(Ordering::Relaxed) > before
    }
}

#[tokio::test]
async fn after_a_load_searches_are_answered_from_the_cache_while_the_remote_store_is_down() {
    let memory = bees(None);
    let fixture = Fixture::new(RemoteStore {
        is_down: true,
        ..RemoteStore::with(vec![memory.clone()])
    });
    fixture.load().await;
    assert_eq!(fixture.search("three bees").await, [memory]);
    assert_eq!(fixture.store.inner.searches.load(Ordering::Relaxed), 0);
}

#[tokio::test]
async fn without_a_cached_record_the_remote_store_searches_and_its_failure_is_returned() {
    let fixture = Fixture::new(RemoteStore {
        is_down: true,
        ..RemoteStore::default()
    });
    let search = fixture.store.search(&robin(), "bees", 3).await;
    assert!(matches!(search, Err(StoreError::Overloaded)));
    assert!(fixture.store.ready().await.is_err());
}

#[tokio::test]
async fn another_callers_record_or_one_that_is_too_old_is_not_searched() {
    let fixture = Fixture::new(RemoteStore::with(vec![bees(None)]));
    fixture.store.load(&scope("+12025550144")).await.unwrap();
    assert!(fixture.searches_remotely().await);

    let config = CacheConfig {
        max_age: Duration::ZERO,
        ..CacheConfig::default()
    };
    let fixture = Fixture::with_config(RemoteStore::with(vec![bees(None)]), config);
    fixture.load().await;
    assert!(fixture.searches_remotely().await);
}

#[tokio::test]
async fn a_memory_that_expires_during_the_call_is_not_found_any_more() {
    let now = Timestamp::now();
    let lasting = bees(Some(now + 1.hour()));
    let expired = bees(Some(now - 1.hour()));
    let fixture = Fixture::new(RemoteStore::with(vec![expired, lasting.clone()]));
    fixture.load().await;
    assert_eq!(fixture.search("bees").await, [lasting]);
}

#[tokio::test]
async fn an_empty_query_or_a_limit_of_zero_finds_nothing() {
    let fixture = Fixture::new(RemoteStore::with(vec![bees(None)]));
    fixture.load().await;
    for (query, limit) in [("bees", 0), ("", 3), (" ", 3)] {
        let results = fixture.store.search(&robin(), query, limit).await;
        assert_eq!(results.unwrap(), []);
    }
}

#[tokio::test]
async fn every_write_invalidates_the_cached_record() {
    let fixture = Fixture::new(RemoteStore::with(vec![bees(None)]));
    let (store, robin, id) = (&fixture.store, robin(), MemoryId::generate());
    let new = || NewMemory {
        text: "Keeps bees".into(),
        kind: bees(None).kind,
        annotations: Annotations::default(),
        expires_at: None,
    };
    let update = MemoryUpdate::default;
    let writes = [
        store.ingest(&robin, call()).map(|r| r.map(drop)).boxed(),
        store.add(&robin, new()).map(|r| r.map(drop)).boxed(),
        store
            .update(&robin, &id, update())
            .map(|r| r.map(drop))
            .boxed(),
        store.delete(&robin, &id).boxed(),
        store
            .import(&robin, Vec::new())
            .map(|r| r.map(drop))
            .boxed(),
        store
            .forget(&robin.project, &robin.caller)
            .map(|r| r.map(drop))
            .boxed(),
    ];
    for (position, write) in writes.into_iter().enumerate() {
        fixture.load().await;
        assert!(
            !fixture.searches_remotely().await,
            "before write {position}"
        );
        write.await.unwrap();
        assert!(fixture.searches_remotely().await, "after write {position}");
    }
}

#[tokio::test]
async fn a_cancelled_write_invalidates_the_cached_record() {
    let fixture = Fixture::new(RemoteStore {
        never_ingests: true,
        ..RemoteStore::with(vec![bees(None)])
    });
    fixture.load().await;
    let robin = robin();
    assert!(
        fixture
            .store
            .ingest(&robin, call())
            .now_or_never()
            .is_none()
    );
    assert!(fixture.searches_remotely().await);
}

#[tokio::test]
async fn a_search_is_explained_by_the_cache_whether_or_not_the_record_is_cached() {
    let memory = bees(None);
    let fixture = Fixture::new(RemoteStore::with(vec![memory.clone()]));
    for _ in 0..2 {
        let explained = fixture.store.explain(&robin(), "bees", 3).await.unwrap();
        assert_eq!(explained.len(), 1);
        assert_eq!(explained[0].memory, memory);
        let terms: Vec<&str> = explained[0]
            .explanation
            .terms
            .iter()
            .map(|part| part.term.as_str())
            .collect();
        assert_eq!(terms, ["bees"]);
    }
    assert_eq!(fixture.store.inner.loads.load(Ordering::Relaxed), 1);
}
