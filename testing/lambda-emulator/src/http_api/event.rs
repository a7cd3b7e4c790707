use std::collections::BTreeMap;

use base64::{Engine, prelude::BASE64_STANDARD};
use jiff::Timestamp;
use serde_json::{Map, Value, json};
use uuid::Uuid;

use crate::variables::REGION;

/// The event for a request to an HTTP API.
#[derive(Debug, Clone)]
pub struct HttpEvent {
    method: String,
    path: String,
    query: String,
    headers: Vec<(String, String)>,
    body: Body,
    stage: String,
    source_ip: String,
}

#[derive(Debug, Clone)]
enum Body {
    None,
    Text(String),
    Base64(String),
}

impl HttpEvent {
    /// A request without additional headers and without a body, to the stage
    /// `$default`.
    #[must_use]
    pub fn new(method: &str, path: &str) -> Self {
        Self {
            method: method.to_owned(),
            path: path.to_owned(),
            query: String::new(),
            headers: Vec::new(),
            body: Body::None,
            stage: "$default".to_owned(),
            source_ip: "192.0.2.10".to_owned(),
        }
    }

    /// Adds a header. API Gateway converts names to lower case and joins several
    /// values with commas.
    #[must_use]
    pub fn header(mut self, name: &str, value: impl Into<String>) -> Self {
        self.headers.push((name.to_ascii_lowercase(), value.into()));
        self
    }

    /// Adds a header without converting its name to lower case, unlike API Gateway.
    #[must_use]
    pub fn header_as_is(mut self, name: &str, value: impl Into<String>) -> Self {
        self.headers.push((name.to_owned(), value.into()));
        self
    }

    /// The percent-encoded query string, without the question mark.
    #[must_use]
    pub fn query(mut self, query: &str) -> Self {
        query.clone_into(&mut self.query);
        self
    }

    /// A text body, as API Gateway sends for JSON and text.
    #[must_use]
    pub fn text(mut self, body: impl Into<String>) -> Self {
        self.body = Body::Text(body.into());
        self
    }

    /// A Base64 body, as API Gateway sends for binary content.
    #[must_use]
    pub fn base64(mut self, body: impl AsRef<[u8]>) -> Self {
        self.body = Body::Base64(BASE64_STANDARD.encode(body));
        self
    }

    /// A body that is marked as Base64 without being encoded, for malformed events.
    #[must_use]
    pub fn claimed_base64(mut self, body: impl Into<String>) -> Self {
        self.body = Body::Base64(body.into());
        self
    }

    /// A named stage, which API Gateway prepends to the path.
    #[must_use]
    pub fn stage(mut self, name: &str) -> Self {
        name.clone_into(&mut self.stage);
        self
    }

    /// The client's IP address; 192.0.2.10 by default.
    #[must_use]
    pub fn source_ip(mut self, address: &str) -> Self {
        address.clone_into(&mut self.source_ip);
        self
    }

    /// The event's JSON.
    #[must_use]
    pub fn build(&self) -> Value {
        let domain = format!("example.execute-api.{REGION}.amazonaws.com");
        let path = match self.stage.as_str() {
            "$default" => self.path.clone(),
            stage => format!("/{stage}{}", self.path),
        };
        let headers = self.joined_headers(&domain);
        let now = Timestamp::now();
        let mut event = json!({
            "version": "2.0",
            "routeKey": "$default",
            "rawPath": path,
            "rawQueryString": self.query,
            "headers": headers,
            "requestContext": {
                "accountId": "123456789012",
                "apiId": "example",
                "domainName": domain,
                "domainPrefix": "example",
                "http": {
                    "method": self.method,
                    "path": path,
                    "protocol": "HTTP/1.1",
                    "sourceIp": self.source_ip,
                    "userAgent": headers.get("user-agent").map_or("", String::as_str),
                },
                "requestId": Uuid::new_v4().simple().to_string(),
                "routeKey": "$default",
                "stage": self.stage,
                "time": now.strftime("%d/%b/%Y:%H:%M:%S +0000").to_string(),
                "timeEpoch": now.as_millisecond(),
            },
            "isBase64Encoded": matches!(self.body, Body::Base64(_)),
        });
        if let Some(event) = event.as_object_mut() {
            self.add_optional_fields(event);
        }
        event
    }

