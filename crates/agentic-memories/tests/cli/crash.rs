use std::collections::{BTreeMap, BTreeSet};

use super::{
    finished_call::{CONCURRENT_DELIVERIES, FinishedCall, HMAC_KEY, deliver},
    sandbox::{Sandbox, Service},
};

const KILLS: usize = 5;
/// Acknowledgements after which the process is killed.
const KILL_AFTER: usize = 50;

/// The texts of all memories by conversation.
fn memories_by_conversation(sandbox: &Sandbox, caller: &str) -> BTreeMap<String, Vec<String>> {
    let mut by_conversation = BTreeMap::<String, Vec<String>>::new();
    let memories = sandbox
        .run(&["memories", "list", "--caller", caller, "--json"])
        .json();
    for memory in memories.as_array().unwrap() {
        let conversation = memory["source"]["conversation_id"].as_str().unwrap();
        let conversation = conversation.strip_prefix("elevenlabs:").unwrap().to_owned();
        let text = memory["text"].as_str().unwrap().to_owned();
        by_conversation.entry(conversation).or_default().push(text);
    }
    for texts in by_conversation.values_mut() {
        texts.sort();
    }
    by_conversation
}

fn call_count(sandbox: &Sandbox, service: &Service, caller: &str) -> u64 {
    let ring = sandbox
        .run(&["call", "ring", "--url", &service.url, "--caller", caller])
        .json();
    ring["dynamic_variables"]["call_count"].as_u64().unwrap()
}

#[tokio::test(flavor = "multi_thread")]
async fn every_acknowledged_call_is_ingested_once_however_often_the_process_is_killed() {
    let sandbox = Sandbox::new().with("ELEVENLABS_HMAC_KEY", HMAC_KEY);
    let mut acknowledged = BTreeSet::new();
    let mut unacknowledged = Vec::new();
    let mut numbers = 0..;
    for _ in 0..KILLS {
        // ElevenLabs delivers an unacknowledged event again.
        let new = numbers
            .by_ref()
            .take(KILL_AFTER + CONCURRENT_DELIVERIES)
            .map(FinishedCall);
        let calls: Vec<FinishedCall> = unacknowledged.drain(..).chain(new).collect();
        let mut service = sandbox.serve();
        let url = service.url.clone();
        let now_acknowledged = deliver(&url, &calls, KILL_AFTER, || service.kill()).await;
        assert!(
            now_acknowledged.len() >= KILL_AFTER,
            "the process was not killed in mid-stream"
        );
        unacknowledged = calls
            .into_iter()
            .filter(|call| !now_acknowledged.contains(call))
            .collect();
        assert!(
            !unacknowledged.is_empty(),
            "the process was killed after the stream"
        );
        acknowledged.extend(now_acknowledged);
    }

    let service = sandbox.serve();
    sandbox.wait_until_processed();
    for caller in FinishedCall::callers() {
        let ingested = memories_by_conversation(&sandbox, caller);
        for call in acknowledged.iter().filter(|call| call.caller() == caller) {
            assert_eq!(
                ingested.get(&call.conversation()),
                Some(&call.memories()),
                "{call:?}"
            );
        }
        // An unacknowledged call may have been stored, but neither in part nor twice.
        for call in unacknowledged.iter().filter(|call| call.caller() == caller) {
            let texts = ingested.get(&call.conversation());
            assert!(
                texts.is_none_or(|texts| *texts == call.memories()),
                "{call:?}"
            );
        }
        assert_eq!(
            call_count(&sandbox, &service, caller),
            ingested.len() as u64
        );
    }
}
