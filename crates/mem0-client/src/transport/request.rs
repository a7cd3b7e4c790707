//! A request to the platform, independent of the server.

use std::time::Duration;

use bytes::Bytes;
use http::Method;
use serde::Serialize;

use super::Path;
use crate::{Error, Timeouts};

/// The kind of an operation determines its timeout and whether it may be retried.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum OperationKind {
    Search,
    Read,
    Add,
    Write,
}

impl OperationKind {
    pub(crate) fn timeout(self, timeouts: &Timeouts) -> Duration {
        let timeout = match self {
            Self::Search => timeouts.search,
            Self::Read => timeouts.read,
            Self::Add => timeouts.add,
            Self::Write => timeouts.write,
        };
        timeout.min(Timeouts::MAX)
    }

    /// Only reads are idempotent; a write is retried only after a failure that proves that the
    /// server has not processed it.
    pub(crate) fn may_retry_after(self, error: &Error) -> bool {
        let is_idempotent = matches!(self, Self::Search | Self::Read);
        error.is_transient() && (is_idempotent || !error.may_have_been_processed())
    }
}

#[derive(Clone)]
pub(crate) struct Request {
    /// The operation's name in logs.
    pub(crate) operation: &'static str,
    pub(crate) kind: OperationKind,
    pub(crate) method: Method,
    pub(crate) path: Path,
    pub(crate) query: Vec<(&'static str, String)>,
    pub(crate) body: Option<Bytes>,
}

impl Request {
    pub(crate) const fn new(
        operation: &'static str,
        kind: OperationKind,
        method: Method,
        path: Path,
    ) -> Self {
        Self {
            operation,
            kind,
            method,
            path,
            query: Vec::new(),
            body: None,
        }
    }

    pub(crate) fn get(operation: &'static str, path: Path) -> Self {
        Self::new(operation, OperationKind::Read, Method::GET, path)
    }

    pub(crate) fn query(mut self, key: &'static str, value: Option<impl ToString>) -> Self {
        self.query
            .extend(value.map(|value| (key, value.to_string())));
        self
    }

    pub(crate) fn json(mut self, body: &impl Serialize) -> Self {
        // Serialisation fails only for maps with keys that are not strings; no request has one.
        self.body = serde_json::to_vec(body).ok().map(Bytes::from);
        self
    }
}

#[cfg(test)]
mod tests {
    use http::StatusCode;
    use rstest::rstest;

    use super::*;

    fn status_error(status: u16) -> Error {
        Error::Status {
            status: StatusCode::from_u16(status).unwrap(),
            message: String::new(),
            retry_after: None,
        }
    }

    #[rstest]
    fn reads_are_retried_after_every_transient_error(
        #[values(OperationKind::Search, OperationKind::Read)] kind: OperationKind,
        #[values(408, 425, 429, 500, 502, 503, 504)] status: u16,
    ) {
        assert!(kind.may_retry_after(&status_error(status)));
    }

    #[rstest]
    fn writes_are_retried_only_if_the_server_did_not_process_them(
        #[values(OperationKind::Add, OperationKind::Write)] kind: OperationKind,
    ) {
        for status in [425, 429] {
            assert!(kind.may_retry_after(&status_error(status)), "{status}");
        }
        for status in [408, 500, 502, 503, 504] {
            assert!(!kind.may_retry_after(&status_error(status)), "{status}");
        }
    }

    #[rstest]
    fn permanent_errors_are_not_retried(
        #[values(
            OperationKind::Search,
            OperationKind::Read,
            OperationKind::Add,
            OperationKind::Write
        )]
        kind: OperationKind,
        #[values(301, 400, 401, 402, 403, 404, 409, 413, 422)] status: u16,
    ) {
        assert!(!kind.may_retry_after(&status_error(status)));
    }

    #[test]
    fn an_add_may_be_retried_after_a_timeout_before_the_body_was_sent() {
        let timeout = |sent| Error::Timeout {
            limit: Duration::from_secs(1),
            sent,
        };
        assert!(OperationKind::Add.may_retry_after(&timeout(false)));
        assert!(!OperationKind::Add.may_retry_after(&timeout(true)));
    }
}
