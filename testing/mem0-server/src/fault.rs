//! Fault injection.

use std::{collections::VecDeque, time::Duration};

/// The way in which a response fails.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Failure {
    /// The response is delayed.
    Slow(Duration),
    /// The response has this status and an HTML error page as its body.
    Status(u16),
    /// 429, with a `Retry-After` of this many seconds.
    TooManyRequests(u64),
    /// The connection is closed without a response.
    Reset,
    /// The connection is closed in the middle of the response.
    Truncated,
    /// A successful response with an HTML body.
    NotJson,
}

/// A failure and the requests that it affects.
#[derive(Debug, Clone, PartialEq, Eq)]
#[must_use]
pub struct Fault {
    pub(crate) failure: Failure,
    pub(crate) processed: bool,
    path: Option<String>,
    remaining: Option<u32>,
}

impl Fault {
    /// Affects every request, which is then not processed.
    pub const fn new(failure: Failure) -> Self {
        Self {
            failure,
            processed: false,
            path: None,
            remaining: None,
        }
    }

    /// Affects only requests for this path.
    pub fn on(mut self, path: impl Into<String>) -> Self {
        self.path = Some(path.into());
        self
    }

    /// Affects only this many requests.
    pub const fn times(mut self, requests: u32) -> Self {
        self.remaining = Some(requests);
        self
    }

    /// Fails after the request was processed.
    pub const fn after_processing(mut self) -> Self {
        self.processed = true;
        self
    }

    fn matches(&self, path: &str) -> bool {
        self.remaining != Some(0) && self.path.as_deref().is_none_or(|expected| expected == path)
    }
}

/// The planned faults, in order.
#[derive(Debug, Default)]
pub(crate) struct Faults(VecDeque<Fault>);

impl Faults {
    pub(crate) fn plan(&mut self, fault: Fault) {
        self.0.push_back(fault);
    }

    pub(crate) fn clear(&mut self) {
        self.0.clear();
    }

    /// The first fault that matches a request for `path`; reduces its remaining count.
    pub(crate) fn take_matching(&mut self, path: &str) -> Option<Fault> {
        let fault = self.0.iter_mut().find(|fault| fault.matches(path))?;
        if let Some(remaining) = &mut fault.remaining {
            *remaining -= 1;
        }
        Some(fault.clone())
    }
}
