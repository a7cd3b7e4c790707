//! The state shared by the Runtime API and the invoker.

use std::{collections::BTreeMap, time::Instant};

use bytes::Bytes;
use serde_json::{Value, json};
use tokio::sync::{oneshot, watch};
use uuid::Uuid;

use crate::{Outcome, variables};

/// An event for a function.
#[derive(Debug, Clone)]
pub(crate) struct Event {
    pub(crate) request_id: String,
    pub(crate) trace_id: String,
    pub(crate) function_arn: String,
    /// Milliseconds since 1970.
    pub(crate) deadline_ms: i64,
    pub(crate) payload: Bytes,
}

/// The outcome of an event and its time.
#[derive(Debug, Clone)]
pub(crate) struct Completion {
    pub(crate) outcome: Outcome,
    pub(crate) at: Instant,
}

/// What the runtime and the extensions of a function have requested and reported.
#[derive(Debug, Default)]
pub(crate) struct RuntimeState {
    /// The runtime's pending request for an event.
    runtime: Option<oneshot::Sender<Event>>,
    extensions: BTreeMap<String, Extension>,
    request_id: Option<String>,
    completion: Option<Completion>,
    init_error: Option<Value>,
}

#[derive(Debug)]
struct Extension {
    wants_invoke: bool,
    wants_shutdown: bool,
    next: Option<oneshot::Sender<Value>>,
}

/// A state whose changes can be awaited.
#[derive(Debug, Default)]
pub(crate) struct SharedState(watch::Sender<RuntimeState>);

impl RuntimeState {
    /// Whether the runtime and all extensions are waiting for the next event.
    pub(crate) fn is_idle(&self) -> bool {
        self.runtime.as_ref().is_some_and(|next| !next.is_closed())
            && self
                .extensions
                .values()
                .filter(|extension| extension.wants_invoke)
                .all(|extension| extension.next.is_some())
    }

    pub(crate) fn completion(&self) -> Option<Completion> {
        self.completion.clone()
    }

    pub(crate) fn init_error(&self) -> Option<Value> {
        self.init_error.clone()
    }

    pub(crate) fn has_extensions(&self) -> bool {
        !self.extensions.is_empty()
    }
}

impl SharedState {
    /// Waits until `condition` returns a value.
    pub(crate) async fn wait_for<T>(&self, condition: impl Fn(&RuntimeState) -> Option<T>) -> T {
        let mut changes = self.0.subscribe();
        loop {
            if let Some(value) = condition(&changes.borrow_and_update()) {
                return value;
            }
            if changes.changed().await.is_err() {
                std::future::pending::<()>().await;
            }
        }
    }

    pub(crate) fn read<T>(&self, read: impl FnOnce(&RuntimeState) -> T) -> T {
        read(&self.0.borrow())
    }

    /// Delivers an event to an idle function.
    pub(crate) fn deliver(&self, event: Event) {
        let notification = json!({
            "eventType": "INVOKE",
            "deadlineMs": event.deadline_ms,
            "requestId": event.request_id,
            "invokedFunctionArn": event.function_arn,
            "tracing": {"type": "X-Amzn-Trace-Id", "value": event.trace_id},
        });
        self.0.send_modify(|state| {
            state.request_id = Some(event.request_id.clone());
            state.completion = None;
            for extension in state.extensions.values_mut() {
                if extension.wants_invoke
                    && let Some(next) = extension.next.take()
                {
                    // A closed connection is not an error.
                    let _ = next.send(notification.clone());
                }
            }
            if let Some(next) = state.runtime.take() {
                let _ = next.send(event);
            }
        });
    }

    /// Notifies the extensions of the shutdown.
    pub(crate) fn announce_shutdown(&self, deadline_ms: i64) {
        let notification = json!({
            "eventType": "SHUTDOWN", "shutdownReason": "spindown", "deadlineMs": deadline_ms,
        });
        self.0.send_modify(|state| {
            for extension in state.extensions.values_mut() {
                if extension.wants_shutdown
                    && let Some(next) = extension.next.take()
                {
                    let _ = next.send(notification.clone());
                }
            }
        });
    }

    /// Registers the runtime's request for the next event.
    pub(crate) fn next_event(&self) -> oneshot::Receiver<Event> {
        let (sender, receiver) = oneshot::channel();
        self.0.send_modify(|state| state.runtime = Some(sender));
        receiver
    }

    /// Records the outcome of the current event; returns false for any other event.
    pub(crate) fn complete(&self, request_id: &str, outcome: Outcome) -> bool {
        self.0.send_if_modified(|state| {
            let expected = state.request_id.as_deref() == Some(request_id);
            if expected && state.completion.is_none() {
                let at = Instant::now();
                state.completion = Some(Completion { outcome, at });
                return true;
            }
            false
        })
    }

    /// Records an initialisation error.
    pub(crate) fn set_init_error(&self, error: Value) {
        self.0.send_modify(|state| state.init_error = Some(error));
    }

    /// Registers an extension and returns its id.
    pub(crate) fn register(&self, events: &[String]) -> String {
        let id = Uuid::new_v4().to_string();
        let wants = |event: &str| events.iter().any(|wanted| wanted == event);
        let extension = Extension {
            wants_invoke: wants("INVOKE"),
            wants_shutdown: wants("SHUTDOWN"),
            next: None,
        };
        self.0.send_modify(|state| {
            state.extensions.insert(id.clone(), extension);
        });
        id
    }

    /// Registers an extension's request for the next event; `None` for an unknown extension.
    pub(crate) fn next_extension_event(&self, id: &str) -> Option<oneshot::Receiver<Value>> {
        let (sender, receiver) = oneshot::channel();
        let is_registered = self.0.send_if_modified(|state| {
            let Some(extension) = state.extensions.get_mut(id) else {
                return false;
            };
            extension.next = Some(sender);
            true
        });
        is_registered.then_some(receiver)
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

/// A trace header without sampling.
fn trace_id() -> String {
    let trace = Uuid::new_v4().simple().to_string();
    let (time, rest) = trace.split_at(8);
    let (parent, _) = rest.split_at(16);
    format!("Root=1-{time}-{rest};Parent={parent};Sampled=0")
}
