//! One operation as it goes over the wire.

use std::time::Duration;

use bytes::Bytes;
use http::Method;
use serde::Serialize;

use crate::{Error, Timeouts, path::Path};

/// What an operation does to the platform: decides how long it may take and when it may be
/// repeated.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Effect {
    Search,
    Read,
    Add,
    Write,
}

impl Effect {
    pub(crate) fn limit(self, timeouts: &Timeouts) -> Duration {
        let limit = match self {
            Self::Search => timeouts.search,
            Self::Read => timeouts.read,
            Self::Add => timeouts.add,
            Self::Write => timeouts.write,
        };
        limit.min(Timeouts::LONGEST)
    }

    /// Reading twice does no harm; anything else is repeated only after a failure that proves
    /// that nothing was done.
    pub(crate) fn may_repeat_after(self, error: &Error) -> bool {
        let harmless = matches!(self, Self::Search | Self::Read);
        error.is_transient() && (harmless || !error.may_have_been_processed())
    }
}

/// A request before it meets a server.
#[derive(Clone)]
pub(crate) struct Call {
    /// Names the operation in logs.
    pub(crate) operation: &'static str,
    pub(crate) effect: Effect,
    pub(crate) method: Method,
    pub(crate) path: Path,
    pub(crate) query: Vec<(&'static str, String)>,
    pub(crate) body: Option<Bytes>,
}

impl Call {
    pub(crate) const fn new(
        operation: &'static str,
        effect: Effect,
        method: Method,
        path: Path,
    ) -> Self {
        Self {
            operation,
            effect,
            method,
            path,
            query: Vec::new(),
            body: None,
        }
    }

    pub(crate) fn get(operation: &'static str, path: Path) -> Self {
        Self::new(operation, Effect::Read, Method::GET, path)
    }

    pub(crate) fn query(mut self, key: &'static str, value: Option<impl ToString>) -> Self {
        self.query
            .extend(value.map(|value| (key, value.to_string())));
        self
    }

    pub(crate) fn json(mut self, body: &impl Serialize) -> Self {
        // Serializing fails only for maps whose keys are not strings; no request has one.
        self.body = serde_json::to_vec(body).ok().map(Bytes::from);
        self
    }
}

#[cfg(test)]
mod tests {
    use http::StatusCode;
    use rstest::rstest;

    use super::*;

    fn answered(status: u16) -> Error {
        Error::Status {
            status: StatusCode::from_u16(status).unwrap(),
            message: String::new(),
            retry_after: None,
        }
    }

    #[rstest]
    fn reading_is_repeated_whenever_it_may_help(
        #[values(Effect::Search, Effect::Read)] effect: Effect,
        #[values(408, 425, 429, 500, 502, 503, 504)] status: u16,
    ) {
        assert!(effect.may_repeat_after(&answered(status)));
    }

    #[rstest]
    fn writing_is_repeated_only_when_the_server_refused_to_begin(
        #[values(Effect::Add, Effect::Write)] effect: Effect,
    ) {
        for status in [425, 429] {
            assert!(effect.may_repeat_after(&answered(status)), "{status}");
        }
        for status in [408, 500, 502, 503, 504] {
            assert!(!effect.may_repeat_after(&answered(status)), "{status}");
        }
    }

    #[rstest]
    fn nothing_is_repeated_that_would_fail_again(
        #[values(Effect::Search, Effect::Read, Effect::Add, Effect::Write)] effect: Effect,
        #[values(301, 400, 401, 402, 403, 404, 409, 413, 422)] status: u16,
    ) {
        assert!(!effect.may_repeat_after(&answered(status)));
    }

    #[test]
    fn a_timeout_before_the_body_was_sent_leaves_an_add_repeatable() {
        let timeout = |sent| Error::Timeout {
            limit: Duration::from_secs(1),
            sent,
        };
        assert!(Effect::Add.may_repeat_after(&timeout(false)));
        assert!(!Effect::Add.may_repeat_after(&timeout(true)));
    }
}
