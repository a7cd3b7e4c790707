//! A circuit breaker for the requests that a caller waits for.
//!
//! It opens after several failures in a row: requests then fail without being sent.
//! When the open interval has passed, one request at a time is let through as a probe
//! (half-open). On success the circuit closes. On failure both the open interval and the next
//! probe's timeout double, so that the recovery of a slow platform is detected as well.
//!
//! No library fits: a request that is cancelled at the deadline of the call has to count as a
//! failure, or a silent platform would never open the circuit, and only one caller may have to
//! wait while it is half-open. `failsafe` and `recloser` let every request through then and
//! count only returned results; `tower-resilience-circuitbreaker` wraps a `tower` service,
//! which a typed client is not.

use std::{
    sync::{Mutex, MutexGuard, PoisonError},
    time::{Duration, Instant},
};

/// When the circuit opens, and for how long.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct CircuitBreakerConfig {
    /// The number of failures in a row that opens the circuit, at least one.
    pub failure_threshold: u32,
    /// The first open interval.
    pub min_open: Duration,
    /// The longest open interval.
    pub max_open: Duration,
    /// The timeout of the first probe. It doubles with the open interval, up to the request's own
    /// timeout.
    pub probe_timeout: Duration,
}

impl Default for CircuitBreakerConfig {
    /// 3 failures, open for 2 to 30 seconds, 1 second for the first probe.
    fn default() -> Self {
        Self {
            failure_threshold: 3,
            min_open: Duration::from_secs(2),
            max_open: Duration::from_secs(30),
            probe_timeout: Duration::from_secs(1),
        }
    }
}

/// The state of a circuit breaker.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum CircuitState {
    /// Requests are sent.
    Closed,
    /// The platform is down: requests fail without being sent.
    Open { retry_in: Duration },
    /// The next request is a probe, or one is in flight.
    HalfOpen,
}

impl CircuitBreakerConfig {
    fn open_interval(&self, failed_probes: u32) -> Duration {
        doubled(self.min_open, failed_probes).min(self.max_open)
    }

    fn probe_timeout(&self, failed_probes: u32) -> Duration {
        doubled(self.probe_timeout, failed_probes)
    }
}

fn doubled(duration: Duration, times: u32) -> Duration {
    duration.saturating_mul(2_u32.saturating_pow(times))
}

#[derive(Debug)]
enum State {
    Closed { failures: u32 },
    Open { until: Instant, failed_probes: u32 },
    Probing { failed_probes: u32 },
}

#[derive(Debug)]
pub(crate) struct CircuitBreaker {
    config: CircuitBreakerConfig,
    inner: Mutex<Inner>,
}

#[derive(Debug)]
struct Inner {
    state: State,
    last_success: Option<Instant>,
}

/// The circuit is open: the request must not be sent.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct CircuitOpen;

/// The permission to send one request, whose result must be recorded. If it is dropped without
/// one, the request was cancelled: that counts as a failure if nearly all of its time had passed,
/// and not at all otherwise.
#[derive(Debug)]
pub(crate) struct Permit<'c> {
    breaker: &'c CircuitBreaker,
    is_probe: bool,
    acquired_at: Instant,
    timeout: Duration,
    has_result: bool,
}

impl CircuitBreaker {
    /// The share of the timeout after which a cancelled request counts as a failure.
    const CANCELLED_AT_DEADLINE: f32 = 0.9;

    pub(crate) const fn new(config: CircuitBreakerConfig) -> Self {
        Self {
            config,
            inner: Mutex::new(Inner {
                state: State::Closed { failures: 0 },
                last_success: None,
            }),
        }
    }

    /// Acquires a permit for a request with this timeout. That of a probe is shorter.
    pub(crate) fn acquire(&self, timeout: Duration) -> Result<Permit<'_>, CircuitOpen> {
        let now = Instant::now();
        let mut inner = self.lock();
        let (is_probe, timeout) = match inner.state {
            State::Closed { .. } => (false, timeout),
            State::Open {
                until,
                failed_probes,
            } if until <= now => {
                inner.state = State::Probing { failed_probes };
                (true, timeout.min(self.config.probe_timeout(failed_probes)))
            }
            State::Open { .. } | State::Probing { .. } => return Err(CircuitOpen),
        };
        Ok(Permit {
            breaker: self,
            is_probe,
            acquired_at: now,
            timeout,
            has_result: false,
        })
    }

    pub(crate) fn state(&self) -> CircuitState {
        match self.lock().state {
            State::Closed { .. } => CircuitState::Closed,
            State::Probing { .. } => CircuitState::HalfOpen,
            State::Open { until, .. } => match until.saturating_duration_since(Instant::now()) {
                Duration::ZERO => CircuitState::HalfOpen,
                retry_in => CircuitState::Open { retry_in },
            },
        }
    }

    /// Whether a request succeeded within the last `age`, and none failed or was rejected since.
    pub(crate) fn succeeded_within(&self, age: Duration) -> bool {
        let inner = self.lock();
        matches!(inner.state, State::Closed { failures: 0 })
            && inner.last_success.is_some_and(|at| at.elapsed() < age)
    }

    fn record_response(&self, is_success: bool) {
        let mut inner = self.lock();
        if !matches!(inner.state, State::Closed { .. }) {
            tracing::info!("the Mem0 Platform responds again; the circuit closes");
        }
        inner.state = State::Closed { failures: 0 };
        inner.last_success = is_success.then(Instant::now);
    }

    fn record_failure(&self, is_probe: bool) {
        let mut inner = self.lock();
        let failed_probes = match inner.state {
            State::Closed { failures } if failures + 1 < self.config.failure_threshold => {
                inner.state = State::Closed {
                    failures: failures + 1,
                };
                return;
            }
            State::Closed { .. } => {
                tracing::warn!(
                    "the Mem0 Platform is down; the circuit opens, and callers do not wait for it"
                );
                0
            }
            State::Probing { failed_probes } if is_probe => failed_probes.saturating_add(1),
            // The request was sent before the circuit opened.
            State::Open { .. } | State::Probing { .. } => return,
        };
        inner.state = State::Open {
            until: Instant::now() + self.config.open_interval(failed_probes),
            failed_probes,
        };
    }

    /// Lets the next request probe after one that was cancelled early.
    fn release_probe(&self) {
        let mut inner = self.lock();
        if let State::Probing { failed_probes } = inner.state {
            inner.state = State::Open {
                until: Instant::now(),
                failed_probes,
            };
        }
    }

    fn lock(&self) -> MutexGuard<'_, Inner> {
        self.inner.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Permit<'_> {
    /// How long the request may take.
    pub(crate) const fn timeout(&self) -> Duration {
        self.timeout
    }

    pub(crate) fn succeeded(mut self) {
        self.has_result = true;
        self.breaker.record_response(true);
    }

    /// The platform is up, but rejected the request.
    pub(crate) fn rejected(mut self) {
        self.has_result = true;
        self.breaker.record_response(false);
    }

    /// The platform is down.
    pub(crate) fn failed(mut self) {
        self.has_result = true;
        self.breaker.record_failure(self.is_probe);
    }
}

impl Drop for Permit<'_> {
    fn drop(&mut self) {
        if self.has_result {
            return;
        }
        let deadline = self.timeout.mul_f32(CircuitBreaker::CANCELLED_AT_DEADLINE);
        if self.acquired_at.elapsed() >= deadline {
            self.breaker.record_failure(self.is_probe);
        } else if self.is_probe {
            self.breaker.release_probe();
        }
    }
}

#[cfg(test)]
mod tests;
