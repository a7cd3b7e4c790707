//! The latency that a caller would experience.

use std::{
    future::Future,
    time::{Duration, Instant},
};

use memories_domain::{CallerId, InvalidCallerId, Scope, ports::StoreError};

use super::check::Check;
use crate::{render, stores::Stores};

/// No caller has this id.
const PROBE_CALLER: &str = "doctor-of-agentic-memories";

/// A p95 above this share of the timeout is a warning.
const WARN_RATIO: f64 = 0.5;

pub(super) async fn check(stores: &Stores, samples: u16) -> Vec<Check> {
    let scope = match probe_scope() {
        Ok(scope) => scope,
        Err(error) => return vec![Check::fail("list", error.to_string(), "report a bug")],
    };
    let memories = stores.memories();
    let (scope, limit) = (&scope, stores.config.memory.search_limit);
    let timeout = stores.config.memory.timeout;
    let list = timed(samples, async || memories.load(scope).await.map(drop)).await;
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
            Ok(times) => rate(subject, &times, timeout),
            Err(error) => failed(subject, &error),
        })
        .collect()
}

fn probe_scope() -> Result<Scope, InvalidCallerId> {
    Ok(Scope::for_caller(CallerId::parse(PROBE_CALLER, None)?))
}

/// Sequential samples in ascending order.
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

fn rate(subject: &'static str, times: &[Duration], timeout: Duration) -> Check {
    let (median, slow) = (percentile(times, 50), percentile(times, 95));
    let message = format!(
        "p50 {}, p95 {} of {}",
        render::elapsed(median),
        render::elapsed(slow),
        times.len()
    );
    if slow > timeout.mul_f64(WARN_RATIO) {
        return Check::warn(
            subject,
            format!("{message}; the timeout is {} s", timeout.as_secs_f64()),
            "run the service closer to the store, raise MEMORY_TIMEOUT, or set ON_MEMORY_FAILURE=degrade",
        );
    }
    Check::ok(subject, message)
}

fn failed(subject: &'static str, error: &StoreError) -> Check {
    let remedy = if error.is_transient() {
        "try again later; meanwhile ON_MEMORY_FAILURE=degrade lets calls continue without memories"
    } else {
        "fix the cause that it reports"
    };
    Check::fail(subject, error.to_string(), remedy)
}

/// By the nearest-rank method.
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
    fn percentiles_use_the_nearest_rank() {
        let times = millis(1..=20);
        assert_eq!(percentile(&times, 50), Duration::from_millis(10));
        assert_eq!(percentile(&times, 95), Duration::from_millis(19));
        assert_eq!(percentile(&millis([7]), 95), Duration::from_millis(7));
    }

    #[test]
    fn a_store_that_uses_most_of_the_timeout_is_a_warning() {
        let status = |time| {
            let found = rate("list", &millis([time]), Duration::from_secs(1));
            serde_json::to_value(found).unwrap()["status"].clone()
        };
        assert_eq!(status(500), "ok");
        assert_eq!(status(501), "warn");
    }
}
