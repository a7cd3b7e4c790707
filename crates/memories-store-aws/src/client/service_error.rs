use http::{HeaderMap, StatusCode};
use serde::Deserialize;

use super::error::Error;

const NOT_FOUND_CODES: [&str; 6] = [
    "NoSuchBucket",
    "NoSuchKey",
    "QueueDoesNotExist",
    "ResourceNotFoundException",
    "AWS.SimpleQueueService.NonExistentQueue",
    "NotFound",
];

const MAX_CODE_CHARS: usize = 80;

/// The error that a service answered.
#[derive(Debug, Clone)]
pub(super) struct ServiceError {
    pub(super) status: StatusCode,
    /// `unknown` if the response has none.
    pub(super) code: String,
}

impl ServiceError {
    pub(super) fn parse(status: StatusCode, headers: &HeaderMap, body: &[u8]) -> Self {
        let code = headers
            .get("x-amzn-errortype")
            .and_then(|value| value.to_str().ok())
            .map(str::to_owned)
            .or_else(|| code_from_json(body))
            .or_else(|| code_from_xml(body));
        Self {
            status,
            code: code
                .as_deref()
                .and_then(bare_code)
                .unwrap_or("unknown")
                .to_owned(),
        }
    }
}

impl From<ServiceError> for Error {
    fn from(ServiceError { status, code }: ServiceError) -> Self {
        if NOT_FOUND_CODES.contains(&code.as_str()) || status == StatusCode::NOT_FOUND {
            Self::NotFound { code }
        } else {
            Self::Service { status, code }
        }
    }
}

fn code_from_json(body: &[u8]) -> Option<String> {
    #[derive(Deserialize)]
    struct ErrorBody {
        #[serde(rename = "__type", alias = "code", alias = "Code")]
        code: String,
    }
    let error: ErrorBody = serde_json::from_slice(body).ok()?;
    Some(error.code)
}

fn code_from_xml(body: &[u8]) -> Option<String> {
    let document = roxmltree::Document::parse(std::str::from_utf8(body).ok()?).ok()?;
    let code = document
        .descendants()
        .find(|node| node.has_tag_name("Code"))?;
    Some(code.text()?.to_owned())
}

/// The code without its namespace (`com.amazonaws.sqs#`) and without the URL that some services
/// append.
fn bare_code(code: &str) -> Option<&str> {
    let code = code.rsplit('#').next()?.split(':').next()?.trim();
    let valid = !code.is_empty()
        && code.len() <= MAX_CODE_CHARS
        && code
            .bytes()
            .all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'.' | b'_' | b'-'));
    valid.then_some(code)
}

#[cfg(test)]
mod tests {
    use rstest::rstest;

    use super::*;

    fn code(body: &str) -> String {
        let headers = HeaderMap::new();
        ServiceError::parse(StatusCode::BAD_REQUEST, &headers, body.as_bytes()).code
    }

    #[rstest]
    #[case::namespaced(
        r#"{"__type":"com.amazonaws.dynamodb.v20120810#ThrottlingException","message":"x"}"#,
        "ThrottlingException"
    )]
    #[case::bare(r#"{"__type":"ExpiredTokenException"}"#, "ExpiredTokenException")]
    #[case::with_url(r#"{"code":"AccessDenied:http://internal/"}"#, "AccessDenied")]
    #[case::xml(
        "<?xml version=\"1.0\"?><Error><Code>RequestTimeTooSkewed</Code><Message>m</Message></Error>",
        "RequestTimeTooSkewed"
    )]
    #[case::empty("", "unknown")]
    #[case::html("<html><body>Bad gateway", "unknown")]
    #[case::a_sentence(r#"{"__type":"the caller +12025550143"}"#, "unknown")]
    fn only_the_code_is_read_from_a_body(#[case] body: &str, #[case] expected: &str) {
        assert_eq!(code(body), expected);
    }

    #[test]
    fn the_code_in_the_header_takes_precedence() {
        let mut headers = HeaderMap::new();
        let value = http::HeaderValue::from_static("SlowDown:http://internal.amazon.com/x/");
        headers.insert("x-amzn-errortype", value);
        let error = ServiceError::parse(StatusCode::BAD_REQUEST, &headers, b"{}");
        assert_eq!(error.code, "SlowDown");
    }
}
