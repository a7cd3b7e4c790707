//! Outcomes of events.

use std::time::Duration;

use jiff::{Timestamp, ToSpan};
use memories_domain::{
    Scope,
    ports::{Completion, EnqueueOutcome, EventOutcome, InboxAdmin, InboxState},
};

use super::{
    INGESTED, LONG, OVER, SKIPPED, call_event, claim, claim_one, complete, enqueue, only_entry,
    other_worker, process, worker,
};
use crate::fixtures::{in_project, robin, sam};

fn retry_after(after: Duration) -> EventOutcome {
    EventOutcome::Retry {
        after,
        reason: "no connection".to_owned(),
    }
}

pub async fn a_completed_event_loses_its_content_and_stays_a_duplicate(inbox: &impl InboxAdmin) {
    for (conversation, outcome, state, reason) in [
        ("conv_1", INGESTED, InboxState::Ingested, None),
        (
            "conv_2",
            SKIPPED,
            InboxState::Skipped,
            Some("the caller said nothing"),
        ),
    ] {
        let event = call_event(conversation);
        let claimed = process(inbox, event.clone(), &outcome).await;
        let (entry, content) = inbox.show(&claimed.claim.event).await.unwrap().unwrap();
        assert_eq!(entry.state, state);
        assert_eq!(entry.reason.as_deref(), reason);
        assert_eq!((entry.content_bytes, content), (None, None));
        assert_eq!(enqueue(inbox, event).await, EnqueueOutcome::Duplicate);
        assert_eq!(inbox.next_due_at().await.unwrap(), None);
    }
}

pub async fn a_failed_event_is_due_again_after_the_given_time(inbox: &impl InboxAdmin) {
    let earliest = Timestamp::now() + 1.hour();
    let failed = process(inbox, call_event("conv_1"), &retry_after(LONG)).await;
    let latest = Timestamp::now() + 1.hour();

    assert_eq!(claim(inbox, &worker(), LONG).await, []);
    let entry = only_entry(inbox).await;
    assert_eq!(entry.id, failed.claim.event);
    assert_eq!(entry.state, InboxState::Pending);
    assert_eq!(entry.reason.as_deref(), Some("no connection"));
    let next = entry.next_attempt_at.unwrap();
    // A store may keep no more than microseconds.
    let tolerance = 1.millisecond();
    assert!(earliest - tolerance <= next && next <= latest + tolerance);
    assert_eq!(inbox.next_due_at().await.unwrap(), Some(next));
}

pub async fn attempts_are_counted(inbox: &impl InboxAdmin) {
    let first = process(inbox, call_event("conv_1"), &retry_after(OVER)).await;
    for attempts in 1..=2 {
        let claimed = claim_one(inbox).await;
        assert_eq!(
            (&claimed.claim.event, claimed.attempts),
            (&first.claim.event, attempts)
        );
        assert_eq!(claimed.content, first.content);
        complete(inbox, &claimed, &retry_after(OVER)).await;
    }
    assert_eq!(only_entry(inbox).await.attempts, 3);
}

pub async fn a_worker_that_lost_its_claim_completes_nothing(inbox: &impl InboxAdmin) {
    enqueue(inbox, call_event("conv_1")).await;
    let lost = claim(inbox, &worker(), OVER).await.remove(0);
    let claimed = claim(inbox, &other_worker(), LONG).await.remove(0);
    assert_eq!(claimed.claim.event, lost.claim.event);
    let before = only_entry(inbox).await;

    for outcome in [INGESTED, SKIPPED, retry_after(OVER)] {
        let completion = complete(inbox, &lost, &outcome).await;
        assert_eq!(completion, Completion::ClaimLost, "{outcome:?}");
    }
    assert_eq!(only_entry(inbox).await, before);
    let completion = complete(inbox, &claimed, &INGESTED).await;
    assert_eq!(completion, Completion::Recorded);
}

/// As after a restart under the same id, or in a process that was suspended.
pub async fn a_stale_claim_of_the_same_worker_completes_nothing(inbox: &impl InboxAdmin) {
    enqueue(inbox, call_event("conv_1")).await;
    let stale = claim_one(inbox).await;
    inbox.release_claims(&worker()).await.unwrap();
    let current = claim_one(inbox).await;
    assert_eq!(current.claim.event, stale.claim.event);
    let before = only_entry(inbox).await;

    for outcome in [INGESTED, SKIPPED, retry_after(OVER)] {
        let completion = complete(inbox, &stale, &outcome).await;
        assert_eq!(completion, Completion::ClaimLost, "{outcome:?}");
    }
    assert_eq!(only_entry(inbox).await, before);
    let completion = complete(inbox, &current, &INGESTED).await;
    assert_eq!(completion, Completion::Recorded);
}

pub async fn an_event_cannot_be_completed_after_its_lease(inbox: &impl InboxAdmin) {
    enqueue(inbox, call_event("conv_1")).await;
    let claimed = claim(inbox, &worker(), OVER).await.remove(0);
    let completion = complete(inbox, &claimed, &INGESTED).await;
    assert_eq!(completion, Completion::ClaimLost);
    assert_eq!(claim_one(inbox).await.claim.event, claimed.claim.event);
}

pub async fn a_worker_without_a_claim_completes_nothing(inbox: &impl InboxAdmin) {
    let completed = process(inbox, call_event("conv_1"), &INGESTED).await;
    let again = complete(inbox, &completed, &retry_after(OVER)).await;
    assert_eq!(again, Completion::ClaimLost);
    assert_eq!(only_entry(inbox).await.state, InboxState::Ingested);
    assert_eq!(claim(inbox, &worker(), LONG).await, []);
}

pub async fn a_call_is_unprocessed_until_its_first_attempt_ends(inbox: &impl InboxAdmin) {
    assert!(!has_unprocessed(inbox, &robin()).await);
    enqueue(inbox, call_event("conv_1")).await;
    assert!(has_unprocessed(inbox, &robin()).await);
    assert!(!has_unprocessed(inbox, &sam()).await);
    assert!(!has_unprocessed(inbox, &in_project(&robin(), "other")).await);

    let claimed = claim_one(inbox).await;
    assert!(has_unprocessed(inbox, &robin()).await, "it is in progress");
    complete(inbox, &claimed, &retry_after(LONG)).await;
    assert!(!has_unprocessed(inbox, &robin()).await);

    enqueue(inbox, call_event("conv_2")).await;
    assert!(has_unprocessed(inbox, &robin()).await);
    let claimed = claim_one(inbox).await;
    complete(inbox, &claimed, &INGESTED).await;
    assert!(!has_unprocessed(inbox, &robin()).await);
}

async fn has_unprocessed(inbox: &impl InboxAdmin, scope: &Scope) -> bool {
    inbox
        .has_unprocessed(&scope.project, &scope.caller)
        .await
        .unwrap()
}
