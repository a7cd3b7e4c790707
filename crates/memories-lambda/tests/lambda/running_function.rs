use http::StatusCode;
use lambda_emulator::{Builder, Function, HttpEvent, Invocation, SqsEvent};
use serde_json::Value;

use crate::log;

/// A running function. Its log is checked after every event.
pub(crate) struct RunningFunction(pub(crate) Function);

/// The response of an HTTP API.
pub(crate) struct HttpResponse {
    pub(crate) status: StatusCode,
    pub(crate) body: Value,
    pub(crate) log: Vec<Value>,
}

impl RunningFunction {
    pub(crate) async fn start(function: Builder) -> Self {
        Self(function.start().await.unwrap())
    }

    pub(crate) async fn invoke(&mut self, event: &Value) -> Invocation {
        let invocation = self.0.invoke(event).await.unwrap();
        log::parse(&invocation.log);
        invocation
    }

    /// Sends a request. The function logs one line about it.
    pub(crate) async fn send(&mut self, request: &HttpEvent) -> HttpResponse {
        let invocation = self.invoke(&request.build()).await;
        let reply = invocation.http().unwrap();
        let lines = log::parse(&invocation.log);
        let with_duration = lines.iter().filter(|line| line["duration_ms"].is_number());
        assert_eq!(with_duration.count(), 1, "{lines:#?}");
        HttpResponse {
            status: reply.status,
            body: reply.json().unwrap_or_default(),
            log: lines,
        }
    }

    /// Delivers messages; returns the ids of those that are to be delivered again.
    pub(crate) async fn deliver(&mut self, event: &SqsEvent) -> Vec<String> {
        self.invoke(&event.build()).await.failed_messages().unwrap()
    }
}