    /// Adds the fields that API Gateway omits if they are empty.
    fn add_optional_fields(&self, event: &mut Map<String, Value>) {
        if let Body::Text(body) | Body::Base64(body) = &self.body {
            event.insert("body".to_owned(), json!(body));
        }
        let cookies = self.headers.iter().filter(|(name, _)| name == "cookie");
        let cookies: Vec<&str> = cookies.flat_map(|(_, value)| value.split("; ")).collect();
        if !cookies.is_empty() {
            event.insert("cookies".to_owned(), json!(cookies));
        }
        let mut parameters = BTreeMap::new();
        for (name, value) in form_urlencoded::parse(self.query.as_bytes()) {
            append(&mut parameters, name.into_owned(), &value);
        }
        if !parameters.is_empty() {
            event.insert("queryStringParameters".to_owned(), json!(parameters));
        }
    }

    fn joined_headers(&self, domain: &str) -> BTreeMap<String, String> {
        let mut headers = BTreeMap::new();
        for (name, value) in self.headers.iter().filter(|(name, _)| name != "cookie") {
            append(&mut headers, name.clone(), value);
        }
        let length = match &self.body {
            Body::None => 0,
            Body::Text(text) => text.len(),
            Body::Base64(text) => BASE64_STANDARD
                .decode(text)
                .map_or(text.len(), |bytes| bytes.len()),
        };
        for (name, value) in [
            ("content-length", length.to_string()),
            ("host", domain.to_owned()),
            ("x-forwarded-for", self.source_ip.clone()),
            ("x-forwarded-port", "443".to_owned()),
            ("x-forwarded-proto", "https".to_owned()),
        ] {
            headers.entry(name.to_owned()).or_insert(value);
        }
        headers
    }
}

fn append(values: &mut BTreeMap<String, String>, name: String, value: &str) {
    values
        .entry(name)
        .and_modify(|joined| {
            joined.push(',');
            joined.push_str(value);
        })
        .or_insert_with(|| value.to_owned());
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn headers_are_in_lower_case_and_joined() {
        let event = HttpEvent::new("POST", "/post-call")
            .header("X-Twice", "one")
            .header("x-twice", "two")
            .header_as_is("X-Odd", "kept")
            .header("Cookie", "a=1; b=2")
            .build();
        assert_eq!(event["headers"]["x-twice"], "one,two");
        assert_eq!(event["headers"]["X-Odd"], "kept");
        assert_eq!(event["headers"].get("cookie"), None);
        assert_eq!(event["cookies"], json!(["a=1", "b=2"]));
    }

    #[test]
    fn a_named_stage_is_prepended_to_the_path() {
        let event = HttpEvent::new("GET", "/retrieve");
        assert_eq!(event.build()["rawPath"], "/retrieve");
        let event = event.stage("prod").build();
        assert_eq!(event["rawPath"], "/prod/retrieve");
        assert_eq!(event["requestContext"]["http"]["path"], "/prod/retrieve");
        assert_eq!(event["requestContext"]["stage"], "prod");
    }

    #[test]
    fn a_query_is_included_encoded_and_decoded() {
        let event = HttpEvent::new("GET", "/retrieve")
            .query("q=a%20b&q=c&x=")
            .build();
        assert_eq!(event["rawQueryString"], "q=a%20b&q=c&x=");
        assert_eq!(
            event["queryStringParameters"],
            json!({"q": "a b,c", "x": ""})
        );
    }

    #[test]
    fn a_body_is_text_or_base64_and_its_length_is_the_number_of_bytes() {
        let text = HttpEvent::new("POST", "/").text("caf\u{e9}").build();
        assert_eq!(
            (&text["body"], &text["isBase64Encoded"]),
            (&json!("caf\u{e9}"), &json!(false))
        );
        assert_eq!(text["headers"]["content-length"], "5");
        let bytes = HttpEvent::new("POST", "/").base64([0xff, 0]).build();
        assert_eq!(
            (&bytes["body"], &bytes["isBase64Encoded"]),
            (&json!("/wA="), &json!(true))
        );
        assert_eq!(bytes["headers"]["content-length"], "2");
        assert_eq!(HttpEvent::new("GET", "/").build().get("body"), None);
    }
}
