use std::{
    ops::Range,
    sync::{
        Arc,
        atomic::{AtomicU64, Ordering},
    },
    time::{Duration, Instant},
};

use anyhow::{Context, Result};
use jiff::Timestamp;
use reqwest::header::HeaderValue;
use serde::Deserialize;
use tokio::{task::JoinSet, time::sleep_until};

use crate::{
    caller_pool::{CallNumber, CallerPool},
    elevenlabs_client::ElevenLabsClient,
    report::{Endpoint, LatencyReport},
};

/// Runs calls with a fixed number of concurrent workers.
#[derive(Clone)]
pub(crate) struct LoadGenerator {
    client: Arc<ElevenLabsClient>,
    callers: Arc<CallerPool>,
    concurrency: u64,
    searches: u64,
}

/// The arrival model of calls.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Arrival {
    /// Closed model: each worker starts its next call when the previous one ends.
    Closed,
    /// Open model: calls start at a constant interval, regardless of earlier calls.
    Open(Duration),
}

/// The calls to run.
#[derive(Debug, Clone)]
pub(crate) struct Workload {
    pub(crate) calls: Range<u64>,
    pub(crate) arrival: Arrival,
    /// No call starts after this time.
    pub(crate) end: Instant,
}

impl LoadGenerator {
    pub(crate) fn new(
        client: ElevenLabsClient,
        callers: CallerPool,
        concurrency: u64,
        searches: u64,
    ) -> Self {
        Self {
            client: Arc::new(client),
            callers: Arc::new(callers),
            concurrency,
            searches,
        }
    }

    pub(crate) fn callers(&self) -> &CallerPool {
        &self.callers
    }

    pub(crate) fn client(&self) -> &ElevenLabsClient {
        &self.client
    }

    /// Runs all calls of a workload.
    pub(crate) async fn run(&self, workload: Workload) -> Result<LatencyReport> {
        let schedule = Arc::new(Schedule::start(workload));
        let mut workers = JoinSet::new();
        for _ in 0..self.concurrency {
            workers.spawn(self.clone().work(Arc::clone(&schedule)));
        }
        let mut total = LatencyReport::new()?;
        while let Some(report) = workers.join_next().await {
            total.add(report.context("a worker panicked")??)?;
        }
        total.finish(schedule.start.elapsed());
        Ok(total)
    }

    async fn work(self, schedule: Arc<Schedule>) -> Result<LatencyReport> {
        let mut report = LatencyReport::new()?;
        while let Some((call, due)) = schedule.next().await {
            self.call(call, due, &mut report).await?;
        }
        Ok(report)
    }

    /// Runs one call. Latency is measured from `due`, even if no worker was free then
    /// (no coordinated omission).
    async fn call(&self, call: CallNumber, due: Instant, report: &mut LatencyReport) -> Result<()> {
        report.start_call();
        let queued = due.elapsed();
        let result = self
            .client
            .client_data(&self.callers.client_data(call))
            .await;
        let result = result.map(|mut response| {
            response.latency += queued;
            response
        });
        let Some(client_data) = report.record(Endpoint::ClientData, result)? else {
            // ElevenLabs drops the call if this request fails.
            return Ok(());
        };
        let token = token(&client_data.body);
        for search in 0..self.searches {
            let body = self.callers.retrieve(call, search);
            let result = self.client.retrieve(token.as_ref(), &body).await;
            if let Some(response) = report.record(Endpoint::Retrieve, result)? {
                report.record_search(has_results(&response.body));
            }
        }
        let event = self.callers.post_call(call, Timestamp::now())?;
        let result = self.client.post_call(event).await;
        if report.record(Endpoint::PostCall, result)?.is_some() {
            report.acknowledge(call, due.elapsed())?;
        }
        Ok(())
    }
}

/// The start times of a workload's calls.
struct Schedule {
    workload: Workload,
    start: Instant,
    next: AtomicU64,
}

impl Schedule {
    fn start(workload: Workload) -> Self {
        Self {
            start: Instant::now(),
            next: AtomicU64::new(0),
            workload,
        }
    }

