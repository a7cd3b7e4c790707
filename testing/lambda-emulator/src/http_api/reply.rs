use base64::{Engine, prelude::BASE64_STANDARD};
use bytes::Bytes;
use http::{HeaderMap, HeaderName, HeaderValue, StatusCode, header::SET_COOKIE};
use serde::{Deserialize, de::DeserializeOwned};
use serde_json::Value;

use crate::Error;

/// The HTTP response that API Gateway creates from a function's reply.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct HttpReply {
    pub status: StatusCode,
    pub headers: HeaderMap,
    /// The decoded body.
    pub body: Bytes,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Reply {
    status_code: u16,
    #[serde(default)]
    headers: Headers,
    #[serde(default)]
    multi_value_headers: Option<Value>,
    #[serde(default)]
    cookies: Vec<String>,
    #[serde(default)]
    body: Option<String>,
    #[serde(default)]
    is_base64_encoded: bool,
}

type Headers = std::collections::BTreeMap<String, String>;

impl HttpReply {
    pub(crate) fn parse(reply: &Value) -> Result<Self, Error> {
        let reply = Reply::deserialize(reply).map_err(malformed)?;
        if reply
            .multi_value_headers
            .is_some_and(|headers| headers != Value::Object(serde_json::Map::new()))
        {
            return Err(malformed("payload format 2.0 has no multiValueHeaders"));
        }
        let body = reply.body.unwrap_or_default();
        Ok(Self {
            status: StatusCode::from_u16(reply.status_code).map_err(malformed)?,
            headers: headers(reply.headers, reply.cookies)?,
            body: if reply.is_base64_encoded {
                BASE64_STANDARD.decode(body).map_err(malformed)?.into()
            } else {
                body.into()
            },
        })
    }

    /// Deserialises the body as JSON.
    pub fn json<T: DeserializeOwned>(&self) -> Result<T, Error> {
        serde_json::from_slice(&self.body).map_err(malformed)
    }

    #[must_use]
    pub fn header(&self, name: &str) -> Option<&str> {
        self.headers.get(name)?.to_str().ok()
    }
}

fn headers(single: Headers, cookies: Vec<String>) -> Result<HeaderMap, Error> {
    let mut headers = HeaderMap::new();
    for (name, value) in single {
        let name = HeaderName::try_from(name).map_err(malformed)?;
        headers.append(name, HeaderValue::try_from(value).map_err(malformed)?);
    }
    for cookie in cookies {
        headers.append(
            SET_COOKIE,
            HeaderValue::try_from(cookie).map_err(malformed)?,
        );
    }
    Ok(headers)
}

#[expect(clippy::needless_pass_by_value, reason = "the signature for `map_err`")]
fn malformed(reason: impl ToString) -> Error {
    Error::Malformed {
        expected: "an HTTP API",
        reason: reason.to_string(),
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn a_reply_has_a_status_headers_and_a_decoded_body() {
        let reply = HttpReply::parse(&json!({
            "statusCode": 201, "headers": {"X-One": "1"}, "cookies": ["a=1", "b=2"],
            "body": "/wA=", "isBase64Encoded": true,
        }))
        .unwrap();
        assert_eq!(reply.status, 201);
        assert_eq!(reply.header("x-one"), Some("1"));
        assert_eq!(reply.headers.get_all(SET_COOKIE).iter().count(), 2);
        assert_eq!(reply.body, [0xff, 0].as_slice());
    }

    #[test]
    fn replies_that_api_gateway_would_reject_are_errors() {
        for reply in [
            json!({"body": "no status"}),
            json!({"statusCode": 99}),
            json!({"statusCode": 200, "body": "%", "isBase64Encoded": true}),
            json!({"statusCode": 200, "headers": {"two words": "x"}}),
            json!("text"),
        ] {
            assert!(HttpReply::parse(&reply).is_err(), "{reply}");
        }
    }
}
