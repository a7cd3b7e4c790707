//! The operator's commands.

use std::time::Duration;

use memories_domain::{
    ClaimId, EventId, Scope,
    ports::{
        Claim, ClaimedContent, Completion, EnqueueOutcome, EventOutcome, InboxAdmin, InboxState,
    },
};

use super::{
    BODY, INGESTED, LONG, SKIPPED, call_event, claim, claim_one, complete, enqueue, only_entry,
    process, received_at, scoped_call_event, skipped_event, unprocessable_event, unreadable,
    worker,
};
use crate::fixtures::{day, in_project, robin, sam, with_agent};

fn dead_letter() -> EventOutcome {
    EventOutcome::DeadLetter {
        reason: "failed ten times".to_owned(),
    }
}

pub async fn the_list_shows_the_newest_first(inbox: &impl InboxAdmin) {
    for number in 1..=5 {
        let event = call_event(&format!("conv_{number}"));
        enqueue(inbox, received_at(event, day(number))).await;
    }
    let listed = inbox.list(None, 2).await.unwrap();
    let order: Vec<_> = listed
        .iter()
        .map(|entry| &*entry.key.conversation)
        .collect();
    assert_eq!(order, ["conv_5", "conv_4"]);
    let newest = listed.first().unwrap();
    assert_eq!(newest.key, call_event("conv_5").key);
    assert_eq!(newest.state, InboxState::Pending);
    assert_eq!(newest.received_at, day(5));
    assert_eq!(newest.attempts, 0);
    assert!(newest.next_attempt_at.is_some());
    assert_eq!(newest.reason, None);
    assert!(newest.content_bytes.is_some_and(|bytes| bytes > 0));
}

pub async fn the_list_can_be_limited_to_a_state(inbox: &impl InboxAdmin) {
    process(inbox, call_event("conv_ingested"), &INGESTED).await;
    process(inbox, call_event("conv_dead_letter"), &dead_letter()).await;
    enqueue(inbox, skipped_event("conv_skipped")).await;
    enqueue(inbox, unprocessable_event("conv_unprocessable")).await;
    enqueue(inbox, call_event("conv_pending")).await;
    for state in InboxState::ALL {
        let listed = inbox.list(Some(state), 10).await.unwrap();
        assert_eq!(listed.len(), 1, "{state:?}");
        let entry = listed.first().unwrap();
        assert_eq!(entry.state, state);
        assert_eq!(entry.key.conversation, format!("conv_{}", state.name()));
    }
    assert_eq!(inbox.list(None, 10).await.unwrap().len(), 5);
}

pub async fn an_unknown_event_is_not_shown(inbox: &impl InboxAdmin) {
    let unknown = EventId::generate();
    assert_eq!(inbox.show(&unknown).await.unwrap(), None);
    assert_eq!(inbox.retry(Some(&unknown)).await.unwrap(), 0);
    let claim = Claim {
        event: unknown,
        id: ClaimId::generate(),
    };
    let completed = inbox.complete(&claim, &INGESTED).await;
    assert_eq!(completed.unwrap(), Completion::ClaimLost);
}

pub async fn a_dead_letter_keeps_its_call_and_can_be_retried(inbox: &impl InboxAdmin) {
    let event = call_event("conv_1");
    let claimed = process(inbox, event.clone(), &dead_letter()).await;
    let (entry, content) = inbox.show(&claimed.claim.event).await.unwrap().unwrap();
    assert_eq!(entry.state, InboxState::DeadLetter);
    assert_eq!(entry.reason.as_deref(), Some("failed ten times"));
    assert_eq!((entry.attempts, entry.next_attempt_at), (1, None));
    assert_eq!(content.as_ref(), Some(&claimed.content));
    assert_eq!(enqueue(inbox, event).await, EnqueueOutcome::Duplicate);
    assert_eq!(claim(inbox, &worker(), LONG).await, []);

    assert_eq!(inbox.retry(Some(&claimed.claim.event)).await.unwrap(), 1);
    let retried = claim_one(inbox).await;
    assert_eq!(
        (&retried.claim.event, retried.attempts),
        (&claimed.claim.event, 0)
    );
    assert_eq!(retried.content, claimed.content);
    let completion = complete(inbox, &retried, &INGESTED).await;
    assert_eq!(completion, Completion::Recorded);
}

