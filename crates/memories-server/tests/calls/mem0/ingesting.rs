//! `POST /post-call`.

use std::time::{Duration, Instant};

use jiff::SignedDuration;
use mem0_server::{Failure, Fault};
use memories_domain::ports::{InboxAdmin, InboxState};
use rstest::rstest;
use serde_json::{Value, json};

use super::{ADD, Mem0};
use crate::service::{AGENT, ROBIN, call, texts};

fn boiler_call() -> Value {
    let said = [
        ("agent", "What is wrong with the boiler?"),
        ("user", "The Brightflame whistles every morning."),
    ];
    let mut event = call("conv_boiler", ROBIN, &said);
    event["data"]["analysis"]["data_collection_results"] = json!({
        "caller_first_name": {"data_collection_id": "caller_first_name", "value": "Robin"},
        "has_dog": {"data_collection_id": "has_dog", "value": true},
    });
    event["data"]["analysis"]["evaluation_criteria_results"] = json!({
        "booked": {"criteria_id": "booked", "result": "success", "rationale": "An engineer was booked."},
    });
    event
}

/// Asserts that each memory of the call was added once; the order of facts does not matter.
fn assert_added_once(mem0: &Mem0) {
    let adds = mem0.adds();
    let count = |kind: &str| {
        let adds = adds.iter().filter(|add| add["metadata"]["type"] == kind);
        adds.count()
    };
    let counts = ["profile", "factual", "semantic"].map(count);
    assert_eq!(counts, [2, 1, 1]);
}

async fn assert_stored_once(mem0: &Mem0) {
    let reply = mem0.service.ring(ROBIN).await;
    let mut stored = texts(&reply["memories"]);
    stored.sort_unstable();
    assert_eq!(
        stored,
        [
            "Summary of conv_boiler.\nAn engineer was booked.",
            "The Brightflame whistles every morning.",
            "What is wrong with the boiler?",
            "caller first name: Robin",
            "has dog: yes",
        ]
    );
    let variables = &reply["dynamic_variables"];
    assert_eq!(variables["caller_first_name"], "Robin");
    assert_eq!(variables["has_dog"], true);
    assert_eq!(variables["call_count"], 1);
}

#[tokio::test]
async fn a_finished_call_becomes_an_add_for_each_fact_one_for_the_summary_and_one_for_the_turns() {
    let mem0 = Mem0::start().await;
    let event = boiler_call();
    mem0.service.hang_up(&event).await;
    assert_eq!(
        mem0.service.processed().await[0].state,
        InboxState::Ingested
    );

    let adds = mem0.adds();
    assert_eq!(adds.len(), 4);
    for add in &adds {
        assert_eq!(add["user_id"], ROBIN);
        assert_eq!(add.get("agent_id"), None, "{add}");
        assert_eq!(add["metadata"]["agent_id"], AGENT);
        assert_eq!(add["metadata"]["conversation_id"], "conv_boiler");
        assert_eq!(add["metadata"]["call_duration"], 60);
        assert!(add["metadata"]["timestamp"].is_string());
    }
    let (facts, parts) = adds.split_at(2);
    for fact in facts {
        assert_eq!(fact["infer"], false);
        assert_eq!(fact["metadata"]["type"], "profile");
    }
    assert_eq!(parts[0]["metadata"]["type"], "factual");
    assert_eq!(
        parts[0]["messages"],
        json!([{"role": "assistant", "content": "Summary of conv_boiler.\nAn engineer was booked."}])
    );
    assert_eq!(parts[1]["metadata"]["type"], "semantic");
    assert_eq!(
        parts[1]["messages"],
        json!([
            {"role": "assistant", "content": "What is wrong with the boiler?"},
            {"role": "user", "content": "The Brightflame whistles every morning."},
        ])
    );
    assert_stored_once(&mem0).await;
}

