//! Claims and leases.

use std::collections::HashSet;

use futures::future::join_all;
use jiff::{Timestamp, ToSpan};
use memories_domain::ports::{Completion, InboxAdmin};

use super::{
    INGESTED, LONG, OVER, call_event, claim, claim_one, complete, enqueue, event_ids, named_worker,
    other_worker, received_at, worker,
};
use crate::fixtures::day;

pub async fn the_oldest_events_are_claimed_first_within_the_limit(inbox: &impl InboxAdmin) {
    for (conversation, number) in [("conv_3", 3), ("conv_1", 1), ("conv_2", 2)] {
        enqueue(inbox, received_at(call_event(conversation), day(number))).await;
    }
    let due = inbox.claim_due(&worker(), LONG, 2).await.unwrap();
    let order: Vec<_> = due.iter().map(|event| &*event.key.conversation).collect();
    assert_eq!(order, ["conv_1", "conv_2"]);
    let rest = claim(inbox, &other_worker(), LONG).await;
    assert_eq!(rest.first().unwrap().key.conversation, "conv_3");
}

pub async fn a_claimed_event_is_not_claimed_again(inbox: &impl InboxAdmin) {
    enqueue(inbox, call_event("conv_1")).await;
    let claimed = claim_one(inbox).await;
    for worker in [other_worker(), worker()] {
        assert_eq!(claim(inbox, &worker, LONG).await, []);
    }
    let completion = complete(inbox, &claimed, &INGESTED).await;
    assert_eq!(completion, Completion::Recorded);
    assert_eq!(claim(inbox, &other_worker(), LONG).await, []);
}

pub async fn an_event_is_due_again_when_its_lease_ends(inbox: &impl InboxAdmin) {
    enqueue(inbox, call_event("conv_1")).await;
    let first = claim(inbox, &worker(), OVER).await;
    assert_eq!(first.len(), 1);
    for (worker, lease) in [(other_worker(), OVER), (worker(), LONG)] {
        let again = claim(inbox, &worker, lease).await;
        assert_eq!(event_ids(&again), event_ids(&first));
        assert_ne!(again, first, "each claim has an id of its own");
    }
}

pub async fn concurrent_workers_never_claim_the_same_event(inbox: &impl InboxAdmin) {
    for number in 0..6 {
        enqueue(inbox, call_event(&format!("conv_{number}"))).await;
    }
    let workers: Vec<_> = (0..4)
        .map(|number| named_worker(&format!("worker_{number}")))
        .collect();
    let claims = workers
        .iter()
        .map(|worker| inbox.claim_due(worker, LONG, 2));
    let claimed: Vec<_> = join_all(claims)
        .await
        .into_iter()
        .flat_map(Result::unwrap)
        .map(|event| event.claim.event)
        .collect();
    assert_eq!(claimed.len(), 6);
    assert_eq!(claimed.iter().collect::<HashSet<_>>().len(), 6);
}

pub async fn the_next_due_time_is_the_end_of_the_lease(inbox: &impl InboxAdmin) {
    assert_eq!(inbox.next_due_at().await.unwrap(), None);
    enqueue(inbox, call_event("conv_1")).await;
    let earliest = Timestamp::now() + 1.hour();
    claim_one(inbox).await;
    let latest = Timestamp::now() + 1.hour();
    let next = inbox.next_due_at().await.unwrap().unwrap();
    // A store may keep no more than microseconds.
    let tolerance = 1.millisecond();
    assert!(earliest - tolerance <= next && next <= latest + tolerance);
}

pub async fn released_claims_are_due_at_once(inbox: &impl InboxAdmin) {
    enqueue(inbox, call_event("conv_1")).await;
    enqueue(inbox, call_event("conv_2")).await;
    let claimed = claim(inbox, &worker(), LONG).await;
    assert_eq!(claimed.len(), 2);
    assert_eq!(inbox.release_claims(&worker()).await.unwrap(), 2);
    assert_eq!(inbox.release_claims(&worker()).await.unwrap(), 0);

    assert!(inbox.next_due_at().await.unwrap().unwrap() <= Timestamp::now());
    let again = claim(inbox, &other_worker(), LONG).await;
    assert_eq!(event_ids(&again), event_ids(&claimed));
    for event in &claimed {
        let completion = complete(inbox, event, &INGESTED).await;
        assert_eq!(completion, Completion::ClaimLost);
    }
}

pub async fn only_the_workers_own_claims_are_released(inbox: &impl InboxAdmin) {
    enqueue(inbox, call_event("conv_1")).await;
    let claimed = claim_one(inbox).await;
    assert_eq!(inbox.release_claims(&other_worker()).await.unwrap(), 0);
    assert_eq!(claim(inbox, &other_worker(), LONG).await, []);
    let completion = complete(inbox, &claimed, &INGESTED).await;
    assert_eq!(completion, Completion::Recorded);
}