    /// Waits for the next call; returns it with its due time, or `None` at the end.
    async fn next(&self) -> Option<(CallNumber, Instant)> {
        let position = self.next.fetch_add(1, Ordering::Relaxed);
        let call = self.workload.calls.start.checked_add(position)?;
        if !self.workload.calls.contains(&call) {
            return None;
        }
        let due = match self.workload.arrival {
            Arrival::Closed => Instant::now(),
            Arrival::Open(interval) => self.wait_until(self.due(position, interval)?).await,
        };
        (Instant::now() < self.workload.end).then_some((CallNumber(call), due))
    }

    fn due(&self, position: u64, interval: Duration) -> Option<Instant> {
        let nanoseconds = interval.as_nanos().checked_mul(position.into())?;
        let offset = Duration::from_nanos(u64::try_from(nanoseconds).ok()?);
        self.start.checked_add(offset)
    }

    /// Waits until `due` and returns the start for the latency: `due` if it has passed
    /// already, otherwise now, so that the timer's inaccuracy does not count.
    async fn wait_until(&self, due: Instant) -> Instant {
        if due <= Instant::now() {
            return due;
        }
        sleep_until(due.min(self.workload.end).into()).await;
        Instant::now()
    }
}

/// The caller token in the reply to `/client-data`, if there is one.
fn token(body: &[u8]) -> Option<HeaderValue> {
    #[derive(Deserialize)]
    struct ClientData {
        dynamic_variables: Variables,
    }
    #[derive(Deserialize)]
    struct Variables {
        #[serde(rename = "secret__memory_token")]
        token: String,
    }
    let client_data: ClientData = serde_json::from_slice(body).ok()?;
    let mut token = HeaderValue::try_from(client_data.dynamic_variables.token).ok()?;
    token.set_sensitive(true);
    Some(token)
}

fn has_results(body: &[u8]) -> bool {
    #[derive(Deserialize)]
    struct Retrieve {
        memories: Vec<serde::de::IgnoredAny>,
    }
    serde_json::from_slice(body).is_ok_and(|reply: Retrieve| !reply.memories.is_empty())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn schedule(calls: Range<u64>, arrival: Arrival, duration: Duration) -> Schedule {
        let end = Instant::now() + duration;
        Schedule::start(Workload {
            calls,
            arrival,
            end,
        })
    }

    #[tokio::test]
    async fn every_call_is_scheduled_once() {
        let schedule = schedule(3..6, Arrival::Closed, Duration::from_mins(1));
        let mut calls = Vec::new();
        while let Some((call, _)) = schedule.next().await {
            calls.push(call.0);
        }
        assert_eq!(calls, [3, 4, 5]);
        assert!(schedule.next().await.is_none());
    }

    #[tokio::test]
    async fn the_latency_of_a_late_call_starts_at_its_due_time() {
        let interval = Duration::from_millis(1);
        let schedule = schedule(0..2, Arrival::Open(interval), Duration::from_mins(1));
        let (_, first) = schedule.next().await.unwrap();
        assert_eq!(first, schedule.start);
        while schedule.start.elapsed() <= interval {
            std::hint::spin_loop();
        }
        let (_, second) = schedule.next().await.unwrap();
        assert_eq!(second, schedule.start + interval);
    }

    #[tokio::test]
    async fn no_call_starts_before_its_due_time() {
        let interval = Duration::from_millis(5);
        let schedule = schedule(0..3, Arrival::Open(interval), Duration::from_mins(1));
        while schedule.next().await.is_some() {}
        assert!(schedule.start.elapsed() >= 2 * interval);
    }

    #[tokio::test]
    async fn no_call_starts_after_the_end() {
        let schedule = schedule(0..9, Arrival::Open(Duration::from_hours(1)), Duration::ZERO);
        assert!(schedule.next().await.is_none());
        assert!(schedule.next().await.is_none());
    }

    #[test]
    fn the_caller_token_is_read_from_the_reply() {
        let body = br#"{"dynamic_variables": {"secret__memory_token": "v4.local.x"}}"#;
        assert_eq!(token(body).unwrap(), "v4.local.x");
        assert!(token(br#"{"dynamic_variables": {}}"#).is_none());
    }

    #[test]
    fn a_reply_without_memories_has_no_results() {
        assert!(has_results(br#"{"memories": [{"id": "1"}]}"#));
        assert!(!has_results(br#"{"memories": []}"#));
        assert!(!has_results(b"{}"));
    }
}
