//! What a service says when it does not do what was asked.

use http::{HeaderMap, StatusCode};
use serde::Deserialize;

use crate::Error;

const NOT_FOUND: [&str; 6] = [
    "NoSuchBucket",
    "NoSuchKey",
    "QueueDoesNotExist",
    "ResourceNotFoundException",
    "AWS.SimpleQueueService.NonExistentQueue",
    "NotFound",
];

/// The longest code that is repeated, in characters.
const CODE_CHARS: usize = 80;

/// An answer that is no success.
#[derive(Debug, Clone)]
pub(crate) struct Refusal {
    pub(crate) status: StatusCode,
    /// The service's code; `unknown` where it gives none.
    pub(crate) code: String,
}

impl Refusal {
    pub(crate) fn read(status: StatusCode, headers: &HeaderMap, body: &[u8]) -> Self {
        let said = headers
            .get("x-amzn-errortype")
            .and_then(|value| value.to_str().ok())
            .map(str::to_owned)
            .or_else(|| in_json(body))
            .or_else(|| in_xml(body));
        Self {
            status,
            code: said
                .as_deref()
                .and_then(bare)
                .unwrap_or("unknown")
                .to_owned(),
        }
    }
}

impl From<Refusal> for Error {
    fn from(Refusal { status, code }: Refusal) -> Self {
        if NOT_FOUND.contains(&code.as_str()) || status == StatusCode::NOT_FOUND {
            Self::NotFound { code }
        } else {
            Self::Refused { status, code }
        }
    }
}

fn in_json(body: &[u8]) -> Option<String> {
    #[derive(Deserialize)]
    struct Said {
        #[serde(rename = "__type", alias = "code", alias = "Code")]
        code: String,
    }
    let said: Said = serde_json::from_slice(body).ok()?;
    Some(said.code)
}

fn in_xml(body: &[u8]) -> Option<String> {
    let document = roxmltree::Document::parse(std::str::from_utf8(body).ok()?).ok()?;
    let code = document
        .descendants()
        .find(|node| node.has_tag_name("Code"))?;
    Some(code.text()?.to_owned())
}

/// The code without its namespace (`com.amazonaws.sqs#`) and without the address that some
/// services append.
fn bare(code: &str) -> Option<&str> {
    let code = code.rsplit('#').next()?.split(':').next()?.trim();
    let usable = !code.is_empty()
        && code.len() <= CODE_CHARS
        && code
            .bytes()
            .all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'.' | b'_' | b'-'));
    usable.then_some(code)
}

#[cfg(test)]
mod tests {
    use rstest::rstest;

    use super::*;

    fn code(body: &str) -> String {
        Refusal::read(StatusCode::BAD_REQUEST, &HeaderMap::new(), body.as_bytes()).code
    }

    #[rstest]
    #[case::namespaced(
        r#"{"__type":"com.amazonaws.dynamodb.v20120810#ThrottlingException","message":"x"}"#,
        "ThrottlingException"
    )]
    #[case::bare(r#"{"__type":"ExpiredTokenException"}"#, "ExpiredTokenException")]
    #[case::with_address(r#"{"code":"AccessDenied:http://internal/"}"#, "AccessDenied")]
    #[case::xml(
        "<?xml version=\"1.0\"?><Error><Code>RequestTimeTooSkewed</Code><Message>m</Message></Error>",
        "RequestTimeTooSkewed"
    )]
    #[case::nothing("", "unknown")]
    #[case::html("<html><body>Bad gateway", "unknown")]
    #[case::a_sentence(r#"{"__type":"the caller +12025550143"}"#, "unknown")]
    fn the_services_code_is_read_and_nothing_else(#[case] body: &str, #[case] expected: &str) {
        assert_eq!(code(body), expected);
    }

    #[test]
    fn a_header_says_the_code_before_the_body_does() {
        let mut headers = HeaderMap::new();
        let value = http::HeaderValue::from_static("SlowDown:http://internal.amazon.com/x/");
        headers.insert("x-amzn-errortype", value);
        let refusal = Refusal::read(StatusCode::BAD_REQUEST, &headers, b"{}");
        assert_eq!(refusal.code, "SlowDown");
    }
}
