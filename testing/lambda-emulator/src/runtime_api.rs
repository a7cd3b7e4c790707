//! The Runtime API (2018-06-01) and of the Extensions API (2020-01-01) what
//! concerns events, over HTTP.
//!
//! <https://docs.aws.amazon.com/lambda/latest/dg/runtimes-api.html>
//! <https://docs.aws.amazon.com/lambda/latest/dg/runtimes-extensions-api.html>

use std::{
    io,
    net::{Ipv4Addr, SocketAddr},
    sync::Arc,
};

use axum::{
    Json, Router,
    extract::{DefaultBodyLimit, Path, State, rejection::BytesRejection},
    response::{IntoResponse, Response},
    routing::{get, post},
    serve::ListenerExt,
};
use bytes::Bytes;
use http::{HeaderMap, StatusCode, header};
use serde::Deserialize;
use serde_json::{Value, json};
use tokio::net::TcpListener;
use tokio_util::task::AbortOnDropHandle;

use crate::{
    Outcome, PAYLOAD_LIMIT,
    exchange::{Event, Exchange},
};

const EXTENSION_ID: &str = "lambda-extension-identifier";

type Shared = State<Arc<Exchange>>;

/// The API while it is offered.
#[derive(Debug)]
pub(crate) struct RuntimeApi {
    pub(crate) address: SocketAddr,
    _serving: AbortOnDropHandle<io::Result<()>>,
}

impl RuntimeApi {
    pub(crate) async fn offer(exchange: Arc<Exchange>) -> io::Result<Self> {
        let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).await?;
        let address = listener.local_addr()?;
        let listener = listener.tap_io(|connection| {
            // It is faster with this, and works without.
            let _ = connection.set_nodelay(true);
        });
        let serving = tokio::spawn(axum::serve(listener, router(exchange)).into_future());
        Ok(Self {
            address,
            _serving: AbortOnDropHandle::new(serving),
        })
    }
}

fn router(exchange: Arc<Exchange>) -> Router {
    let runtime = Router::new()
        .route("/invocation/next", get(next))
        .route("/invocation/{request_id}/response", post(response))
        .route("/invocation/{request_id}/error", post(error))
        .route("/init/error", post(init_error));
    let extension = Router::new()
        .route("/register", post(register))
        .route("/event/next", get(next_of_extension));
    Router::new()
        .nest("/2018-06-01/runtime", runtime)
        .nest("/2020-01-01/extension", extension)
        .layer(DefaultBodyLimit::max(PAYLOAD_LIMIT))
        .with_state(exchange)
}

async fn next(State(exchange): Shared) -> Response {
    match exchange.next().await {
        Ok(event) => delivered(event),
        // The runtime asked once more meanwhile, and only the last is answered.
        Err(_) => StatusCode::GONE.into_response(),
    }
}

fn delivered(event: Event) -> Response {
    let headers = [
        ("content-type", "application/json".to_owned()),
        ("lambda-runtime-aws-request-id", event.request_id),
        ("lambda-runtime-deadline-ms", event.deadline_ms.to_string()),
        ("lambda-runtime-invoked-function-arn", event.function_arn),
        ("lambda-runtime-trace-id", event.trace_id),
    ];
    (headers, event.payload).into_response()
}

async fn response(
    State(exchange): Shared,
    Path(request_id): Path<String>,
    body: Result<Bytes, BytesRejection>,
) -> Response {
    let Ok(body) = body else {
        let error = json!({
            "errorType": "Function.ResponseSizeTooLarge",
            "errorMessage": "the reply is larger than Lambda takes",
        });
        exchange.settle(&request_id, Outcome::FunctionError(error));
        return StatusCode::PAYLOAD_TOO_LARGE.into_response();
    };
    let outcome = match serde_json::from_slice(&body) {
        Ok(reply) => Outcome::Reply(reply),
        Err(error) => Outcome::FunctionError(json!({
            "errorType": "Runtime.InvalidResponse",
            "errorMessage": format!("the reply is no JSON: {error}"),
        })),
    };
    settle(&exchange, &request_id, outcome)
}

async fn error(State(exchange): Shared, Path(request_id): Path<String>, body: Bytes) -> Response {
    settle(
        &exchange,
        &request_id,
        Outcome::FunctionError(error_in(&body)),
    )
}

fn settle(exchange: &Exchange, request_id: &str, outcome: Outcome) -> Response {
    if exchange.settle(request_id, outcome) {
        accepted()
    } else {
        let refusal = json!({
            "errorType": "InvalidRequestID",
            "errorMessage": "no answer is expected to this request",
        });
        (StatusCode::BAD_REQUEST, Json(refusal)).into_response()
    }
}

async fn init_error(State(exchange): Shared, body: Bytes) -> Response {
    exchange.fail(error_in(&body));
    accepted()
}

/// An error as it was reported; one that is no JSON is told in words.
fn error_in(body: &[u8]) -> Value {
    serde_json::from_slice(body)
        .unwrap_or_else(|_| Value::String(String::from_utf8_lossy(body).into_owned()))
}

fn accepted() -> Response {
    (StatusCode::ACCEPTED, Json(json!({"status": "OK"}))).into_response()
}

#[derive(Deserialize)]
struct Registration {
    events: Vec<String>,
}

// Not axum's `Json`, which asks for a content type; the real API does not.
async fn register(State(exchange): Shared, body: Bytes) -> Response {
    let Ok(Registration { events }) = serde_json::from_slice(&body) else {
        return StatusCode::BAD_REQUEST.into_response();
    };
    let id = exchange.register(&events);
    let about = json!({"functionName": "function", "functionVersion": "$LATEST", "handler": ""});
    ([(EXTENSION_ID, id)], Json(about)).into_response()
}

async fn next_of_extension(State(exchange): Shared, headers: HeaderMap) -> Response {
    let id = headers.get(EXTENSION_ID).and_then(|id| id.to_str().ok());
    let Some(next) = id.and_then(|id| exchange.next_of_extension(id)) else {
        return StatusCode::FORBIDDEN.into_response();
    };
    match next.await {
        Ok(event) => (
            [(header::CONTENT_TYPE, "application/json")],
            event.to_string(),
        )
            .into_response(),
        Err(_) => StatusCode::GONE.into_response(),
    }
}
