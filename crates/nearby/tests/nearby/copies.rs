//! A ring fetches, and the searches of the call are answered from that.

use std::{sync::Arc, time::Duration};

use mem0_server::{Failure, Fault, Mem0Server, Received};
use memories_domain::{MemoryAdmin, MemoryStore, MemoryUpdate};
use memories_store_mem0::{Mem0Options, Mem0Store};
use nearby::{CacheConfig, CachedStore};
use tempfile::TempDir;

use crate::{
    sqlite,
    story::people::{boiler_call, moving_call, note, robin, sam},
};

const ADD: &str = "/v3/memories/add/";
const SEARCH: &str = "/v3/memories/search/";

/// A platform with a store on it, and copies in front of that.
struct Mem0 {
    server: Mem0Server,
    store: CachedStore<Mem0Store>,
    _ledger: TempDir,
}

impl Mem0 {
    fn received(&self, path: &str) -> Vec<Received> {
        let mut received = self.server.received();
        received.retain(|request| request.path == path);
        received
    }
}

async fn copying(max_age: Duration) -> Mem0 {
    let server = Mem0Server::start(mem0_server::Options::default())
        .await
        .unwrap();
    let options = Mem0Options {
        base_url: Some(server.url()),
        settling: Duration::ZERO,
        ..Mem0Options::new("m0-test-key".into())
    };
    let (ledger, directory) = sqlite();
    let limits = CacheConfig {
        max_age,
        ..CacheConfig::default()
    };
    Mem0 {
        store: CachedStore::new(Mem0Store::new(options, Arc::new(ledger)).unwrap(), limits),
        server,
        _ledger: directory,
    }
}

const A_CALL: Duration = Duration::from_mins(15);

#[tokio::test]
async fn the_ring_pays_for_the_search_also_when_the_platform_goes_down_in_the_call() {
    let mem0 = copying(A_CALL).await;
    mem0.store
        .learn(&robin(), &boiler_call(), None)
        .await
        .unwrap();
    mem0.store.recall(&robin()).await.unwrap();
    mem0.server.plan(Fault::new(Failure::Reset));
    let found = mem0
        .store
        .search(&robin(), "Brightflame boiler", 3)
        .await
        .unwrap();
    assert!(found[0].memory.text.contains("Brightflame"));
    assert_eq!(mem0.received(SEARCH), []);
}

#[tokio::test]
async fn without_a_copy_or_with_an_old_one_the_platform_searches() {
    for mem0 in [copying(A_CALL).await, copying(Duration::ZERO).await] {
        mem0.store
            .learn(&robin(), &boiler_call(), None)
            .await
            .unwrap();
        mem0.store.recall(&sam()).await.unwrap();
        mem0.store.search(&robin(), "boiler", 3).await.unwrap();
        assert_eq!(mem0.received(SEARCH).len(), 1);
    }
    let old = copying(Duration::ZERO).await;
    old.store.recall(&robin()).await.unwrap();
    old.store.search(&robin(), "boiler", 3).await.unwrap();
    assert_eq!(old.received(SEARCH).len(), 1);
}

#[tokio::test]
async fn after_a_hang_up_and_every_change_the_copy_is_gone() {
    let mem0 = copying(A_CALL).await;
    let store = &mem0.store;
    let ring = async || store.recall(&robin()).await.unwrap();
    let found = async |query| store.search(&robin(), query, 3).await.unwrap().len();

    ring().await;
    store.learn(&robin(), &boiler_call(), None).await.unwrap();
    assert!(
        found("boiler").await > 0,
        "the copy knew nothing of the call"
    );

    ring().await;
    let bees = store.add(&robin(), note("Keeps bees")).await.unwrap();
    assert_eq!(found("bees").await, 1);

    ring().await;
    let wasps = MemoryUpdate {
        text: Some("Keeps wasps".into()),
        ..MemoryUpdate::default()
    };
    let wasps = store.update(&robin(), &bees.id, wasps).await.unwrap();
    assert_eq!(found("wasps").await, 1);

    ring().await;
    store.delete(&robin(), &wasps.id).await.unwrap();
    assert_eq!(found("wasps").await, 0);

    ring().await;
    store.import(&robin(), vec![wasps]).await.unwrap();
    assert_eq!(found("wasps").await, 1);

    ring().await;
    store.forget(&robin().caller).await.unwrap();
    assert_eq!(found("wasps").await, 0);

    assert_eq!(mem0.received(SEARCH).len(), 6);
}

#[tokio::test]
async fn a_copy_is_of_one_caller_alone() {
    let mem0 = copying(A_CALL).await;
    mem0.store
        .learn(&robin(), &boiler_call(), None)
        .await
        .unwrap();
    mem0.store
        .learn(&sam(), &moving_call(), None)
        .await
        .unwrap();
    for scope in [robin(), sam()] {
        mem0.store.recall(&scope).await.unwrap();
    }
    let found = mem0
        .store
        .search(&sam(), "Brightflame boiler", 3)
        .await
        .unwrap();
    assert_eq!(found, []);
    assert_eq!(mem0.received(SEARCH), []);
}

#[tokio::test]
async fn a_call_that_takes_too_long_to_be_learned_drops_the_copy_all_the_same() {
    let mem0 = copying(A_CALL).await;
    mem0.store.recall(&robin()).await.unwrap();
    mem0.server
        .plan(Fault::new(Failure::Slow(Duration::from_mins(1))).on(ADD));
    let (scope, call) = (robin(), boiler_call());
    let learning = mem0.store.learn(&scope, &call, None);
    assert!(
        tokio::time::timeout(Duration::from_millis(300), learning)
            .await
            .is_err()
    );
    mem0.store.search(&robin(), "boiler", 3).await.unwrap();
    assert_eq!(mem0.received(SEARCH).len(), 1);
}
