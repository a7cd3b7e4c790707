//! Loading and searching.

use memories_domain::{
    CallerRecord,
    ports::{MemoryAdmin, StoreError},
};

use super::{Difference, ingest, load};
use crate::fixtures::{boiler_call, moving_call, note, robin};

pub async fn a_new_caller_has_an_empty_record_and_no_search_results(
    store: &impl MemoryAdmin,
    _: &[Difference],
) {
    assert_eq!(load(store, &robin()).await, CallerRecord::default());
    assert_eq!(store.search(&robin(), "boiler", 3).await.unwrap(), []);
}

pub async fn a_search_returns_the_best_match_first(store: &impl MemoryAdmin, _: &[Difference]) {
    ingest(store, &robin(), &boiler_call()).await;
    ingest(store, &robin(), &moving_call()).await;
    let found = store
        .search(&robin(), "daughter violin orchestra", 3)
        .await
        .unwrap();
    let best = found.first().unwrap();
    assert!(best.memory.text.contains("violin"), "{best:?}");
    assert!(found.is_sorted_by(|a, b| a.score >= b.score));
    assert!(found.iter().all(|hit| (0.0..=1.0).contains(&hit.score)));
}

pub async fn a_search_respects_its_limit(store: &impl MemoryAdmin, _: &[Difference]) {
    ingest(store, &robin(), &boiler_call()).await;
    for limit in [0, 1] {
        let found = store.search(&robin(), "boiler", limit).await.unwrap();
        assert_eq!(found.len(), limit);
    }
}

pub async fn a_search_without_a_match_returns_nothing(store: &impl MemoryAdmin, _: &[Difference]) {
    ingest(store, &robin(), &boiler_call()).await;
    for query in ["zeppelin", ""] {
        let found = store.search(&robin(), query, 3).await.unwrap();
        assert_eq!(found, [], "{query:?}");
    }
}

pub async fn an_explanation_adds_up_to_the_score(
    store: &impl MemoryAdmin,
    differences: &[Difference],
) {
    let added = store.add(&robin(), note("Keeps three bees")).await.unwrap();
    let explained = store.explain(&robin(), "three bees", 3).await;
    if differences.contains(&Difference::CannotExplain) {
        let unsupported = explained.unwrap_err();
        assert!(
            matches!(unsupported, StoreError::Unsupported { .. }),
            "{unsupported}"
        );
        return;
    }
    let explained = explained.unwrap();
    let [result] = explained.as_slice() else {
        panic!("one memory matches: {explained:?}");
    };
    assert_eq!(result.memory, added);
    let explanation = &result.explanation;
    let features: f32 = explanation
        .features
        .iter()
        .map(|feature| feature.log_odds)
        .sum();
    let probability = 1.0 / (1.0 + (-(explanation.intercept + features)).exp());
    assert!(
        (probability - explanation.score).abs() < 1e-3,
        "{explanation:?}"
    );
    let found = store.search(&robin(), "three bees", 3).await.unwrap();
    let hit = found.first().unwrap();
    assert!((hit.score - explanation.score).abs() < 1e-3);
}

pub async fn the_store_is_ready(store: &impl MemoryAdmin, _: &[Difference]) {
    store.ready().await.unwrap();
}
