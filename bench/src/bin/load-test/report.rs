use std::{collections::BTreeMap, fmt, time::Duration};

use anyhow::Result;
use hdrhistogram::Histogram;

use crate::{
    caller_pool::CallNumber,
    elevenlabs_client::{RequestError, Response},
};

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Endpoint {
    ClientData,
    Retrieve,
    PostCall,
}

/// The results of a workload.
pub(crate) struct LatencyReport {
    client_data: Row,
    retrieve: Row,
    post_call: Row,
    /// From the ring to the acknowledged hang-up.
    whole_call: Row,
    started: u64,
    searches_with_results: u64,
    acknowledged: Vec<CallNumber>,
    elapsed: Duration,
}

/// The results of one endpoint. Latencies are in microseconds and only of successful
/// responses, because failures may be fast.
struct Row {
    latencies: Histogram<u64>,
    errors: BTreeMap<RequestError, u64>,
}

impl LatencyReport {
    pub(crate) fn new() -> Result<Self> {
        Ok(Self {
            client_data: Row::new()?,
            retrieve: Row::new()?,
            post_call: Row::new()?,
            whole_call: Row::new()?,
            started: 0,
            searches_with_results: 0,
            acknowledged: Vec::new(),
            elapsed: Duration::ZERO,
        })
    }

    pub(crate) fn start_call(&mut self) {
        self.started += 1;
    }

    /// Records the result of a request; returns its response if it succeeded.
    pub(crate) fn record(
        &mut self,
        endpoint: Endpoint,
        result: Result<Response, RequestError>,
    ) -> Result<Option<Response>> {
        let row = match endpoint {
            Endpoint::ClientData => &mut self.client_data,
            Endpoint::Retrieve => &mut self.retrieve,
            Endpoint::PostCall => &mut self.post_call,
        };
        match result {
            Ok(response) => {
                row.record(response.latency)?;
                Ok(Some(response))
            }
            Err(error) => {
                *row.errors.entry(error).or_default() += 1;
                Ok(None)
            }
        }
    }

    pub(crate) fn record_search(&mut self, has_results: bool) {
        self.searches_with_results += u64::from(has_results);
    }

    /// Records a complete call with an acknowledged hang-up.
    pub(crate) fn acknowledge(&mut self, call: CallNumber, duration: Duration) -> Result<()> {
        self.acknowledged.push(call);
        self.whole_call.record(duration)
    }

    /// Adds the results of another worker.
    pub(crate) fn add(&mut self, other: Self) -> Result<()> {
        self.client_data.add(other.client_data)?;
        self.retrieve.add(other.retrieve)?;
        self.post_call.add(other.post_call)?;
        self.whole_call.add(other.whole_call)?;
        self.started += other.started;
        self.searches_with_results += other.searches_with_results;
        self.acknowledged.extend(other.acknowledged);
        Ok(())
    }

    pub(crate) fn finish(&mut self, elapsed: Duration) {
        self.elapsed = elapsed;
    }

    pub(crate) fn started(&self) -> u64 {
        self.started
    }

    pub(crate) fn acknowledged(&self) -> &[CallNumber] {
        &self.acknowledged
    }

    /// The number of failed requests.
    pub(crate) fn failed(&self) -> u64 {
        let rows = [&self.client_data, &self.retrieve, &self.post_call];
        rows.into_iter().map(Row::failed).sum()
    }
}

impl fmt::Display for LatencyReport {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        writeln!(
            f,
            "| request | count | errors | p50 | p90 | p99 | max ms | per second |"
        )?;
        writeln!(f, "|---|---:|---|---:|---:|---:|---:|---:|")?;
        for (name, row) in [
            ("ring: `/client-data`", &self.client_data),
            ("search: `/retrieve`", &self.retrieve),
            ("hang-up: `/post-call`", &self.post_call),
            ("whole call", &self.whole_call),
        ] {
            row.write(f, name, self.elapsed)?;
        }
        let searches = self.retrieve.latencies.len();
        writeln!(
            f,
            "\nSearches with results: {} of {searches}.",
            self.searches_with_results
        )
    }
}

impl Row {
    fn new() -> Result<Self> {
        Ok(Self {
            latencies: Histogram::new(3)?,
            errors: BTreeMap::new(),
        })
    }

    fn record(&mut self, latency: Duration) -> Result<()> {
        Ok(self.latencies.record(u64::try_from(latency.as_micros())?)?)
    }

    fn add(&mut self, other: Self) -> Result<()> {
        self.latencies.add(other.latencies)?;
        for (error, count) in other.errors {
            *self.errors.entry(error).or_default() += count;
        }
        Ok(())
    }

    fn failed(&self) -> u64 {
        self.errors.values().sum()
    }

    #[allow(clippy::cast_precision_loss, reason = "at most a few hundred million")]
    fn write(&self, f: &mut fmt::Formatter<'_>, name: &str, elapsed: Duration) -> fmt::Result {
        let count = self.latencies.len() + self.failed();
        let ms = |quantile| self.latencies.value_at_quantile(quantile) as f64 / 1_000.0;
        let errors: Vec<String> = self
            .errors
            .iter()
            .map(|(error, count)| format!("{count} {error}"))
            .collect();
        let errors = if errors.is_empty() {
            "0".to_owned()
        } else {
            errors.join(", ")
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

    fn response(milliseconds: u64) -> Response {
        Response {
            latency: Duration::from_millis(milliseconds),
            body: bytes::Bytes::new(),
        }
    }

    #[test]
    fn the_table_contains_latencies_and_errors() {
        let mut report = LatencyReport::new().unwrap();
        for milliseconds in 1..=98 {
            report
                .record(Endpoint::ClientData, Ok(response(milliseconds)))
                .unwrap();
        }
        let unavailable = RequestError::Status(StatusCode::SERVICE_UNAVAILABLE);
        for error in [unavailable, RequestError::TimedOut] {
            assert!(
                report
                    .record(Endpoint::ClientData, Err(error))
                    .unwrap()
                    .is_none()
            );
        }
        report.finish(Duration::from_secs(2));
        let table = report.to_string();
        let row = table.lines().nth(2).unwrap();
        assert!(
            row.starts_with("| ring: `/client-data` | 100 | 1 status 503, 1 timed out | 49.0"),
            "{row}"
        );
        assert!(row.ends_with("| 50 |"), "{row}");
        assert_eq!(report.failed(), 2);
    }

    #[test]
    fn the_results_of_workers_are_added() {
        let mut total = LatencyReport::new().unwrap();
        for number in 0..3 {
            let mut worker = LatencyReport::new().unwrap();
            worker.start_call();
            worker
                .record(Endpoint::Retrieve, Ok(response(number)))
                .unwrap();
            worker
                .record(Endpoint::PostCall, Err(RequestError::ConnectionLost))
                .unwrap();
            worker
                .acknowledge(CallNumber(number), Duration::ZERO)
                .unwrap();
            total.add(worker).unwrap();
        }
        assert_eq!((total.started(), total.failed()), (3, 3));
        assert_eq!(total.acknowledged(), [0, 1, 2].map(CallNumber));
        assert_eq!(total.retrieve.latencies.len(), 3);
    }
}