#[tokio::test]
async fn a_call_that_is_delivered_twice_is_sent_once() {
    let mem0 = Mem0::start().await;
    for _ in 0..2 {
        mem0.service.hang_up(&boiler_call()).await;
        mem0.service.processed().await;
    }
    assert_added_once(&mem0);
    assert_stored_once(&mem0).await;
}

/// The platform applied the add, and the response came too late or not at all.
#[rstest]
#[case::late(Failure::Slow(Duration::from_mins(1)))]
#[case::reset(Failure::Reset)]
#[case::gateway(Failure::Status(504))]
#[tokio::test]
async fn an_add_whose_response_is_lost_is_applied_once(
    #[case] failure: Failure,
    #[values(0, 2, 3)] earlier_adds: u32,
) {
    let mem0 = Mem0::start().await;
    if earlier_adds > 0 {
        let fine = Fault::new(Failure::Slow(Duration::ZERO));
        mem0.server.plan(fine.on(ADD).times(earlier_adds));
    }
    let lost = Fault::new(failure).on(ADD).times(1).after_processing();
    mem0.server.plan(lost);
    mem0.service.hang_up(&boiler_call()).await;
    let entry = mem0.service.processed().await.remove(0);
    assert_eq!(entry.state, InboxState::Ingested);
    assert_added_once(&mem0);
    assert_stored_once(&mem0).await;
}

#[tokio::test]
async fn an_add_rejected_with_429_is_retried_after_the_time_the_platform_asked_for() {
    let mem0 = Mem0::start().await;
    let wait = Duration::from_secs(4);
    let rejection = Failure::TooManyRequests(wait.as_secs());
    mem0.server.plan(Fault::new(rejection).on(ADD).times(1));
    let started = Instant::now();
    mem0.service.hang_up(&boiler_call()).await;
    let entry = mem0.service.processed().await.remove(0);
    assert_eq!(entry.state, InboxState::Ingested);
    assert!(started.elapsed() >= wait, "{:?}", started.elapsed());
    assert_eq!(mem0.adds().len(), 5, "one of them was rejected");
    assert_stored_once(&mem0).await;
}

#[tokio::test]
async fn a_call_that_ends_while_the_platform_is_down_is_ingested_when_it_is_back() {
    let mem0 = Mem0::start().await;
    mem0.server.plan(Fault::new(Failure::Status(503)));
    mem0.service.hang_up(&boiler_call()).await;
    mem0.service
        .until(|entries| (entries.first()?.attempts > 0).then_some(()))
        .await;
    mem0.server.clear_faults();
    let entry = mem0.service.processed().await.remove(0);
    assert_eq!(entry.state, InboxState::Ingested);
    assert_stored_once(&mem0).await;
}

#[rstest]
#[case::a_key_that_was_changed(401, "MEM0_API_KEY")]
#[case::a_limit_of_the_plan(413, "limit")]
#[tokio::test]
async fn a_call_that_the_platform_rejects_waits_until_the_operator_has_changed_the_cause(
    #[case] status: u16,
    #[case] setting: &str,
) {
    let mem0 = Mem0::start().await;
    mem0.server
        .plan(Fault::new(Failure::Status(status)).on(ADD));
    mem0.service.hang_up(&boiler_call()).await;
    let entry = mem0
        .service
        .until(|entries| entries.iter().find(|entry| entry.attempts > 0).cloned())
        .await;
    assert_eq!(entry.state, InboxState::Pending);
    let reason = entry.reason.unwrap();
    assert!(reason.contains(setting), "{reason}");
    let wait = entry
        .next_attempt_at
        .unwrap()
        .duration_since(entry.received_at);
    assert!(wait >= SignedDuration::from_mins(1), "{wait}");

    mem0.server.clear_faults();
    assert_eq!(mem0.service.store.retry(None).await.unwrap(), 1);
    let entry = mem0.service.processed().await.remove(0);
    assert_eq!(entry.state, InboxState::Ingested);
    assert_stored_once(&mem0).await;
}
