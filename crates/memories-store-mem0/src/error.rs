//! Maps the client's errors to the port's.

use std::error::Error as StdError;

use mem0_client::{Error, InvalidRequest};
use memories_domain::ports::{Recovery, StoreError};

/// The port's error for a failed request. It leaves out the server's message, which may quote the
/// request.
#[expect(clippy::needless_pass_by_value, reason = "an argument of `map_err`")]
pub(crate) fn store_error(error: Error) -> StoreError {
    if matches!(error, Error::Timeout { .. }) {
        return StoreError::Timeout;
    }
    StoreError::Upstream {
        recovery: recovery(&error),
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
            402 => format!("the account's quota is exceeded ({status}); check its plan"),
            413 => format!(
                "the request is too large for it ({status}); raise the limit of the plan, or of \
                 a proxy in between"
            ),
            404 | 405 => format!("it has no such endpoint ({status}); check MEM0_BASE_URL"),
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

fn recovery(error: &Error) -> Recovery {
    match error {
        // An operator can change the key, the plan, a limit and the address.
        Error::Status { status, .. } if matches!(status.as_u16(), 401..=405 | 413) => {
            Recovery::AfterChange
        }
        // It is likely to be a gateway's error page.
        Error::Decode { .. } => Recovery::Later,
        error if error.is_transient() => Recovery::Later,
        _ => Recovery::Never,
    }
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
    fn what_an_operator_can_change_is_named() {
        for (status, setting) in [
            (401, "MEM0_API_KEY"),
            (402, "plan"),
            (403, "MEM0_API_KEY"),
            (404, "MEM0_BASE_URL"),
            (405, "MEM0_BASE_URL"),
            (413, "limit"),
        ] {
            let error = store_error(status_error(status));
            assert!(error.to_string().contains(setting), "{error}");
            assert_eq!(error.recovery(), Recovery::AfterChange, "{error}");
        }
        for status in [400, 409, 422] {
            let error = store_error(status_error(status));
            assert_eq!(error.recovery(), Recovery::Never, "{error}");
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
