//! HTTP connections with fault injection.

use std::{io, sync::Arc};

use axum::{body::Body, response::IntoResponse};
use bytes::Bytes;
use futures::{StreamExt, stream};
use http::{HeaderValue, Request, Response, StatusCode, header};
use http_body_util::BodyExt;
use hyper::{body::Incoming, server::conn::http1, service::service_fn};
use hyper_util::rt::TokioIo;
use serde_json::Value;
use tokio::{net::TcpListener, task::JoinSet, time::sleep};
use tower::ServiceExt;

use crate::{
    ReceivedRequest,
    fault::{Failure, Fault},
    routes,
    state::{SharedState, lock},
};

/// Closes a connection without a response.
#[derive(Debug, thiserror::Error)]
#[error("the connection was closed by a planned fault")]
struct ConnectionClosed(#[source] Option<axum::Error>);

/// Serves connections until its task is aborted, which also aborts the connections.
pub(crate) async fn accept(listener: TcpListener, state: Arc<SharedState>) {
    let mut connections = JoinSet::new();
    loop {
        let Ok((stream, _)) = listener.accept().await else {
            continue;
        };
        let state = Arc::clone(&state);
        let service = service_fn(move |request| respond(Arc::clone(&state), request));
        connections.spawn(http1::Builder::new().serve_connection(TokioIo::new(stream), service));
        while connections.try_join_next().is_some() {}
    }
}

async fn respond(
    state: Arc<SharedState>,
    request: Request<Incoming>,
) -> Result<Response<Body>, ConnectionClosed> {
    let (parts, body) = request.into_parts();
    let body = body
        .collect()
        .await
        .map_err(|error| ConnectionClosed(Some(axum::Error::new(error))))?
        .to_bytes();
    let path = parts.uri.path().to_owned();
    lock(&state.received).push(ReceivedRequest {
        method: parts.method.to_string(),
        path: path.clone(),
        query: parts.uri.query().unwrap_or_default().to_owned(),
        body: serde_json::from_slice(&body).unwrap_or(Value::Null),
    });
    let fault = lock(&state.faults).take_matching(&path);
    let request = Request::from_parts(parts, Body::from(body));
    let process = async {
        let Ok(response) = routes::router(Arc::clone(&state)).oneshot(request).await;
        response
    };
    match fault {
        None => Ok(process.await),
        Some(Fault {
            failure: Failure::Slow(delay),
            processed: false,
            ..
        }) => {
            sleep(delay).await;
            Ok(process.await)
        }
        Some(Fault {
            failure,
            processed: false,
            ..
        }) => fail(failure, StatusCode::OK.into_response()).await,
        Some(Fault { failure, .. }) => fail(failure, process.await).await,
    }
}

/// Applies a failure to a response.
async fn fail(
    failure: Failure,
    response: Response<Body>,
) -> Result<Response<Body>, ConnectionClosed> {
    const HTML_PAGE: &str = "<html><body><h1>Error page of a gateway</h1></body></html>";
    match failure {
        Failure::Slow(delay) => {
            sleep(delay).await;
            Ok(response)
        }
        Failure::Status(status) => {
            let status = StatusCode::from_u16(status).unwrap_or(StatusCode::BAD_GATEWAY);
            Ok((status, HTML_PAGE).into_response())
        }
        Failure::TooManyRequests(seconds) => {
            let mut response = (
                StatusCode::TOO_MANY_REQUESTS,
                axum::Json(serde_json::json!({"detail": "Request was throttled."})),
            )
                .into_response();
            response
                .headers_mut()
                .insert(header::RETRY_AFTER, HeaderValue::from(seconds));
            Ok(response)
        }
        Failure::Reset => Err(ConnectionClosed(None)),
        Failure::Truncated => Ok(truncated()),
        Failure::NotJson => Ok((StatusCode::OK, HTML_PAGE).into_response()),
    }
}

/// A response whose body is incomplete.
fn truncated() -> Response<Body> {
    let start = stream::iter([Ok(Bytes::from_static(b"{\"results\": [{\"id\""))]);
    let error = stream::iter([Err(io::Error::from(io::ErrorKind::ConnectionAborted))]);
    let mut response = Response::new(Body::from_stream(start.chain(error)));
    response.headers_mut().insert(
        header::CONTENT_TYPE,
        HeaderValue::from_static("application/json"),
    );
    response
}
