//! Behaviours of an [`IdempotencyLedger`].

use std::time::Duration;

use futures::future::join_all;
use jiff::Timestamp;
use memories_domain::{
    CallPart, Completeness, ProjectId,
    ports::{BeginOutcome, IdempotencyLedger, PartKey},
};

use crate::fixtures::{conversation, day};

const LESS_COMPLETE: Completeness = Completeness::from_u64(10);
const EVENT: Completeness = Completeness::from_u64(20);
const MORE_COMPLETE: Completeness = Completeness::from_u64(30);
const MOST_COMPLETE: Completeness = Completeness::from_u64(40);

fn part() -> PartKey {
    PartKey {
        project: ProjectId::default(),
        conversation: conversation("conv_1"),
        part: CallPart::Semantic,
    }
}

fn noon() -> Timestamp {
    day(1)
}

async fn begin(ledger: &impl IdempotencyLedger, completeness: Completeness) -> BeginOutcome {
    ledger.begin(&part(), completeness, noon()).await.unwrap()
}

async fn complete(ledger: &impl IdempotencyLedger) {
    ledger.complete(&part()).await.unwrap();
}

async fn abort(ledger: &impl IdempotencyLedger) {
    ledger.abort(&part()).await.unwrap();
}

pub async fn a_part_is_new_then_unfinished_then_done(ledger: &impl IdempotencyLedger) {
    let later = noon() + Duration::from_mins(5);
    assert_eq!(begin(ledger, EVENT).await, BeginOutcome::New);
    for _ in 0..2 {
        assert_eq!(
            ledger.begin(&part(), EVENT, later).await.unwrap(),
            BeginOutcome::Unfinished {
                since: noon(),
                completeness: EVENT
            }
        );
    }
    complete(ledger).await;
    assert_eq!(begin(ledger, EVENT).await, BeginOutcome::Done);
}

pub async fn a_less_complete_or_equal_event_after_completion_is_done(
    ledger: &impl IdempotencyLedger,
) {
    begin(ledger, EVENT).await;
    complete(ledger).await;
    for completeness in [EVENT, LESS_COMPLETE, EVENT] {
        assert_eq!(begin(ledger, completeness).await, BeginOutcome::Done);
    }
}

pub async fn a_more_complete_event_after_completion_supersedes_it(ledger: &impl IdempotencyLedger) {
    begin(ledger, EVENT).await;
    complete(ledger).await;
    assert_eq!(begin(ledger, MORE_COMPLETE).await, BeginOutcome::Supersedes);
    assert_eq!(
        begin(ledger, MORE_COMPLETE).await,
        BeginOutcome::Unfinished {
            since: noon(),
            completeness: MORE_COMPLETE
        }
    );
    complete(ledger).await;
    for completeness in [MORE_COMPLETE, EVENT] {
        assert_eq!(begin(ledger, completeness).await, BeginOutcome::Done);
    }
    assert_eq!(begin(ledger, MOST_COMPLETE).await, BeginOutcome::Supersedes);
}

pub async fn an_unfinished_attempt_blocks_a_more_complete_event(ledger: &impl IdempotencyLedger) {
    begin(ledger, EVENT).await;
    for completeness in [MORE_COMPLETE, LESS_COMPLETE] {
        assert_eq!(
            begin(ledger, completeness).await,
            BeginOutcome::Unfinished {
                since: noon(),
                completeness: EVENT
            }
        );
    }
    complete(ledger).await;
    assert_eq!(begin(ledger, MORE_COMPLETE).await, BeginOutcome::Supersedes);
}

pub async fn a_replacement_in_progress_does_not_hide_the_completion(
    ledger: &impl IdempotencyLedger,
) {
    begin(ledger, EVENT).await;
    complete(ledger).await;
    begin(ledger, MOST_COMPLETE).await;
    for completeness in [LESS_COMPLETE, EVENT] {
        assert_eq!(begin(ledger, completeness).await, BeginOutcome::Done);
    }
    assert_eq!(
        begin(ledger, MORE_COMPLETE).await,
        BeginOutcome::Unfinished {
            since: noon(),
            completeness: MOST_COMPLETE
        }
    );
}

