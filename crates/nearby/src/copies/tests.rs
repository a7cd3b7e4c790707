use std::time::Duration;

use memories_domain::{AgentId, CallerId};

use super::*;

fn copies(max_age: Duration) -> Copies {
    Copies::new(CacheConfig {
        max_age,
        ..CacheConfig::default()
    })
}

fn scope(number: &str) -> Scope {
    Scope {
        caller: CallerId::parse(number, None).unwrap(),
        agent: None,
    }
}

fn robin() -> Scope {
    scope("+12025550143")
}

#[test]
fn what_was_fetched_is_kept_and_got_ready() {
    let copies = copies(Duration::from_mins(1));
    assert!(copies.get(&robin()).is_none());
    let prepare = copies.fetch(&robin()).keep(&Arc::default());
    let known = copies.get(&robin()).unwrap();
    let light = copies.0.kept.weight();
    assert!(!known.is_prepared());
    prepare();
    assert!(known.is_prepared());
    assert!(copies.0.kept.weight() > light);
    assert!(copies.lock().valid.is_empty());
}

#[test]
fn what_is_too_old_is_not_used_and_not_kept() {
    let copies = copies(Duration::ZERO);
    drop(copies.fetch(&robin()).keep(&Arc::default()));
    assert!(copies.get(&robin()).is_none());
    assert_eq!(copies.0.kept.len(), 0);
}

#[test]
fn a_fetch_that_began_before_a_change_keeps_nothing() {
    let copies = copies(Duration::from_mins(1));
    let (robins, sams) = (copies.fetch(&robin()), copies.fetch(&scope("+12025550144")));
    drop(copies.change(|copied| *copied == robin()));
    robins.keep(&Arc::default())();
    sams.keep(&Arc::default())();
    assert!(copies.get(&robin()).is_none());
    assert!(copies.get(&scope("+12025550144")).is_some());
}

#[test]
fn what_is_fetched_in_the_course_of_a_change_goes_when_the_change_ends() {
    let copies = copies(Duration::from_mins(1));
    let change = copies.change(|copied| *copied == robin());
    let late = copies.fetch(&robin());
    copies.fetch(&robin()).keep(&Arc::default())();
    assert!(copies.get(&robin()).is_some());
    drop(change);
    assert!(copies.get(&robin()).is_none());
    late.keep(&Arc::default())();
    assert!(copies.get(&robin()).is_none());
}

#[test]
fn a_change_of_a_caller_concerns_what_every_agent_knows() {
    let copies = copies(Duration::from_mins(1));
    let under_an_agent = Scope {
        agent: Some(AgentId::parse("agent_heating").unwrap()),
        ..robin()
    };
    copies.fetch(&under_an_agent).keep(&Arc::default())();
    let fetch = copies.fetch(&under_an_agent);
    drop(copies.change(|copied| *copied == robin()));
    assert!(copies.get(&under_an_agent).is_some());
    drop(copies.change(|copied| copied.caller == robin().caller));
    assert!(copies.get(&under_an_agent).is_none());
    fetch.keep(&Arc::default())();
    assert!(copies.get(&under_an_agent).is_none());
}

#[test]
fn getting_a_copy_ready_does_not_bring_back_one_that_was_dropped() {
    let copies = copies(Duration::from_mins(1));
    let prepare = copies.fetch(&robin()).keep(&Arc::default());
    drop(copies.change(|copied| *copied == robin()));
    prepare();
    assert!(copies.get(&robin()).is_none());
}
