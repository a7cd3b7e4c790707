//! A circuit breaker in front of everything that a caller waits for.
//!
//! After some failures in a row it opens: requests are refused without being
//! sent. After a pause one request at a time may go through and try (half-open);
//! its success closes the circuit, its failure opens it for twice as long, and
//! gives the next one that tries twice the time: a platform that came back
//! slower than it was is found to be back.
//!
//! It is our own because none of the libraries looked at does what a telephone
//! needs: a request that was given up from outside, at the deadline of the call,
//! has to count as a failure, or a silent platform would never open the circuit;
//! and while half-open only one caller may be made to wait. `failsafe` and
//! `recloser` let everybody through then and count returned results only;
//! `tower-resilience-circuitbreaker` wraps a `tower` service, which a typed
//! client is not.

use std::{
    sync::{Mutex, MutexGuard, PoisonError},
    time::{Duration, Instant},
};

/// When to open the circuit, and for how long.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct CircuitSettings {
    /// Failures in a row that open it, at least one.
    pub failures: u32,
    /// How long it is open at first.
    pub first_pause: Duration,
    /// The longest that it is open before the next attempt.
    pub longest_pause: Duration,
    /// How long the first one that tries may be made to wait; it doubles with
    /// the pause, up to what a request may take anyway.
    pub probe_timeout: Duration,
}

impl Default for CircuitSettings {
    /// 3 failures, 2 to 30 seconds, 1 second.
    fn default() -> Self {
        Self {
            failures: 3,
            first_pause: Duration::from_secs(2),
            longest_pause: Duration::from_secs(30),
            probe_timeout: Duration::from_secs(1),
        }
    }
}

/// Whether requests reach the platform.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum CircuitState {
    /// They do.
    Closed,
    /// They do not: the platform is down.
    Open {
        /// How long until one may try again.
        retry_in: Duration,
    },
    /// One may try, or is trying at this moment.
    HalfOpen,
}

impl CircuitSettings {
    /// How long the circuit is open after so many that tried in vain.
    fn pause(&self, tries: u32) -> Duration {
        doubled(self.first_pause, tries).min(self.longest_pause)
    }

    /// How long the next one may take after so many that tried in vain.
    fn patience(&self, tries: u32) -> Duration {
        doubled(self.probe_timeout, tries)
    }
}

fn doubled(duration: Duration, times: u32) -> Duration {
    duration.saturating_mul(2_u32.saturating_pow(times))
}

/// `tries` counts those that tried in vain since it opened.
#[derive(Debug)]
enum State {
    Closed { failures: u32 },
    Open { until: Instant, tries: u32 },
    Probing { tries: u32 },
}

/// The breaker.
#[derive(Debug)]
pub(crate) struct Circuit {
    settings: CircuitSettings,
    inner: Mutex<Inner>,
}

#[derive(Debug)]
struct Inner {
    state: State,
    last_success: Option<Instant>,
}

/// The request was not sent.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Refused;

/// Leave to send one request. Dropped without a verdict it counts as a failure
/// if the request had nearly all of its time, and not at all otherwise.
#[derive(Debug)]
pub(crate) struct Permit<'c> {
    circuit: &'c Circuit,
    probe: bool,
    since: Instant,
    limit: Duration,
    settled: bool,
}

impl Circuit {
    pub(crate) const fn new(settings: CircuitSettings) -> Self {
        Self {
            settings,
            inner: Mutex::new(Inner {
                state: State::Closed { failures: 0 },
                last_success: None,
            }),
        }
    }

    /// Leave to send a request that may take as long as `limit`, or less for the
    /// one that tries.
    pub(crate) fn enter(&self, limit: Duration) -> Result<Permit<'_>, Refused> {
        let now = Instant::now();
        let mut inner = self.lock();
        let (probe, limit) = match inner.state {
            State::Closed { .. } => (false, limit),
            State::Open { until, tries } if until <= now => {
                inner.state = State::Probing { tries };
                (true, limit.min(self.settings.patience(tries)))
            }
            State::Open { .. } | State::Probing { .. } => return Err(Refused),
        };
        Ok(Permit {
            circuit: self,
            probe,
            since: now,
            limit,
            settled: false,
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

    /// Whether a request succeeded within the last `age`, and none failed or was
    /// refused since.
    pub(crate) fn succeeded_within(&self, age: Duration) -> bool {
        let inner = self.lock();
        matches!(inner.state, State::Closed { failures: 0 })
            && inner.last_success.is_some_and(|at| at.elapsed() < age)
    }

    /// The platform answered; `well` if it did what was asked.
    fn answered(&self, well: bool) {
        let mut inner = self.lock();
        if !matches!(inner.state, State::Closed { .. }) {
            tracing::info!("the Mem0 Platform answers again");
        }
        inner.state = State::Closed { failures: 0 };
        inner.last_success = well.then(Instant::now);
    }

    fn failed(&self, probe: bool) {
        let mut inner = self.lock();
        let tries = match inner.state {
            State::Closed { failures } if failures + 1 < self.settings.failures => {
                inner.state = State::Closed {
                    failures: failures + 1,
                };
                return;
            }
            State::Closed { .. } => {
                tracing::warn!("the Mem0 Platform is down; callers do not wait for it any more");
                0
            }
            State::Probing { tries } if probe => tries.saturating_add(1),
            // A request from before the circuit opened tells nothing new.
            State::Open { .. } | State::Probing { .. } => return,
        };
        inner.state = State::Open {
            until: Instant::now() + self.settings.pause(tries),
            tries,
        };
    }

    /// Nothing was learned about the platform; the next one may try.
    fn undecided(&self, probe: bool) {
        let mut inner = self.lock();
        if let State::Probing { tries } = inner.state
            && probe
        {
            inner.state = State::Open {
                until: Instant::now(),
                tries,
            };
        }
    }

    fn lock(&self) -> MutexGuard<'_, Inner> {
        self.inner.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Permit<'_> {
    /// How long the request may take.
    pub(crate) const fn limit(&self) -> Duration {
        self.limit
    }

    /// The platform did what was asked.
    pub(crate) fn succeeded(mut self) {
        self.settled = true;
        self.circuit.answered(true);
    }

    /// The platform is up, and refused what was asked.
    pub(crate) fn refused(mut self) {
        self.settled = true;
        self.circuit.answered(false);
    }

    /// The platform is down.
    pub(crate) fn failed(mut self) {
        self.settled = true;
        self.circuit.failed(self.probe);
    }
}

impl Drop for Permit<'_> {
    fn drop(&mut self) {
        if self.settled {
            return;
        }
        if self.since.elapsed() >= self.limit.mul_f32(0.9) {
            self.circuit.failed(self.probe);
        } else {
            self.circuit.undecided(self.probe);
        }
    }
}

#[cfg(test)]
mod tests;
