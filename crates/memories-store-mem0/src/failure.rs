//! The platform's failures in the words of the port.

use std::error::Error as StdError;

use mem0_client::{Error, InvalidRequest};
use memories_domain::StoreError;

/// Why the platform gave no result. It repeats nothing that the server said,
/// which may quote a request.
#[expect(clippy::needless_pass_by_value, reason = "what `map_err` gives away")]
pub(crate) fn explained(error: Error) -> StoreError {
    if matches!(error, Error::Timeout { .. }) {
        return StoreError::Timeout;
    }
    StoreError::Upstream {
        transient: may_pass(&error),
        retry_after: error.retry_after(),
        reason: reason(&error),
    }
}

/// A request that cannot be sent as the port's caller wants it.
pub(crate) fn unusable(invalid: InvalidRequest) -> StoreError {
    explained(Error::InvalidRequest(invalid))
}

fn reason(error: &Error) -> String {
    match error {
        Error::Status { status, .. } => match status.as_u16() {
            401 | 403 => format!("it refused the key ({status}); check MEM0_API_KEY"),
            402 | 413 => {
                format!("it refused for a quota or size ({status}); check the account's plan")
            }
            429 => "too many requests for the account's limit (429)".to_owned(),
            code => format!("it answered {code}"),
        },
        Error::Connect(cause) => format!(
            "it cannot be reached ({}); check MEM0_BASE_URL and the network",
            root(&**cause)
        ),
        other => other.to_string(),
    }
}

/// What it comes down to: a name, a port, a certificate. Nothing was said yet
/// that could be repeated.
fn root<'e>(error: &'e (dyn StdError + 'static)) -> &'e dyn StdError {
    let mut root = error;
    while let Some(cause) = root.source() {
        root = cause;
    }
    root
}

/// Whether the same may succeed later. A page in place of an answer is a
/// gateway's, which goes away again.
fn may_pass(error: &Error) -> bool {
    error.is_transient() || matches!(error, Error::Decode { .. })
}

/// Whether the failure says that the platform is down, and not that it minds
/// this request.
pub(crate) fn is_outage(error: &Error) -> bool {
    match error {
        Error::Status { status, .. } => status.as_u16() == 408 || status.is_server_error(),
        Error::Connect(_)
        | Error::Timeout { .. }
        | Error::Interrupted { .. }
        | Error::Decode { .. } => true,
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use mem0_client::StatusCode;

    use super::*;

    fn answered(status: u16) -> Error {
        Error::Status {
            status: StatusCode::from_u16(status).unwrap(),
            message: "caller +12025550143 likes tea".to_owned(),
            retry_after: None,
        }
    }

    #[test]
    fn a_refused_key_says_what_to_check_and_does_not_pass() {
        for status in [401, 403] {
            let error = explained(answered(status));
            assert!(error.to_string().contains("MEM0_API_KEY"), "{error}");
            assert!(!error.is_transient());
        }
    }

    #[test]
    fn nothing_that_the_server_said_is_repeated() {
        for status in [400, 401, 404, 413, 429, 500] {
            let said = explained(answered(status)).to_string();
            assert!(!said.contains("tea") && !said.contains("0143"), "{said}");
        }
    }

    #[test]
    fn what_is_late_is_a_timeout() {
        let late = Error::Timeout {
            limit: Duration::from_secs(5),
            sent: true,
        };
        assert!(matches!(explained(late), StoreError::Timeout));
    }

    #[test]
    fn overload_and_outages_pass_and_only_outages_count_as_such() {
        for (status, outage) in [(408, true), (429, false), (500, true), (503, true)] {
            assert_eq!(is_outage(&answered(status)), outage, "{status}");
            assert!(explained(answered(status)).is_transient(), "{status}");
        }
        for status in [400, 401, 404, 422] {
            assert!(!is_outage(&answered(status)), "{status}");
        }
    }

    #[test]
    fn a_page_in_place_of_an_answer_is_an_outage_that_passes() {
        let page = Error::Decode {
            reason: "expected value at line 1 column 1".to_owned(),
        };
        assert!(is_outage(&page));
        assert!(explained(page).is_transient());
    }
}