pub async fn an_unprocessable_event_is_retried_as_its_body(inbox: &impl InboxAdmin) {
    enqueue(inbox, unprocessable_event("conv_1")).await;
    let id = only_entry(inbox).await.id;
    assert_eq!(inbox.retry(Some(&id)).await.unwrap(), 1);
    let raw = ClaimedContent::Raw(BODY.into());
    let claimed = claim_one(inbox).await;
    assert_eq!((&claimed.claim.event, claimed.attempts), (&id, 0));
    assert_eq!(claimed.content, raw);

    let again = EventOutcome::Unprocessable(unreadable());
    complete(inbox, &claimed, &again).await;
    let (entry, content) = inbox.show(&id).await.unwrap().unwrap();
    assert_eq!(entry.state, InboxState::Unprocessable);
    assert_eq!(content, Some(raw));
}

pub async fn all_failed_events_can_be_retried_at_once(inbox: &impl InboxAdmin) {
    process(inbox, call_event("conv_1"), &dead_letter()).await;
    let unprocessable = EventOutcome::Unprocessable(unreadable());
    process(inbox, call_event("conv_2"), &unprocessable).await;
    enqueue(inbox, unprocessable_event("conv_3")).await;
    assert_eq!(inbox.retry(None).await.unwrap(), 3);
    assert_eq!(inbox.retry(None).await.unwrap(), 0);
    let mut claimed = claim(inbox, &worker(), LONG).await;
    claimed.sort_by(|a, b| a.key.conversation.cmp(&b.key.conversation));
    let is_call: Vec<_> = claimed
        .iter()
        .map(|event| matches!(event.content, ClaimedContent::Call(_)))
        .collect();
    assert_eq!(is_call, [true, true, false]);
}

pub async fn a_waiting_event_can_be_retried_at_once_and_a_claimed_one_cannot(
    inbox: &impl InboxAdmin,
) {
    let wait = EventOutcome::Retry {
        after: Duration::from_hours(1),
        reason: "the key was rejected".to_owned(),
    };
    let waiting = process(inbox, call_event("conv_1"), &wait).await;
    assert_eq!(claim(inbox, &worker(), LONG).await, []);
    assert_eq!(inbox.retry(None).await.unwrap(), 1);
    let entry = only_entry(inbox).await;
    assert_eq!((entry.attempts, entry.reason), (0, None));
    // It has not failed since.
    assert_eq!(inbox.retry(None).await.unwrap(), 0);

    let claimed = claim_one(inbox).await;
    assert_eq!(claimed.claim.event, waiting.claim.event);
    complete(inbox, &claimed, &wait).await;
    let id = &waiting.claim.event;
    assert_eq!(inbox.retry(Some(id)).await.unwrap(), 1);
    let claimed = claim_one(inbox).await;
    assert_eq!(inbox.retry(Some(id)).await.unwrap(), 0);
    let completion = complete(inbox, &claimed, &INGESTED).await;
    assert_eq!(completion, Completion::Recorded);
}

pub async fn a_completed_event_cannot_be_retried(inbox: &impl InboxAdmin) {
    let ingested = process(inbox, call_event("conv_1"), &INGESTED).await;
    let skipped = process(inbox, call_event("conv_2"), &SKIPPED).await;
    for event in [ingested, skipped] {
        assert_eq!(inbox.retry(Some(&event.claim.event)).await.unwrap(), 0);
    }
    assert_eq!(inbox.retry(None).await.unwrap(), 0);
    assert_eq!(claim(inbox, &worker(), LONG).await, []);
}

