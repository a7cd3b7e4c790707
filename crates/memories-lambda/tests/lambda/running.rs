//! A running function whose log is looked through after every event.

use http::StatusCode;
use lambda_emulator::{Builder, Function, HttpEvent, Invocation, SqsEvent};
use serde_json::Value;

use crate::log;

pub(crate) struct Running(pub(crate) Function);

/// What a client of an HTTP API gets.
pub(crate) struct Answer {
    pub(crate) status: StatusCode,
    pub(crate) body: Value,
    pub(crate) log: Vec<Value>,
}

impl Running {
    pub(crate) async fn start(function: Builder) -> Self {
        Self(function.start().await.unwrap())
    }

    /// Gives it an event. Whatever it writes is proper and discreet.
    pub(crate) async fn invoke(&mut self, event: &Value) -> Invocation {
        let invocation = self.0.invoke(event).await.unwrap();
        log::read(&invocation.log);
        invocation
    }

    /// Gives it a request, which it answers in JSON, and writes one line about.
    pub(crate) async fn answer(&mut self, event: &HttpEvent) -> Answer {
        let invocation = self.invoke(&event.build()).await;
        let reply = invocation.http().unwrap();
        let lines = log::read(&invocation.log);
        let about = lines.iter().filter(|line| line["duration_ms"].is_number());
        assert_eq!(about.count(), 1, "{lines:#?}");
        Answer {
            status: reply.status,
            body: reply.json().unwrap_or_default(),
            log: lines,
        }
    }

    /// Gives it messages; returns the ids of those that it hands back.
    pub(crate) async fn failed(&mut self, event: &SqsEvent) -> Vec<String> {
        self.invoke(&event.build()).await.failed_messages().unwrap()
    }
}
