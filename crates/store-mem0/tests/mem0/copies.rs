use std::time::Duration;

use mem0_server::{Failure, Fault};
use memory::{MemoryCuration, MemoryStore};
use store_mem0::{LocalCopies, Mem0Options};

use crate::{
    ADD, Mem0, SEARCH, mem0_with,
    story::people::{boiler_call, moving_call, note, robin, sam},
};

async fn copying(max_age: Duration) -> Mem0 {
    mem0_with(|options| Mem0Options {
        local_search: Some(LocalCopies {
            max_age,
            ..LocalCopies::default()
        }),
        ..options
    })
    .await
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
    for mem0 in [
        copying(A_CALL).await,
        copying(Duration::ZERO).await,
        crate::mem0().await,
    ] {
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
    mem0.store.recall(&robin()).await.unwrap();
    mem0.store
        .learn(&robin(), &boiler_call(), None)
        .await
        .unwrap();
    let found = mem0.store.search(&robin(), "boiler", 3).await.unwrap();
    assert!(!found.is_empty(), "the copy knew nothing of the call");

    mem0.store.recall(&robin()).await.unwrap();
    mem0.store
        .add(&robin(), note("Keeps three bees"))
        .await
        .unwrap();
    assert_eq!(
        mem0.store.search(&robin(), "bees", 3).await.unwrap().len(),
        1
    );

    mem0.store.recall(&robin()).await.unwrap();
    mem0.store.forget(&robin().caller).await.unwrap();
    assert_eq!(mem0.store.search(&robin(), "bees", 3).await.unwrap(), []);
    assert_eq!(mem0.received(SEARCH).len(), 3);
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
