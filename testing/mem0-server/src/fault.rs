//! Failures on request.

use std::{collections::VecDeque, time::Duration};

/// How an answer goes wrong.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Failure {
    /// It comes so much later.
    Slow(Duration),
    /// It has this status, and an error page for a body.
    Status(u16),
    /// 429, asking to wait for so many seconds.
    TooManyRequests(u64),
    /// The connection is closed without an answer.
    Reset,
    /// The connection is closed in the middle of the answer.
    Truncated,
    /// It is a success whose body is a page for people.
    NotJson,
}

/// A failure, and which requests it meets.
#[derive(Debug, Clone, PartialEq, Eq)]
#[must_use]
pub struct Fault {
    pub(crate) failure: Failure,
    pub(crate) processed: bool,
    path: Option<String>,
    left: Option<u32>,
}

impl Fault {
    /// Meets every request, before anything is done.
    pub const fn new(failure: Failure) -> Self {
        Self {
            failure,
            processed: false,
            path: None,
            left: None,
        }
    }

    /// Meets only requests with this path.
    pub fn on(mut self, path: impl Into<String>) -> Self {
        self.path = Some(path.into());
        self
    }

    /// Meets only so many requests.
    pub const fn times(mut self, requests: u32) -> Self {
        self.left = Some(requests);
        self
    }

    /// Goes wrong after what was asked has been done.
    pub const fn after_processing(mut self) -> Self {
        self.processed = true;
        self
    }

    fn meets(&self, path: &str) -> bool {
        self.left != Some(0) && self.path.as_deref().is_none_or(|own| own == path)
    }
}

/// The failures to come.
#[derive(Debug, Default)]
pub(crate) struct Faults(VecDeque<Fault>);

impl Faults {
    pub(crate) fn plan(&mut self, fault: Fault) {
        self.0.push_back(fault);
    }

    pub(crate) fn heal(&mut self) {
        self.0.clear();
    }

    /// The first one that meets a request for `path`; it has met one more then.
    pub(crate) fn meeting(&mut self, path: &str) -> Option<Fault> {
        let fault = self.0.iter_mut().find(|fault| fault.meets(path))?;
        if let Some(left) = &mut fault.left {
            *left -= 1;
        }
        Some(fault.clone())
    }
}
