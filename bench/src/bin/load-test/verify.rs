use std::{
    collections::{BTreeMap, BTreeSet},
    time::{Duration, Instant},
};

use futures::{StreamExt, stream};
use serde::Deserialize;
use tokio::time::sleep;

use crate::{caller_pool::CallNumber, load_generator::LoadGenerator};

const POLL_INTERVAL: Duration = Duration::from_millis(100);
const CONCURRENCY: usize = 16;

/// Requests the data of every caller until it contains all acknowledged calls or the
/// timeout expires; returns the number of missing calls.
pub(crate) async fn missing_calls(
    generator: &LoadGenerator,
    acknowledged: &[CallNumber],
    timeout: Duration,
) -> usize {
    let mut missing = BTreeMap::<String, BTreeSet<CallNumber>>::new();
    for call in acknowledged {
        let caller = generator.callers().caller(*call);
        missing.entry(caller).or_default().insert(*call);
    }
    let start = Instant::now();
    loop {
        missing = stream::iter(missing)
            .map(|(caller, calls)| async {
                let calls = still_missing(generator, calls).await;
                (caller, calls)
            })
            .buffer_unordered(CONCURRENCY)
            .filter(|(_, calls)| std::future::ready(!calls.is_empty()))
            .collect()
            .await;
        if missing.is_empty() || start.elapsed() > timeout {
            return missing.values().map(BTreeSet::len).sum();
        }
        sleep(POLL_INTERVAL).await;
    }
}

/// The calls of one caller that left no memory; all of them if the request fails.
async fn still_missing(
    generator: &LoadGenerator,
    mut calls: BTreeSet<CallNumber>,
) -> BTreeSet<CallNumber> {
    if let Some(first) = calls.first().copied() {
        let body = generator.callers().client_data(first);
        if let Ok(response) = generator.client().client_data(&body).await {
            let stored = conversations(&response.body);
            calls.retain(|call| !stored.contains(&generator.callers().conversation(*call)));
        }
    }
    calls
}

/// The conversations of the memories in a reply to `/client-data`.
fn conversations(body: &[u8]) -> BTreeSet<String> {
    #[derive(Deserialize)]
    struct ClientData {
        memories: Vec<Memory>,
    }
    #[derive(Deserialize)]
    struct Memory {
        metadata: Metadata,
    }
    #[derive(Deserialize)]
    struct Metadata {
        conversation_id: Option<String>,
    }
    serde_json::from_slice(body)
        .map(|reply: ClientData| {
            let memories = reply.memories.into_iter();
            memories
                .filter_map(|memory| memory.metadata.conversation_id)
                .collect()
        })
        .unwrap_or_default()
}
