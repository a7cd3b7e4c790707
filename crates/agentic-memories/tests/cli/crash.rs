use std::collections::{BTreeMap, BTreeSet};

use futures::{StreamExt, stream};

use super::{
    finished_call::{FinishedCall, HMAC_KEY, client},
    sandbox::{Sandbox, Service},
};

/// How often the process is killed.
const KILLS: usize = 5;
/// Calls that are delivered at the same time.
const AT_ONCE: usize = 16;
/// Acknowledgements after which the process is killed.
const KILL_AFTER: usize = 50;

/// Delivers calls until the process is killed, and some in vain after that;
/// returns those that were acknowledged.
async fn killed_in_mid_stream(
    service: &mut Service,
    calls: &[FinishedCall],
) -> BTreeSet<FinishedCall> {
    let (client, url) = (client(), service.url.clone());
    let mut deliveries = stream::iter(calls.iter().copied())
        .map(|call| {
            let (client, url) = (&client, &url);
            async move { (call, call.deliver(client, url).await) }
        })
        .buffer_unordered(AT_ONCE);
    let mut acknowledged = BTreeSet::new();
    while let Some((call, was_acknowledged)) = deliveries.next().await {
        if was_acknowledged {
            acknowledged.insert(call);
            if acknowledged.len() == KILL_AFTER {
                service.kill();
            }
        }
    }
    acknowledged
}

/// The words of every memory by conversation, as the operator sees them.
fn learned(sandbox: &Sandbox, caller: &str) -> BTreeMap<String, Vec<String>> {
    let mut by_conversation = BTreeMap::<String, Vec<String>>::new();
    let memories = sandbox
        .run(&["memories", "list", "--caller", caller, "--json"])
        .json();
    for memory in memories.as_array().unwrap() {
        let conversation = memory["source"]["conversation_id"]
            .as_str()
            .unwrap()
            .to_owned();
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
async fn whatever_was_acknowledged_is_there_once_however_often_the_process_is_killed() {
    let sandbox = Sandbox::new().with("ELEVENLABS_HMAC_KEY", HMAC_KEY);
    let mut acknowledged = BTreeSet::new();
    let mut unanswered = Vec::new();
    let mut numbers = 0..;
    for _ in 0..KILLS {
        // What got no answer is delivered again, as the platform does.
        let new = numbers
            .by_ref()
            .take(KILL_AFTER + AT_ONCE)
            .map(FinishedCall);
        let calls: Vec<FinishedCall> = unanswered.drain(..).chain(new).collect();
        let mut service = sandbox.serve();
        let now_acknowledged = killed_in_mid_stream(&mut service, &calls).await;
        assert!(
            now_acknowledged.len() >= KILL_AFTER,
            "the process was not killed in mid-stream"
        );
        unanswered = calls
            .into_iter()
            .filter(|call| !now_acknowledged.contains(call))
            .collect();
        assert!(
            !unanswered.is_empty(),
            "the process was killed after the stream"
        );
        acknowledged.extend(now_acknowledged);
    }

    let service = sandbox.serve();
    sandbox.wait_until_all_is_learned();
    for caller in FinishedCall::callers() {
        let learned = learned(&sandbox, caller);
        for call in acknowledged.iter().filter(|call| call.caller() == caller) {
            assert_eq!(
                learned.get(&call.conversation()),
                Some(&call.memories()),
                "{call:?}"
            );
        }
        // A call that got no answer may have been kept, but never in part or twice.
        for call in unanswered.iter().filter(|call| call.caller() == caller) {
            let texts = learned.get(&call.conversation());
            assert!(
                texts.is_none_or(|texts| *texts == call.memories()),
                "{call:?}"
            );
        }
        assert_eq!(call_count(&sandbox, &service, caller), learned.len() as u64);
    }
}
