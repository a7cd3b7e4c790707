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
use serde_json::{Value, json};
use tokio::net::TcpListener;

/// What the services hold.
#[derive(Default)]
pub(crate) struct Held {
    /// The messages that SQS was sent, as it was sent them.
    pub(crate) messages: Vec<Value>,
    /// Whether SQS refuses.
    pub(crate) queue_is_down: bool,
    /// Whether the ledger refuses.
    pub(crate) ledger_is_down: bool,
    /// The items of the ledger, by their keys.
    pub(crate) ledger: BTreeMap<String, Value>,
    /// The text of the secret; nobody may read it while there is none.
    pub(crate) secret: Option<String>,
    /// The objects in the bucket, by their paths.
    pub(crate) objects: BTreeMap<String, Bytes>,
}

#[derive(Clone)]
pub(crate) struct AwsDouble {
    pub(crate) url: String,
    held: Arc<Mutex<Held>>,
}

impl AwsDouble {
    pub(crate) async fn start() -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let url = format!("http://{}", listener.local_addr().unwrap());
        let held = Arc::default();
        let router = Router::new()
            .fallback(answer)
            .layer(DefaultBodyLimit::disable())
            .with_state(Arc::clone(&held));
        tokio::spawn(async move { axum::serve(listener, router).await });
        Self { url, held }
    }

    /// Looks at what the services hold, or changes it.
    pub(crate) fn held<T>(&self, look: impl FnOnce(&mut Held) -> T) -> T {
        look(&mut self.held.lock().unwrap())
    }
}

async fn answer(
    State(held): State<Arc<Mutex<Held>>>,
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
    let mut held = held.lock().unwrap();
    match headers.get("x-amz-target") {
        Some(target) => perform(&mut held, target.to_str().unwrap(), &body),
        None => object(&mut held.objects, &method, uri.path(), body),
    }
}

/// The services whose calls are JSON.
fn perform(held: &mut Held, target: &str, body: &[u8]) -> Response {
    let request: Value = serde_json::from_slice(body).unwrap();
    match target {
        "AmazonSQS.SendMessage" if held.queue_is_down => refused("AccessDenied", None),
        "AmazonSQS.SendMessage" => {
            held.messages.push(request);
            Json(json!({"MessageId": "1", "MD5OfMessageBody": "1"})).into_response()
        }
        "secretsmanager.GetSecretValue" => match &held.secret {
            Some(secret) => Json(json!({"SecretString": secret})).into_response(),
            None => refused("AccessDeniedException", None),
        },
        _ if held.ledger_is_down && target.starts_with("DynamoDB") => refused("AccessDenied", None),
        "DynamoDB_20120810.PutItem" => begin(&mut held.ledger, &request),
        "DynamoDB_20120810.UpdateItem" => {
            let key = request["Key"]["entry"]["S"].as_str().unwrap();
            held.ledger.get_mut(key).unwrap()["state"] = json!({"S": "done"});
            Json(json!({})).into_response()
        }
        "DynamoDB_20120810.DeleteItem" => {
            let key = request["Key"]["entry"]["S"].as_str().unwrap();
            held.ledger.remove(key);
            Json(json!({})).into_response()
        }
        other => panic!("{other} is not expected"),
    }
}

/// S3, with the bucket in the path.
fn object(
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
        _ => panic!("{method} is not expected"),
    }
}

/// Puts an item on condition that it is not there.
fn begin(ledger: &mut BTreeMap<String, Value>, request: &Value) -> Response {
    assert_eq!(
        request["ConditionExpression"],
        "attribute_not_exists(#entry)"
    );
    let item = &request["Item"];
    let key = item["entry"]["S"].as_str().unwrap();
    if let Some(there) = ledger.get(key) {
        refused("ConditionalCheckFailedException", Some(there))
    } else {
        ledger.insert(key.to_owned(), item.clone());
        Json(json!({})).into_response()
    }
}

fn refused(code: &str, item: Option<&Value>) -> Response {
    let body = json!({"__type": format!("com.amazonaws#{code}"), "message": "", "Item": item});
    (StatusCode::BAD_REQUEST, Json(body)).into_response()
}
