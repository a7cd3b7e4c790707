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
    caller::{CallNumber, Cast},
    platform::Platform,
    tally::{Kind, Tally},
};

/// The telephone lines: as many calls as there are lines can be under way.
#[derive(Clone)]
pub(crate) struct Lines {
    platform: Arc<Platform>,
    cast: Arc<Cast>,
    count: u64,
    searches: u64,
}

/// When calls begin.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Pace {
    /// On each line one after another, without a pause.
    OneAfterAnother,
    /// At a constant interval, however long earlier calls take.
    Every(Duration),
}

/// Calls to play.
#[derive(Debug, Clone)]
pub(crate) struct Shift {
    pub(crate) calls: Range<u64>,
    pub(crate) pace: Pace,
    /// No call begins later.
    pub(crate) end: Instant,
}

impl Lines {
    pub(crate) fn new(platform: Platform, cast: Cast, count: u64, searches: u64) -> Self {
        Self {
            platform: Arc::new(platform),
            cast: Arc::new(cast),
            count,
            searches,
        }
    }

    pub(crate) fn cast(&self) -> &Cast {
        &self.cast
    }

    pub(crate) fn platform(&self) -> &Platform {
        &self.platform
    }

    /// Plays the calls of a shift, and waits until the last is over.
    pub(crate) async fn play(&self, shift: Shift) -> Result<Tally> {
        let clock = Arc::new(Clock::start(shift));
        let mut lines = JoinSet::new();
        for _ in 0..self.count {
            lines.spawn(self.clone().line(Arc::clone(&clock)));
        }
        let mut whole = Tally::new()?;
        while let Some(tally) = lines.join_next().await {
            whole.add(tally.context("a line stopped by a defect")??)?;
        }
        whole.end(clock.began.elapsed());
        Ok(whole)
    }

    async fn line(self, clock: Arc<Clock>) -> Result<Tally> {
        let mut tally = Tally::new()?;
        while let Some((call, due)) = clock.next().await {
            self.call(call, due, &mut tally).await?;
        }
        Ok(tally)
    }

    /// One call. `due` is when the phone rings, also if there was no line then:
    /// the caller waited.
    async fn call(&self, call: CallNumber, due: Instant, tally: &mut Tally) -> Result<()> {
        tally.begin();
        let waited = due.elapsed();
        let rung = self.platform.ring(&self.cast.ring(call)).await;
        let rung = rung.map(|mut answer| {
            answer.took += waited;
            answer
        });
        let Some(rung) = tally.record(Kind::Ring, rung)? else {
            // The platform drops a call whose ring is not answered.
            return Ok(());
        };
        let token = token(&rung.body);
        for search in 0..self.searches {
            let body = self.cast.search(call, search);
            let searched = self.platform.search(token.as_ref(), &body).await;
            if let Some(found) = tally.record(Kind::Search, searched)? {
                tally.searched(found_something(&found.body));
            }
        }
        let event = self.cast.hang_up(call, Timestamp::now())?;
        let hung_up = self.platform.hang_up(event).await;
        if tally.record(Kind::HangUp, hung_up)?.is_some() {
            tally.acknowledge(call, due.elapsed())?;
        }
        Ok(())
    }
}

/// Hands out the calls of a shift at their times.
struct Clock {
    shift: Shift,
    began: Instant,
    next: AtomicU64,
}

impl Clock {
    fn start(shift: Shift) -> Self {
        Self {
            began: Instant::now(),
            next: AtomicU64::new(0),
            shift,
        }
    }

    /// The next call, when it is its time, and that time; `None` when there are
    /// no more.
    async fn next(&self) -> Option<(CallNumber, Instant)> {
        let position = self.next.fetch_add(1, Ordering::Relaxed);
        let call = self.shift.calls.start.checked_add(position)?;
        if !self.shift.calls.contains(&call) {
            return None;
        }
        let due = match self.shift.pace {
            Pace::OneAfterAnother => Instant::now(),
            Pace::Every(interval) => self.wait(self.due(position, interval)?).await,
        };
        (Instant::now() < self.shift.end).then_some((CallNumber(call), due))
    }

