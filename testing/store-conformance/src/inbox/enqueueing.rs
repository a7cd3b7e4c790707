//! Taking events in.

use futures::future::join_all;
use memories_domain::ports::{
    ClaimedContent, EnqueueOutcome, EventContent, InboxAdmin, InboxState, NewEvent,
};

use super::{
    BODY, LONG, call_event, claim, claim_one, enqueue, only_entry, scoped_call_event,
    skipped_event, unprocessable_event, worker,
};
use crate::fixtures::{boiler_call, day, in_project, robin};

pub async fn an_enqueued_call_is_claimed_as_it_was_sent(inbox: &impl InboxAdmin) {
    let mut event = call_event("conv_boiler");
    let EventContent::Call(scoped) = &mut event.content else {
        panic!("a call event contains a call");
    };
    scoped.call = boiler_call();
    let scoped = scoped.clone();
    assert_eq!(
        enqueue(inbox, event.clone()).await,
        EnqueueOutcome::Enqueued
    );
    assert_eq!(inbox.next_due_at().await.unwrap(), Some(day(10)));

    let claimed = claim_one(inbox).await;
    assert_eq!(claimed.key, event.key);
    assert_eq!(claimed.received_at, day(10));
    assert_eq!(claimed.attempts, 0);
    assert_eq!(claimed.content, ClaimedContent::Call(scoped));
}

pub async fn the_same_bytes_are_a_duplicate(inbox: &impl InboxAdmin) {
    for event in [
        call_event("conv_1"),
        skipped_event("conv_2"),
        unprocessable_event("conv_3"),
    ] {
        assert_eq!(
            enqueue(inbox, event.clone()).await,
            EnqueueOutcome::Enqueued
        );
        assert_eq!(enqueue(inbox, event).await, EnqueueOutcome::Duplicate);
    }
    assert_eq!(inbox.list(None, 10).await.unwrap().len(), 3);
}

pub async fn other_bytes_are_another_event(inbox: &impl InboxAdmin) {
    let first = call_event("conv_1");
    let mut more_complete = first.clone();
    more_complete.key.body_sha256 = "1".repeat(64);
    let mut recording = first.clone();
    "post_call_audio".clone_into(&mut recording.key.event_type);
    for event in [first, more_complete, recording] {
        assert_eq!(enqueue(inbox, event).await, EnqueueOutcome::Enqueued);
    }
    assert_eq!(claim(inbox, &worker(), LONG).await.len(), 3);
}

pub async fn the_same_event_in_another_project_is_another_event(inbox: &impl InboxAdmin) {
    enqueue(inbox, call_event("conv_1")).await;
    let other = scoped_call_event(&in_project(&robin(), "other"), "conv_1");
    assert_eq!(
        enqueue(inbox, other.clone()).await,
        EnqueueOutcome::Enqueued
    );
    assert_eq!(enqueue(inbox, other).await, EnqueueOutcome::Duplicate);
    assert_eq!(claim(inbox, &worker(), LONG).await.len(), 2);
}

pub async fn concurrent_deliveries_are_one_event(inbox: &impl InboxAdmin) {
    let outcomes = join_all((0..10).map(|_| enqueue(inbox, call_event("conv_1")))).await;
    let enqueued = outcomes
        .iter()
        .filter(|&&outcome| outcome == EnqueueOutcome::Enqueued);
    assert_eq!(enqueued.count(), 1);
    only_entry(inbox).await;
}

pub async fn a_skipped_event_is_recorded_without_content(inbox: &impl InboxAdmin) {
    enqueue(inbox, skipped_event("conv_1")).await;
    let entry = only_entry(inbox).await;
    assert_eq!(entry.state, InboxState::Skipped);
    assert_eq!(entry.reason.as_deref(), Some("the caller said nothing"));
    assert_eq!(entry.content_bytes, None);
    assert_completed(inbox, None).await;
}

pub async fn an_unprocessable_event_is_recorded_with_its_body(inbox: &impl InboxAdmin) {
    let event: NewEvent = unprocessable_event("conv_1");
    enqueue(inbox, event.clone()).await;
    let entry = only_entry(inbox).await;
    assert_eq!(entry.key, event.key);
    assert_eq!(entry.state, InboxState::Unprocessable);
    assert_eq!(entry.reason.as_deref(), Some("unknown event type"));
    assert_eq!(entry.content_bytes, Some(BODY.len() as u64));
    assert_completed(inbox, Some(ClaimedContent::Raw(BODY.into()))).await;
}

/// Asserts that the only entry is not due and has this content.
async fn assert_completed(inbox: &impl InboxAdmin, content: Option<ClaimedContent>) {
    let entry = only_entry(inbox).await;
    assert_eq!(entry.next_attempt_at, None);
    assert_eq!(claim(inbox, &worker(), LONG).await, []);
    assert_eq!(inbox.next_due_at().await.unwrap(), None);
    let shown = inbox.show(&entry.id).await.unwrap();
    assert_eq!(shown, Some((entry, content)));
}
