//! The AWS services that the functions use, in memory.

use std::{
    collections::BTreeMap,
    sync::{Arc, Mutex},
};

use axum::{
    Json, Router,
    body::Bytes,
    extract::{DefaultBodyLimit, State},
    http::{HeaderMap, Method, StatusCode, Uri},
    response::{IntoResponse, Response},
};
use serde_json::{Map, Value, json};
use tokio::net::TcpListener;

#[derive(Default)]
pub(crate) struct AwsState {
    /// The requests to send a message.
    pub(crate) messages: Vec<Value>,
    /// Whether SQS answers with an error.
    pub(crate) queue_fails: bool,
    /// Whether `DynamoDB` answers with an error.
    pub(crate) ledger_fails: bool,
    /// The items of the ledger, by key.
    ledger: BTreeMap<String, Map<String, Value>>,
    /// The text of the secret; without one, access is denied.
    pub(crate) secret: Option<String>,
    /// The objects in the bucket, by path.
    pub(crate) objects: BTreeMap<String, Bytes>,
}

#[derive(Clone)]
pub(crate) struct FakeAws {
    pub(crate) url: String,
    state: Arc<Mutex<AwsState>>,
}

impl FakeAws {
    pub(crate) async fn start() -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let url = format!("http://{}", listener.local_addr().unwrap());
        let state = Arc::default();
        let router = Router::new()
            .fallback(respond)
            .layer(DefaultBodyLimit::disable())
            .with_state(Arc::clone(&state));
        tokio::spawn(async move { axum::serve(listener, router).await });
        Self { url, state }
    }

    pub(crate) fn with_state<T>(&self, access: impl FnOnce(&mut AwsState) -> T) -> T {
        access(&mut self.state.lock().unwrap())
    }
}

async fn respond(
    State(state): State<Arc<Mutex<AwsState>>>,
    method: Method,
    uri: Uri,
    headers: HeaderMap,
    body: Bytes,
) -> Response {
    let authorization = headers["authorization"].to_str().unwrap();
    assert!(
        authorization.starts_with("AWS4-HMAC-SHA256 "),
        "{authorization}"
    );
    let mut state = state.lock().unwrap();
    match headers.get("x-amz-target") {
        Some(target) => json_operation(&mut state, target.to_str().unwrap(), &body),
        None => object_operation(&mut state.objects, &method, uri.path(), body),
    }
}

fn json_operation(state: &mut AwsState, target: &str, body: &[u8]) -> Response {
    let request: Value = serde_json::from_slice(body).unwrap();
    match target {
        "AmazonSQS.SendMessage" if state.queue_fails => service_error("AccessDenied", None),
        "AmazonSQS.SendMessage" => {
            state.messages.push(request);
            Json(json!({"MessageId": "1", "MD5OfMessageBody": "1"})).into_response()
        }
        "secretsmanager.GetSecretValue" => match &state.secret {
            Some(secret) => Json(json!({"SecretString": secret})).into_response(),
            None => service_error("AccessDeniedException", None),
        },
        "DynamoDB_20120810.UpdateItem" if state.ledger_fails => service_error("AccessDenied", None),
        "DynamoDB_20120810.UpdateItem" => update_item(&mut state.ledger, &request),
        other => panic!("unexpected operation {other}"),
    }
}

/// S3, with the bucket in the path.
fn object_operation(
    objects: &mut BTreeMap<String, Bytes>,
    method: &Method,
    path: &str,
    body: Bytes,
) -> Response {
    match *method {
        Method::PUT => {
            objects.insert(path.to_owned(), body);
            StatusCode::OK.into_response()
        }
        Method::GET => match objects.get(path) {
            Some(object) => object.clone().into_response(),
            None => (
                StatusCode::NOT_FOUND,
                "<Error><Code>NoSuchKey</Code></Error>",
            )
                .into_response(),
        },
        Method::DELETE => {
            objects.remove(path);
            StatusCode::NO_CONTENT.into_response()
        }
        _ => panic!("unexpected method {method}"),
    }
}

/// The three updates of the ledger, which differ in their expressions.
fn update_item(ledger: &mut BTreeMap<String, Map<String, Value>>, request: &Value) -> Response {
    let key = request["Key"]["entry"]["S"].as_str().unwrap();
    let expression = request["UpdateExpression"].as_str().unwrap();
    let values = &request["ExpressionAttributeValues"];
    let previous = ledger.get(key).cloned();
    let mut item = previous.clone().unwrap_or_default();
    let number = |value: Option<&Value>| -> Option<i64> {
        value.map(|value| value["N"].as_str().unwrap().parse().unwrap())
    };
    let begins = values.get(":attempt").is_some();
    let condition_holds = if begins {
        let completed = number(item.get("completeness"));
        !item.contains_key("attempt") && completed < number(values.get(":completeness"))
    } else {
        item.contains_key("attempt")
    };
    if !condition_holds {
        return service_error("ConditionalCheckFailedException", previous.as_ref());
    }
    if begins {
        for (attribute, value) in [
            ("attempt", ":attempt"),
            ("attempt_completeness", ":completeness"),
            ("begun_at", ":begun_at"),
        ] {
            item.insert(attribute.to_owned(), values[value].clone());
        }
    } else {
        let completeness = item.remove("attempt_completeness").unwrap();
        if expression.starts_with("SET ") {
            item.insert("completeness".to_owned(), completeness);
        }
        item.remove("attempt");
        item.remove("begun_at");
    }
    ledger.insert(key.to_owned(), item);
    Json(json!({"Attributes": previous})).into_response()
}

fn service_error(code: &str, item: Option<&Map<String, Value>>) -> Response {
    let body = json!({"__type": format!("com.amazonaws#{code}"), "message": "", "Item": item});
    (StatusCode::BAD_REQUEST, Json(body)).into_response()
}
