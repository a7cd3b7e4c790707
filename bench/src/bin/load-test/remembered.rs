use std::{
    collections::{BTreeMap, BTreeSet},
    time::{Duration, Instant},
};

use futures::{StreamExt, stream};
use serde::Deserialize;
use tokio::time::sleep;

use crate::{caller::CallNumber, lines::Lines};

/// How often it is looked again for those that were not.
const LOOK_EVERY: Duration = Duration::from_millis(100);
/// Callers who are looked at in the same moment.
const AT_ONCE: usize = 16;

/// Rings every caller until all acknowledged calls are among what is known of
/// them, or patience ends; returns how many are not.
pub(crate) async fn missing(
    lines: &Lines,
    acknowledged: &[CallNumber],
    patience: Duration,
) -> usize {
    let mut missing = BTreeMap::<String, BTreeSet<CallNumber>>::new();
    for call in acknowledged {
        let caller = lines.cast().caller(*call);
        missing.entry(caller).or_default().insert(*call);
    }
    let began = Instant::now();
    loop {
        missing = stream::iter(missing)
            .map(|(caller, calls)| async {
                let calls = still_missing(lines, calls).await;
                (caller, calls)
            })
            .buffer_unordered(AT_ONCE)
            .filter(|(_, calls)| std::future::ready(!calls.is_empty()))
            .collect()
            .await;
        if missing.is_empty() || began.elapsed() > patience {
            return missing.values().map(BTreeSet::len).sum();
        }
        sleep(LOOK_EVERY).await;
    }
}

/// Those of one caller's calls that left no memory. A ring without an answer
/// shows none.
async fn still_missing(lines: &Lines, mut calls: BTreeSet<CallNumber>) -> BTreeSet<CallNumber> {
    if let Some(first) = calls.first().copied() {
        let body = lines.cast().ring(first);
        if let Ok(answer) = lines.platform().ring(&body).await {
            let known = conversations(&answer.body);
            calls.retain(|call| !known.contains(&lines.cast().conversation(*call)));
        }
    }
    calls
}

/// The conversations that a ring's memories come from.
fn conversations(ring: &[u8]) -> BTreeSet<String> {
    #[derive(Deserialize)]
    struct Ring {
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
    serde_json::from_slice(ring)
        .map(|ring: Ring| {
            let memories = ring.memories.into_iter();
            memories
                .filter_map(|memory| memory.metadata.conversation_id)
                .collect()
        })
        .unwrap_or_default()
}
