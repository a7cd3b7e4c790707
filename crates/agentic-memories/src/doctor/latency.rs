//! How long a caller would wait.

use std::{
    future::Future,
    time::{Duration, Instant},
};

use memories_domain::{CallerId, InvalidCallerId, Scope, StoreError};

use super::finding::Finding;
use crate::{render, stored::Stored};

/// Nobody rings under this name.
const NOBODY: &str = "doctor-of-agentic-memories";

/// An answer that takes more than this share of its time will be late one day.
const COMFORTABLE: f64 = 0.5;

pub(super) async fn examine(stored: &Stored, samples: u16) -> Vec<Finding> {
    let scope = match nobody() {
        Ok(scope) => scope,
        Err(error) => return vec![Finding::wrong("list", error.to_string(), "report a defect")],
    };
    let memories = stored.memories();
    let (scope, limit) = (&scope, stored.config.memory.search_limit);
    let patience = stored.config.memory.timeout;
    let list = timed(samples, async || memories.recall(scope).await.map(drop)).await;
    if let Err(error) = list {
        return vec![failed("list", &error)];
    }
    let search = timed(samples, async || {
        let found = memories.search(scope, "preferred time", limit);
        found.await.map(drop)
    })
    .await;
    [("list", list), ("search", search)]
        .into_iter()
        .map(|(subject, times)| match times {
            Ok(times) => judged(subject, &times, patience),
            Err(error) => failed(subject, &error),
        })
        .collect()
}

fn nobody() -> Result<Scope, InvalidCallerId> {
    Ok(Scope {
        caller: CallerId::parse(NOBODY, None)?,
        agent: None,
    })
}

/// The times of so many in a row, shortest first.
async fn timed<W>(samples: u16, work: impl Fn() -> W) -> Result<Vec<Duration>, StoreError>
where
    W: Future<Output = Result<(), StoreError>>,
{
    let mut times = Vec::with_capacity(samples.into());
    for _ in 0..samples {
        let started = Instant::now();
        work().await?;
        times.push(started.elapsed());
    }
    times.sort_unstable();
    Ok(times)
}

fn judged(subject: &'static str, times: &[Duration], patience: Duration) -> Finding {
    let (median, slow) = (percentile(times, 50), percentile(times, 95));
    let says = format!(
        "p50 {}, p95 {} of {}",
        render::took(median),
        render::took(slow),
        times.len()
    );
    if slow > patience.mul_f64(COMFORTABLE) {
        return Finding::advice(
            subject,
            format!("{says}; a call gets {} s", patience.as_secs_f64()),
            "run the service nearer to the store, raise MEM0_TIMEOUT, or set ON_MEMORY_FAILURE=degrade",
        );
    }
    Finding::good(subject, says)
}

fn failed(subject: &'static str, error: &StoreError) -> Finding {
    let remedy = if error.is_transient() {
        "try again later; until then ON_MEMORY_FAILURE=degrade lets calls go on"
    } else {
        "correct what it names"
    };
    Finding::wrong(subject, error.to_string(), remedy)
}

/// The nearest rank: the least time that so many of a hundred do not exceed.
fn percentile(sorted: &[Duration], percent: usize) -> Duration {
    let rank = (sorted.len() * percent).div_ceil(100);
    let at = sorted.get(rank.saturating_sub(1));
    at.copied().unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn millis(times: impl IntoIterator<Item = u64>) -> Vec<Duration> {
        times.into_iter().map(Duration::from_millis).collect()
    }

    #[test]
    fn percentiles_are_the_nearest_rank() {
        let times = millis(1..=20);
        assert_eq!(percentile(&times, 50), Duration::from_millis(10));
        assert_eq!(percentile(&times, 95), Duration::from_millis(19));
        assert_eq!(percentile(&millis([7]), 95), Duration::from_millis(7));
    }

    #[test]
    fn a_store_that_takes_most_of_the_time_there_is_gets_advice() {
        let verdict = |time| {
            let found = judged("list", &millis([time]), Duration::from_secs(1));
            serde_json::to_value(found).unwrap()["verdict"].clone()
        };
        assert_eq!(verdict(500), "good");
        assert_eq!(verdict(501), "advice");
    }
}
