use memories_domain::{
    CallPart, Completeness, ProjectId,
    ports::{BeginOutcome, EventSink, IdempotencyLedger, InboxAdmin, InboxState, PartKey},
};

use super::{caller, conversation, event, open, second};

#[tokio::test]
async fn the_ledger_counts_a_closed_conversation_as_added_in_its_project_only() {
    let (store, _clock, _directory) = open(0);
    let scope = caller(0);
    store.enqueue(event("conv_1", scope.clone())).await.unwrap();
    let forgotten = InboxAdmin::forget(&store, &scope.project, &scope.caller).await;
    assert_eq!(forgotten.unwrap(), 1);
    for part in CallPart::ALL {
        let mut key = PartKey {
            project: scope.project.clone(),
            conversation: conversation("conv_1"),
            part,
        };
        let completeness = Completeness::from_u64(7);
        let begun = store.begin(&key, completeness, second(0)).await.unwrap();
        assert_eq!(begun, BeginOutcome::Done, "{part:?}");
        key.project = ProjectId::parse("other").unwrap();
        let begun = store.begin(&key, completeness, second(0)).await.unwrap();
        assert_eq!(begun, BeginOutcome::New, "{part:?}");
    }
}

#[tokio::test]
async fn an_event_of_a_conversation_that_the_ledger_closed_is_recorded_without_content() {
    let (store, _clock, _directory) = open(0);
    let scope = caller(0);
    // As a remote store does when it erases the caller of an ingested conversation.
    let closed = conversation("conv_1");
    store.close(&scope.project, &closed).await.unwrap();
    store.enqueue(event("conv_1", scope)).await.unwrap();
    let entries = store.list(None, 10).await.unwrap();
    assert_eq!(entries.len(), 1);
    assert_eq!(entries[0].state, InboxState::Skipped);
    assert_eq!(entries[0].content_bytes, None);
}