    fn due(&self, position: u64, interval: Duration) -> Option<Instant> {
        let nanoseconds = interval.as_nanos().checked_mul(position.into())?;
        let after = Duration::from_nanos(u64::try_from(nanoseconds).ok()?);
        self.began.checked_add(after)
    }

    /// Waits for `due` and returns when the call begins. A late line is the
    /// callers' wait, so that it counts; that a timer rings a moment late is not.
    async fn wait(&self, due: Instant) -> Instant {
        if due <= Instant::now() {
            return due;
        }
        sleep_until(due.min(self.shift.end).into()).await;
        Instant::now()
    }
}

/// The token that opens the caller's memories, where the ring's answer has one.
fn token(ring: &[u8]) -> Option<HeaderValue> {
    #[derive(Deserialize)]
    struct Ring {
        dynamic_variables: Variables,
    }
    #[derive(Deserialize)]
    struct Variables {
        #[serde(rename = "secret__memory_token")]
        token: String,
    }
    let ring: Ring = serde_json::from_slice(ring).ok()?;
    let mut token = HeaderValue::try_from(ring.dynamic_variables.token).ok()?;
    token.set_sensitive(true);
    Some(token)
}

fn found_something(search: &[u8]) -> bool {
    #[derive(Deserialize)]
    struct Search {
        memories: Vec<serde::de::IgnoredAny>,
    }
    serde_json::from_slice(search).is_ok_and(|search: Search| !search.memories.is_empty())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn clock(calls: Range<u64>, pace: Pace, lasts: Duration) -> Clock {
        let end = Instant::now() + lasts;
        Clock::start(Shift { calls, pace, end })
    }

    #[tokio::test]
    async fn every_call_of_a_shift_is_handed_out_once() {
        let clock = clock(3..6, Pace::OneAfterAnother, Duration::from_mins(1));
        let mut calls = Vec::new();
        while let Some((call, _)) = clock.next().await {
            calls.push(call.0);
        }
        assert_eq!(calls, [3, 4, 5]);
        assert!(clock.next().await.is_none());
    }

    #[tokio::test]
    async fn a_call_that_no_line_was_free_for_rings_from_when_it_was_due() {
        let interval = Duration::from_millis(1);
        let clock = clock(0..2, Pace::Every(interval), Duration::from_mins(1));
        let (_, first) = clock.next().await.unwrap();
        assert_eq!(first, clock.began);
        while clock.began.elapsed() <= interval {
            std::hint::spin_loop();
        }
        let (_, second) = clock.next().await.unwrap();
        assert_eq!(second, clock.began + interval);
    }

    #[tokio::test]
    async fn no_call_begins_before_it_is_due() {
        let interval = Duration::from_millis(5);
        let clock = clock(0..3, Pace::Every(interval), Duration::from_mins(1));
        while clock.next().await.is_some() {}
        assert!(clock.began.elapsed() >= 2 * interval);
    }

    #[tokio::test]
    async fn no_call_begins_after_the_end() {
        let clock = clock(0..9, Pace::Every(Duration::from_hours(1)), Duration::ZERO);
        assert!(clock.next().await.is_none());
        assert!(clock.next().await.is_none());
    }

    #[test]
    fn the_token_of_the_ring_opens_the_search() {
        let ring = br#"{"dynamic_variables": {"secret__memory_token": "v4.local.x"}}"#;
        assert_eq!(token(ring).unwrap(), "v4.local.x");
        assert!(token(br#"{"dynamic_variables": {}}"#).is_none());
    }

    #[test]
    fn an_answer_without_memories_found_nothing() {
        assert!(found_something(br#"{"memories": [{"id": "1"}]}"#));
        assert!(!found_something(br#"{"memories": []}"#));
        assert!(!found_something(b"{}"));
    }
}
