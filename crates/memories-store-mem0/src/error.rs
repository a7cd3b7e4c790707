//! Maps the client's errors to the port's.

use std::error::Error as StdError;

use mem0_client::{Error, InvalidRequest};
use memories_domain::ports::StoreError;

/// The port's error for a failed request. It leaves out the server's message, which may quote the
/// request.
#[expect(clippy::needless_pass_by_value, reason = "an argument of `map_err`")]
pub(crate) fn store_error(error: Error) -> StoreError {
    if matches!(error, Error::Timeout { .. }) {
        return StoreError::Timeout;
    }
    StoreError::Upstream {
        transient: is_transient(&error),
        retry_after: error.retry_after(),
        reason: reason(&error),
    }
}

/// The port's error for arguments that no request can carry.
pub(crate) fn invalid_request(invalid: InvalidRequest) -> StoreError {
    store_error(Error::InvalidRequest(invalid))
}

fn reason(error: &Error) -> String {
    match error {
        Error::Status { status, .. } => match status.as_u16() {
            401 | 403 => format!("it rejected the key ({status}); check MEM0_API_KEY"),
            402 | 413 => {
                format!("a quota or size is exceeded ({status}); check the account's plan")
            }
            429 => "the account's rate limit is exceeded (429)".to_owned(),
            code => format!("it responded with status {code}"),
        },
        Error::Connect(cause) => format!(
            "it cannot be reached ({}); check MEM0_BASE_URL and the network",
            root_cause(&**cause)
        ),
        other => other.to_string(),
    }
}

/// The name, port or certificate that is at fault. It quotes no request: none was sent yet.
fn root_cause<'e>(error: &'e (dyn StdError + 'static)) -> &'e dyn StdError {
    let mut root = error;
    while let Some(cause) = root.source() {
        root = cause;
    }
    root
}

/// Whether a retry may succeed. A response that is not JSON is likely to be a gateway's error
/// page.
fn is_transient(error: &Error) -> bool {
    error.is_transient() || matches!(error, Error::Decode { .. })
}

/// Whether the failure means that the platform is down, rather than that it rejected this
/// request.
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

/// Whether no memory has the id of the request. The platform responds with 400 to an id that is
/// no UUID.
pub(crate) fn is_unknown_id(error: &Error) -> bool {
    error.is_not_found() || error.status().is_some_and(|status| status == 400)
}

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use mem0_client::StatusCode;

    use super::*;

    fn status_error(status: u16) -> Error {
        Error::Status {
            status: StatusCode::from_u16(status).unwrap(),
            message: "caller +12025550143 likes tea".to_owned(),
            retry_after: None,
        }
    }

    #[test]
    fn a_rejected_key_names_the_variable_and_is_not_transient() {
        for status in [401, 403] {
            let error = store_error(status_error(status));
            assert!(error.to_string().contains("MEM0_API_KEY"), "{error}");
            assert!(!error.is_transient());
        }
    }

    #[test]
    fn the_servers_message_is_left_out() {
        for status in [400, 401, 404, 413, 429, 500] {
            let message = store_error(status_error(status)).to_string();
            assert!(
                !message.contains("tea") && !message.contains("0143"),
                "{message}"
            );
        }
    }

    #[test]
    fn a_late_response_is_a_timeout() {
        let error = Error::Timeout {
            limit: Duration::from_secs(5),
            sent: true,
        };
        assert!(matches!(store_error(error), StoreError::Timeout));
    }

    #[test]
    fn overload_and_outages_are_transient_and_only_the_latter_are_outages() {
        for (status, outage) in [(408, true), (429, false), (500, true), (503, true)] {
            assert_eq!(is_outage(&status_error(status)), outage, "{status}");
            assert!(store_error(status_error(status)).is_transient(), "{status}");
        }
        for status in [400, 401, 404, 422] {
            assert!(!is_outage(&status_error(status)), "{status}");
        }
    }

    #[test]
    fn an_error_page_is_a_transient_outage() {
        let page = Error::Decode {
            reason: "expected value at line 1 column 1".to_owned(),
        };
        assert!(is_outage(&page));
        assert!(store_error(page).is_transient());
    }
}