pub async fn forgetting_a_caller_erases_only_their_events(inbox: &impl InboxAdmin) {
    let mine = [
        scoped_call_event(&robin(), "conv_1"),
        scoped_call_event(&with_agent(&robin(), "agent_garden"), "conv_2"),
    ];
    let others = [
        scoped_call_event(&sam(), "conv_3"),
        scoped_call_event(&in_project(&robin(), "other"), "conv_4"),
    ];
    process(inbox, mine[0].clone(), &dead_letter()).await;
    for event in mine.iter().skip(1).chain(&others) {
        enqueue(inbox, event.clone()).await;
    }
    let before = inbox.list(None, 10).await.unwrap();
    assert_eq!(forget(inbox, &robin()).await, 2);
    assert_eq!(forget(inbox, &robin()).await, 0);

    for entry in before {
        let shown = inbox.show(&entry.id).await.unwrap();
        let is_mine = mine.iter().any(|event| event.key == entry.key);
        if is_mine {
            let content = shown.and_then(|(_, content)| content);
            assert_eq!(content, None, "{entry:?}");
            assert_eq!(inbox.retry(Some(&entry.id)).await.unwrap(), 0);
        } else {
            assert_eq!(shown.unwrap().0, entry);
        }
    }
    assert!(!has_unprocessed(inbox, &robin()).await);
    assert!(has_unprocessed(inbox, &sam()).await);
    let mut claimed = claim(inbox, &worker(), LONG).await;
    claimed.sort_by(|a, b| a.key.conversation.cmp(&b.key.conversation));
    let keys: Vec<_> = claimed.iter().map(|event| &event.key).collect();
    assert_eq!(
        keys,
        others.iter().map(|event| &event.key).collect::<Vec<_>>()
    );
}

pub async fn an_event_that_is_claimed_while_its_caller_is_forgotten_is_lost_to_its_worker(
    inbox: &impl InboxAdmin,
) {
    enqueue(inbox, call_event("conv_1")).await;
    let claimed = claim_one(inbox).await;
    forget(inbox, &robin()).await;
    for outcome in [dead_letter(), INGESTED] {
        let completion = complete(inbox, &claimed, &outcome).await;
        assert_eq!(completion, Completion::ClaimLost);
    }
    let shown = inbox.show(&claimed.claim.event).await.unwrap();
    assert_eq!(shown.and_then(|(_, content)| content), None);
    assert_eq!(inbox.retry(None).await.unwrap(), 0);
    assert_eq!(claim(inbox, &worker(), LONG).await, []);
}

pub async fn later_events_of_a_forgotten_conversation_are_never_due(inbox: &impl InboxAdmin) {
    let event = call_event("conv_1");
    enqueue(inbox, event.clone()).await;
    forget(inbox, &robin()).await;

    let mut more_complete = event.clone();
    more_complete.key.body_sha256 = "1".repeat(64);
    for event in [event, more_complete] {
        enqueue(inbox, event).await;
        assert_eq!(inbox.next_due_at().await.unwrap(), None);
        assert_eq!(claim(inbox, &worker(), LONG).await, []);
        for entry in inbox.list(None, 10).await.unwrap() {
            assert_eq!(entry.content_bytes, None);
        }
    }
    let elsewhere = scoped_call_event(&in_project(&robin(), "other"), "conv_1");
    enqueue(inbox, elsewhere.clone()).await;
    assert_eq!(claim_one(inbox).await.key, elsewhere.key);
}

async fn forget(inbox: &impl InboxAdmin, scope: &Scope) -> usize {
    inbox.forget(&scope.project, &scope.caller).await.unwrap()
}

async fn has_unprocessed(inbox: &impl InboxAdmin, scope: &Scope) -> bool {
    inbox
        .has_unprocessed(&scope.project, &scope.caller)
        .await
        .unwrap()
}