pub async fn an_aborted_attempt_is_new_again(ledger: &impl IdempotencyLedger) {
    begin(ledger, EVENT).await;
    abort(ledger).await;
    assert_eq!(begin(ledger, LESS_COMPLETE).await, BeginOutcome::New);
}

pub async fn an_aborted_attempt_keeps_an_earlier_completion(ledger: &impl IdempotencyLedger) {
    begin(ledger, EVENT).await;
    complete(ledger).await;
    begin(ledger, MORE_COMPLETE).await;
    abort(ledger).await;
    for completeness in [LESS_COMPLETE, EVENT] {
        assert_eq!(begin(ledger, completeness).await, BeginOutcome::Done);
    }
    assert_eq!(begin(ledger, MORE_COMPLETE).await, BeginOutcome::Supersedes);
}

pub async fn aborting_after_completion_changes_nothing(ledger: &impl IdempotencyLedger) {
    begin(ledger, EVENT).await;
    complete(ledger).await;
    abort(ledger).await;
    assert_eq!(begin(ledger, EVENT).await, BeginOutcome::Done);
    assert_eq!(begin(ledger, MORE_COMPLETE).await, BeginOutcome::Supersedes);
}

pub async fn finishing_without_an_attempt_changes_nothing(ledger: &impl IdempotencyLedger) {
    abort(ledger).await;
    complete(ledger).await;
    assert_eq!(begin(ledger, EVENT).await, BeginOutcome::New);
}

pub async fn parts_conversations_and_projects_are_independent(ledger: &impl IdempotencyLedger) {
    for project in ["default", "other"] {
        for conversation_id in ["conv_1", "conv_2"] {
            for part in CallPart::ALL {
                let key = PartKey {
                    project: ProjectId::parse(project).unwrap(),
                    conversation: conversation(conversation_id),
                    part,
                };
                let begun = ledger.begin(&key, EVENT, noon()).await.unwrap();
                assert_eq!(begun, BeginOutcome::New, "{key:?}");
                ledger.complete(&key).await.unwrap();
            }
        }
    }
}

pub async fn of_concurrent_attempts_one_begins(ledger: &impl IdempotencyLedger) {
    let outcomes = join_all((0..10).map(|_| begin(ledger, EVENT))).await;
    let (begun, blocked): (Vec<_>, Vec<_>) = outcomes
        .into_iter()
        .partition(|&outcome| outcome == BeginOutcome::New);
    assert_eq!((begun.len(), blocked.len()), (1, 9));
    let unfinished = |outcome: &BeginOutcome| matches!(outcome, BeginOutcome::Unfinished { .. });
    assert!(blocked.iter().all(unfinished), "{blocked:?}");
}

pub async fn every_part_of_a_closed_conversation_is_done(ledger: &impl IdempotencyLedger) {
    let key = |conversation_id, part| PartKey {
        conversation: conversation(conversation_id),
        part,
        ..self::part()
    };
    // One part is complete, one unfinished and one new.
    for part in [CallPart::Profile, CallPart::Factual] {
        ledger
            .begin(&key("conv_1", part), EVENT, noon())
            .await
            .unwrap();
    }
    ledger
        .complete(&key("conv_1", CallPart::Profile))
        .await
        .unwrap();
    let closed = part();
    ledger
        .close(&closed.project, &closed.conversation)
        .await
        .unwrap();
    // The attempt ends after the caller was erased.
    ledger
        .complete(&key("conv_1", CallPart::Factual))
        .await
        .unwrap();
    for part in CallPart::ALL {
        let begun = ledger
            .begin(&key("conv_1", part), MOST_COMPLETE, noon())
            .await
            .unwrap();
        assert_eq!(begun, BeginOutcome::Done, "{part:?}");
        let begun = ledger
            .begin(&key("conv_2", part), EVENT, noon())
            .await
            .unwrap();
        assert_eq!(begun, BeginOutcome::New, "another conversation: {part:?}");
    }
    let elsewhere = PartKey {
        project: ProjectId::parse("other").unwrap(),
        ..part()
    };
    let begun = ledger.begin(&elsewhere, EVENT, noon()).await.unwrap();
    assert_eq!(begun, BeginOutcome::New, "another project");
}
