use std::time::Duration;

use memories_domain::{AgentId, CallerId, Platform, ProjectId};

use super::*;

const ONE_MINUTE: Duration = Duration::from_mins(1);

fn records(max_age: Duration) -> FetchedRecords {
    FetchedRecords::new(CacheConfig {
        max_age,
        ..CacheConfig::default()
    })
}

fn scope(number: &str) -> Scope {
    Scope::for_caller(CallerId::parse(number, None).unwrap())
}

fn robin() -> Scope {
    scope("+12025550143")
}

fn fetch(records: &FetchedRecords, scope: &Scope) -> FetchedRecord {
    records.begin_fetch(scope).finish(&Arc::default())
}

#[test]
fn a_fetched_record_is_cached_and_its_index_counts() {
    let records = records(ONE_MINUTE);
    assert!(records.get(&robin()).is_none());
    let fetched = fetch(&records, &robin());
    let light = records.cache.size_in_bytes();
    records.build_index_if_cached(&robin(), &fetched);
    assert!(records.get(&robin()).unwrap().indexed().is_indexed());
    assert!(records.cache.size_in_bytes() > light);
    assert!(records.lock().scopes.is_empty());
}

#[test]
fn a_record_that_is_too_old_is_removed() {
    let records = records(Duration::ZERO);
    fetch(&records, &robin());
    assert!(records.get(&robin()).is_none());
    assert_eq!(records.cache.size_in_bytes(), 0);
}

#[test]
fn the_result_of_a_fetch_that_began_before_a_write_is_not_cached() {
    let records = records(ONE_MINUTE);
    let (robin, sam) = (robin(), scope("+12025550144"));
    let fetches = [records.begin_fetch(&robin), records.begin_fetch(&sam)];
    drop(records.invalidate(|scope| *scope == robin));
    for fetch in fetches {
        fetch.finish(&Arc::default());
    }
    assert!(records.get(&robin).is_none());
    assert!(records.get(&sam).is_some());
}

#[test]
fn a_record_that_is_fetched_during_a_write_is_removed_when_the_write_ends() {
    let records = records(ONE_MINUTE);
    let robin = robin();
    let write = records.invalidate(|scope| *scope == robin);
    let unfinished = records.begin_fetch(&robin);
    fetch(&records, &robin);
    assert!(records.get(&robin).is_some());
    drop(write);
    assert!(records.get(&robin).is_none());
    unfinished.finish(&Arc::default());
    assert!(records.get(&robin).is_none());
}

#[test]
fn a_write_can_affect_a_caller_under_every_agent() {
    let records = records(ONE_MINUTE);
    let under_an_agent = Scope {
        agent: Some(AgentId::new(Platform::ElevenLabs, "agent_heating").unwrap()),
        ..robin()
    };
    fetch(&records, &under_an_agent);
    let unfinished = records.begin_fetch(&under_an_agent);
    drop(records.invalidate(|scope| *scope == robin()));
    assert!(records.get(&under_an_agent).is_some());
    drop(records.invalidate(|scope| scope.caller == robin().caller));
    assert!(records.get(&under_an_agent).is_none());
    unfinished.finish(&Arc::default());
    assert!(records.get(&under_an_agent).is_none());
}

#[test]
fn callers_with_the_same_number_in_two_projects_are_cached_apart() {
    let records = records(ONE_MINUTE);
    let elsewhere = Scope {
        project: ProjectId::parse("hotel").unwrap(),
        ..robin()
    };
    fetch(&records, &elsewhere);
    assert!(records.get(&robin()).is_none());
    assert!(records.get(&elsewhere).is_some());
}

#[test]
fn an_index_that_is_built_after_an_invalidation_does_not_bring_the_record_back() {
    let records = records(ONE_MINUTE);
    let fetched = fetch(&records, &robin());
    drop(records.invalidate(|scope| *scope == robin()));
    records.build_index(&robin(), &fetched);
    assert!(records.get(&robin()).is_none());
}
