use std::{collections::BTreeMap, fmt, time::Duration};

use anyhow::Result;
use hdrhistogram::Histogram;

use crate::{
    caller::CallNumber,
    platform::{Answer, Failure},
};

/// One of the three requests of a call.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Kind {
    Ring,
    Search,
    HangUp,
}

/// What was measured.
pub(crate) struct Tally {
    ring: Row,
    search: Row,
    hang_up: Row,
    /// From the ring to the acknowledged hang-up.
    call: Row,
    begun: u64,
    found: u64,
    acknowledged: Vec<CallNumber>,
    elapsed: Duration,
}

/// What was measured of one kind of request. Latencies, in microseconds, are
/// those of successful answers: a fast refusal must not look like speed.
struct Row {
    latencies: Histogram<u64>,
    failures: BTreeMap<Failure, u64>,
}

impl Tally {
    pub(crate) fn new() -> Result<Self> {
        Ok(Self {
            ring: Row::new()?,
            search: Row::new()?,
            hang_up: Row::new()?,
            call: Row::new()?,
            begun: 0,
            found: 0,
            acknowledged: Vec::new(),
            elapsed: Duration::ZERO,
        })
    }

    /// A call begins.
    pub(crate) fn begin(&mut self) {
        self.begun += 1;
    }

    /// A request is over; returns its answer if it has a useful one.
    pub(crate) fn record(
        &mut self,
        kind: Kind,
        answered: Result<Answer, Failure>,
    ) -> Result<Option<Answer>> {
        let row = match kind {
            Kind::Ring => &mut self.ring,
            Kind::Search => &mut self.search,
            Kind::HangUp => &mut self.hang_up,
        };
        match answered {
            Ok(answer) => {
                row.took(answer.took)?;
                Ok(Some(answer))
            }
            Err(failure) => {
                *row.failures.entry(failure).or_default() += 1;
                Ok(None)
            }
        }
    }

    /// A search was answered, with memories or without.
    pub(crate) fn searched(&mut self, found_something: bool) {
        self.found += u64::from(found_something);
    }

    /// A hang-up was acknowledged, which ends a call that took this long.
    pub(crate) fn acknowledge(&mut self, call: CallNumber, took: Duration) -> Result<()> {
        self.acknowledged.push(call);
        self.call.took(took)
    }

    /// Adds what another line measured.
    pub(crate) fn add(&mut self, other: Self) -> Result<()> {
        self.ring.add(other.ring)?;
        self.search.add(other.search)?;
        self.hang_up.add(other.hang_up)?;
        self.call.add(other.call)?;
        self.begun += other.begun;
        self.found += other.found;
        self.acknowledged.extend(other.acknowledged);
        Ok(())
    }

    /// All is measured, which took this long.
    pub(crate) fn end(&mut self, elapsed: Duration) {
        self.elapsed = elapsed;
    }

    pub(crate) fn begun(&self) -> u64 {
        self.begun
    }

    pub(crate) fn acknowledged(&self) -> &[CallNumber] {
        &self.acknowledged
    }

    /// How many requests failed.
    pub(crate) fn failed(&self) -> u64 {
        let rows = [&self.ring, &self.search, &self.hang_up];
        rows.into_iter().map(Row::failed).sum()
    }
}

impl fmt::Display for Tally {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        writeln!(
            f,
            "| request | count | errors | p50 | p90 | p99 | max ms | per second |"
        )?;
        writeln!(f, "|---|---:|---|---:|---:|---:|---:|---:|")?;
        for (name, row) in [
            ("ring: `/client-data`", &self.ring),
            ("search: `/retrieve`", &self.search),
            ("hang-up: `/post-call`", &self.hang_up),
            ("whole call", &self.call),
        ] {
            row.write(f, name, self.elapsed)?;
        }
        let searches = self.search.latencies.len();
        writeln!(
            f,
            "\nSearches that found something: {} of {searches}.",
            self.found
        )
    }
}

impl Row {
    fn new() -> Result<Self> {
        Ok(Self {
            latencies: Histogram::new(3)?,
            failures: BTreeMap::new(),
        })
    }

    fn took(&mut self, took: Duration) -> Result<()> {
        Ok(self.latencies.record(u64::try_from(took.as_micros())?)?)
    }

    fn add(&mut self, other: Self) -> Result<()> {
        self.latencies.add(other.latencies)?;
        for (failure, count) in other.failures {
            *self.failures.entry(failure).or_default() += count;
        }
        Ok(())
    }

    fn failed(&self) -> u64 {
        self.failures.values().sum()
    }

    #[allow(clippy::cast_precision_loss, reason = "at most some hundred millions")]
    fn write(&self, f: &mut fmt::Formatter<'_>, name: &str, elapsed: Duration) -> fmt::Result {
        let count = self.latencies.len() + self.failed();
        let ms = |quantile| self.latencies.value_at_quantile(quantile) as f64 / 1_000.0;
        let failures: Vec<String> = self
            .failures
            .iter()
            .map(|(failure, count)| format!("{count} {failure}"))
            .collect();
        let errors = if failures.is_empty() {
            "0".to_owned()
        } else {
            failures.join(", ")
        };
        writeln!(
            f,
            "| {name} | {count} | {errors} | {:.2} | {:.2} | {:.2} | {:.2} | {:.0} |",
            ms(0.5),
            ms(0.9),
            ms(0.99),
            ms(1.0),
            count as f64 / elapsed.as_secs_f64(),
        )
    }
}

#[cfg(test)]
mod tests {
    use reqwest::StatusCode;

    use super::*;

    fn answer(milliseconds: u64) -> Answer {
        Answer {
            took: Duration::from_millis(milliseconds),
            body: bytes::Bytes::new(),
        }
    }

    #[test]
    fn the_table_tells_latencies_of_answers_and_what_failed() {
        let mut tally = Tally::new().unwrap();
        for milliseconds in 1..=98 {
            tally.record(Kind::Ring, Ok(answer(milliseconds))).unwrap();
        }
        let unavailable = Failure::Status(StatusCode::SERVICE_UNAVAILABLE);
        for failure in [unavailable, Failure::TimedOut] {
            assert!(tally.record(Kind::Ring, Err(failure)).unwrap().is_none());
        }
        tally.end(Duration::from_secs(2));
        let table = tally.to_string();
        let row = table.lines().nth(2).unwrap();
        assert!(
            row.starts_with("| ring: `/client-data` | 100 | 1 status 503, 1 timed out | 49.0"),
            "{row}"
        );
        assert!(row.ends_with("| 50 |"), "{row}");
        assert_eq!(tally.failed(), 2);
    }

    #[test]
    fn what_lines_measured_adds_up() {
        let mut whole = Tally::new().unwrap();
        for number in 0..3 {
            let mut line = Tally::new().unwrap();
            line.begin();
            line.record(Kind::Search, Ok(answer(number))).unwrap();
            line.record(Kind::HangUp, Err(Failure::BrokenOff)).unwrap();
            line.acknowledge(CallNumber(number), Duration::ZERO)
                .unwrap();
            whole.add(line).unwrap();
        }
        assert_eq!((whole.begun(), whole.failed()), (3, 3));
        assert_eq!(whole.acknowledged(), [0, 1, 2].map(CallNumber));
        assert_eq!(whole.search.latencies.len(), 3);
    }
}
