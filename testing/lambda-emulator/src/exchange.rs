//! What the Runtime API and the one who invokes have to tell each other.

use std::{collections::BTreeMap, time::Instant};

use bytes::Bytes;
use serde_json::{Value, json};
use tokio::sync::{oneshot, watch};
use uuid::Uuid;

use crate::{Outcome, variables};

/// An event on its way to a function.
#[derive(Debug, Clone)]
pub(crate) struct Event {
    pub(crate) request_id: String,
    pub(crate) trace_id: String,
    pub(crate) function_arn: String,
    /// Milliseconds since 1970.
    pub(crate) deadline_ms: i64,
    pub(crate) payload: Bytes,
}

/// What a function said about an event, and when.
#[derive(Debug, Clone)]
pub(crate) struct Answer {
    pub(crate) outcome: Outcome,
    pub(crate) at: Instant,
}

/// The function as the Runtime API sees it.
#[derive(Debug, Default)]
pub(crate) struct State {
    runtime: Option<oneshot::Sender<Event>>,
    extensions: BTreeMap<String, Extension>,
    request_id: Option<String>,
    answer: Option<Answer>,
    init_error: Option<Value>,
}

#[derive(Debug)]
struct Extension {
    told_of_events: bool,
    told_of_end: bool,
    next: Option<oneshot::Sender<Value>>,
}

/// The state, whose changes can be waited for.
#[derive(Debug, Default)]
pub(crate) struct Exchange(watch::Sender<State>);

impl State {
    /// Whether nothing is left to be done but to wait for the next event.
    pub(crate) fn is_idle(&self) -> bool {
        self.runtime.as_ref().is_some_and(|next| !next.is_closed())
            && self
                .extensions
                .values()
                .filter(|extension| extension.told_of_events)
                .all(|extension| extension.next.is_some())
    }

    pub(crate) fn answer(&self) -> Option<Answer> {
        self.answer.clone()
    }

    pub(crate) fn init_error(&self) -> Option<Value> {
        self.init_error.clone()
    }

    pub(crate) fn has_extensions(&self) -> bool {
        !self.extensions.is_empty()
    }
}

impl Exchange {
    /// Returns what `condition` finds, once it does.
    pub(crate) async fn when<T>(&self, condition: impl Fn(&State) -> Option<T>) -> T {
        let mut changes = self.0.subscribe();
        loop {
            if let Some(met) = condition(&changes.borrow_and_update()) {
                return met;
            }
            if changes.changed().await.is_err() {
                std::future::pending::<()>().await;
            }
        }
    }

    pub(crate) fn look<T>(&self, at: impl FnOnce(&State) -> T) -> T {
        at(&self.0.borrow())
    }

    /// Hands an event to an idle function.
    pub(crate) fn deliver(&self, event: Event) {
        let notice = json!({
            "eventType": "INVOKE",
            "deadlineMs": event.deadline_ms,
            "requestId": event.request_id,
            "invokedFunctionArn": event.function_arn,
            "tracing": {"type": "X-Amzn-Trace-Id", "value": event.trace_id},
        });
        self.0.send_modify(|state| {
            state.request_id = Some(event.request_id.clone());
            state.answer = None;
            for extension in state.extensions.values_mut() {
                if extension.told_of_events
                    && let Some(next) = extension.next.take()
                {
                    // Whoever hung up does not come back.
                    let _ = next.send(notice.clone());
                }
            }
            if let Some(next) = state.runtime.take() {
                let _ = next.send(event);
            }
        });
    }

    /// Tells the extensions of the end.
    pub(crate) fn announce_end(&self, deadline_ms: i64) {
        let notice = json!({
            "eventType": "SHUTDOWN", "shutdownReason": "spindown", "deadlineMs": deadline_ms,
        });
        self.0.send_modify(|state| {
            for extension in state.extensions.values_mut() {
                if extension.told_of_end
                    && let Some(next) = extension.next.take()
                {
                    let _ = next.send(notice.clone());
                }
            }
        });
    }

    /// The runtime asks for an event.
    pub(crate) fn next(&self) -> oneshot::Receiver<Event> {
        let (sender, receiver) = oneshot::channel();
        self.0.send_modify(|state| state.runtime = Some(sender));
        receiver
    }

    /// The runtime answers; false when nobody waits for this answer.
    pub(crate) fn settle(&self, request_id: &str, outcome: Outcome) -> bool {
        self.0.send_if_modified(|state| {
            let expected = state.request_id.as_deref() == Some(request_id);
            if expected && state.answer.is_none() {
                let at = Instant::now();
                state.answer = Some(Answer { outcome, at });
                return true;
            }
            false
        })
    }

    /// The runtime cannot start.
    pub(crate) fn fail(&self, error: Value) {
        self.0.send_modify(|state| state.init_error = Some(error));
    }

    /// An extension wants to be told of events; returns what it is to be called.
    pub(crate) fn register(&self, events: &[String]) -> String {
        let id = Uuid::new_v4().to_string();
        let wants = |event: &str| events.iter().any(|wanted| wanted == event);
        let extension = Extension {
            told_of_events: wants("INVOKE"),
            told_of_end: wants("SHUTDOWN"),
            next: None,
        };
        self.0.send_modify(|state| {
            state.extensions.insert(id.clone(), extension);
        });
        id
    }

    /// An extension asks for an event; nothing when it never registered.
    pub(crate) fn next_of_extension(&self, id: &str) -> Option<oneshot::Receiver<Value>> {
        let (sender, receiver) = oneshot::channel();
        let known = self.0.send_if_modified(|state| {
            let Some(extension) = state.extensions.get_mut(id) else {
                return false;
            };
            extension.next = Some(sender);
            true
        });
        known.then_some(receiver)
    }
}

impl Event {
    pub(crate) fn new(function: &str, payload: Bytes, deadline_ms: i64) -> Self {
        Self {
            request_id: Uuid::new_v4().to_string(),
            trace_id: trace_id(),
            function_arn: variables::arn(function),
            deadline_ms,
            payload,
        }
    }
}

/// A trace that is not sampled.
fn trace_id() -> String {
    let trace = Uuid::new_v4().simple().to_string();
    let (time, rest) = trace.split_at(8);
    let (parent, _) = rest.split_at(16);
    format!("Root=1-{time}-{rest};Parent={parent};Sampled=0")
}
