//! The HTTP endpoints of the Runtime API (2018-06-01), and those of the Extensions
//! API (2020-01-01) for registration and events.
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
    state::{Event, SharedState},
};

const EXTENSION_ID: &str = "lambda-extension-identifier";

type Shared = State<Arc<SharedState>>;

/// The running API.
#[derive(Debug)]
pub(crate) struct RuntimeApi {
    pub(crate) address: SocketAddr,
    _server: AbortOnDropHandle<io::Result<()>>,
}

impl RuntimeApi {
    pub(crate) async fn start(state: Arc<SharedState>) -> io::Result<Self> {
        let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).await?;
        let address = listener.local_addr()?;
        let listener = listener.tap_io(|connection| {
            // An optimisation, which may fail.
            let _ = connection.set_nodelay(true);
        });
        let server = tokio::spawn(axum::serve(listener, router(state)).into_future());
        Ok(Self {
            address,
            _server: AbortOnDropHandle::new(server),
        })
    }
}

fn router(state: Arc<SharedState>) -> Router {
    let runtime = Router::new()
        .route("/invocation/next", get(next_event))
        .route("/invocation/{request_id}/response", post(response))
        .route("/invocation/{request_id}/error", post(error))
        .route("/init/error", post(init_error));
    let extension = Router::new()
        .route("/register", post(register))
        .route("/event/next", get(next_extension_event));
    Router::new()
        .nest("/2018-06-01/runtime", runtime)
        .nest("/2020-01-01/extension", extension)
        .layer(DefaultBodyLimit::max(PAYLOAD_LIMIT))
        .with_state(state)
}

async fn next_event(State(state): Shared) -> Response {
    match state.next_event().await {
        Ok(event) => event_response(event),
        // A later request of the runtime replaced this one.
        Err(_) => StatusCode::GONE.into_response(),
    }
}

fn event_response(event: Event) -> Response {
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
    State(state): Shared,
    Path(request_id): Path<String>,
    body: Result<Bytes, BytesRejection>,
) -> Response {
    let Ok(body) = body else {
        let error = json!({
            "errorType": "Function.ResponseSizeTooLarge",
            "errorMessage": "the reply exceeds Lambda's limit",
        });
        state.complete(&request_id, Outcome::FunctionError(error));
        return StatusCode::PAYLOAD_TOO_LARGE.into_response();
    };
    let outcome = match serde_json::from_slice(&body) {
        Ok(reply) => Outcome::Reply(reply),
        Err(error) => Outcome::FunctionError(json!({
            "errorType": "Runtime.InvalidResponse",
            "errorMessage": format!("the reply is not JSON: {error}"),
        })),
    };
    complete(&state, &request_id, outcome)
}

async fn error(State(state): Shared, Path(request_id): Path<String>, body: Bytes) -> Response {
    complete(
        &state,
        &request_id,
        Outcome::FunctionError(parse_error(&body)),
    )
}

fn complete(state: &SharedState, request_id: &str, outcome: Outcome) -> Response {
    if state.complete(request_id, outcome) {
        accepted()
    } else {
        let error = json!({
            "errorType": "InvalidRequestID",
            "errorMessage": "no event with this request id is in progress",
        });
        (StatusCode::BAD_REQUEST, Json(error)).into_response()
    }
}

async fn init_error(State(state): Shared, body: Bytes) -> Response {
    state.set_init_error(parse_error(&body));
    accepted()
}

/// The reported error, as a string if it is not JSON.
fn parse_error(body: &[u8]) -> Value {
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

// Not axum's `Json`, which requires a content type; the real API does not.
async fn register(State(state): Shared, body: Bytes) -> Response {
    let Ok(Registration { events }) = serde_json::from_slice(&body) else {
        return StatusCode::BAD_REQUEST.into_response();
    };
    let id = state.register(&events);
    let function = json!({"functionName": "function", "functionVersion": "$LATEST", "handler": ""});
    ([(EXTENSION_ID, id)], Json(function)).into_response()
}

async fn next_extension_event(State(state): Shared, headers: HeaderMap) -> Response {
    let id = headers.get(EXTENSION_ID).and_then(|id| id.to_str().ok());
    let Some(next) = id.and_then(|id| state.next_extension_event(id)) else {
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
