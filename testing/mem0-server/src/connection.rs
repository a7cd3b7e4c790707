//! Connections, and how answers break on them.

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
    Received, Shared,
    fault::{Failure, Fault},
    locked, routes,
};

/// What closes a connection without an answer.
#[derive(Debug, thiserror::Error)]
#[error("the connection breaks as planned")]
struct Broken(#[source] Option<axum::Error>);

/// Serves connections until it is aborted, and they with it.
pub(crate) async fn accept(listener: TcpListener, shared: Arc<Shared>) {
    let mut connections = JoinSet::new();
    loop {
        let Ok((stream, _)) = listener.accept().await else {
            continue;
        };
        let shared = Arc::clone(&shared);
        let answer = service_fn(move |request| answer(Arc::clone(&shared), request));
        connections.spawn(http1::Builder::new().serve_connection(TokioIo::new(stream), answer));
        while connections.try_join_next().is_some() {}
    }
}

async fn answer(shared: Arc<Shared>, request: Request<Incoming>) -> Result<Response<Body>, Broken> {
    let (head, body) = request.into_parts();
    let body = body
        .collect()
        .await
        .map_err(|error| Broken(Some(axum::Error::new(error))))?
        .to_bytes();
    let path = head.uri.path().to_owned();
    locked(&shared.received).push(Received {
        method: head.method.to_string(),
        path: path.clone(),
        query: head.uri.query().unwrap_or_default().to_owned(),
        body: serde_json::from_slice(&body).unwrap_or(Value::Null),
    });
    let fault = locked(&shared.faults).meeting(&path);
    let request = Request::from_parts(head, Body::from(body));
    let processed = async {
        let Ok(response) = routes::router(Arc::clone(&shared)).oneshot(request).await;
        response
    };
    match fault {
        None => Ok(processed.await),
        Some(Fault {
            failure: Failure::Slow(by),
            processed: false,
            ..
        }) => {
            sleep(by).await;
            Ok(processed.await)
        }
        Some(Fault {
            failure,
            processed: false,
            ..
        }) => broken(failure, StatusCode::OK.into_response()).await,
        Some(Fault { failure, .. }) => broken(failure, processed.await).await,
    }
}

/// What becomes of an answer.
async fn broken(failure: Failure, answer: Response<Body>) -> Result<Response<Body>, Broken> {
    const PAGE: &str = "<html><body><h1>A gateway's page</h1></body></html>";
    match failure {
        Failure::Slow(by) => {
            sleep(by).await;
            Ok(answer)
        }
        Failure::Status(status) => {
            let status = StatusCode::from_u16(status).unwrap_or(StatusCode::BAD_GATEWAY);
            Ok((status, PAGE).into_response())
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
        Failure::Reset => Err(Broken(None)),
        Failure::Truncated => Ok(truncated()),
        Failure::NotJson => Ok((StatusCode::OK, PAGE).into_response()),
    }
}

/// A body that breaks off.
fn truncated() -> Response<Body> {
    let beginning = stream::iter([Ok(Bytes::from_static(b"{\"results\": [{\"id\""))]);
    let end = stream::iter([Err(io::Error::from(io::ErrorKind::ConnectionAborted))]);
    let mut response = Response::new(Body::from_stream(beginning.chain(end)));
    response.headers_mut().insert(
        header::CONTENT_TYPE,
        HeaderValue::from_static("application/json"),
    );
    response
}
