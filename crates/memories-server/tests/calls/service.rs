//! A running service with its own store, and requests to it.

use std::{fmt::Write as _, sync::Arc, time::Duration};

use elevenlabs::signature::{SigningSecret, sign};
use jiff::Timestamp;
use memories_domain::ports::{InboxAdmin, InboxEntry, InboxState, MemoryWriter};
use memories_server::{
    App, Ports,
    config::{Config, Environment},
};
use memories_store_sqlite::{Options, SqliteStore};
use reqwest::{Client, RequestBuilder, Response};
use serde_json::{Value, json};
use tempfile::TempDir;
use tokio::{net::TcpListener, task::JoinHandle, time};
use tokio_util::sync::CancellationToken;

use crate::watched_inbox::WatchedInbox;

pub(crate) const WORKSPACE_KEY: &str = "workspace-key-of-the-tests";
pub(crate) const HMAC_KEY: &str = "wsec_test_secret_for_oracle_only";
pub(crate) const ROBIN: &str = "+12025550143";
pub(crate) const SAM: &str = "+12025550144";
pub(crate) const AGENT: &str = "agent_0001testaaaaaaaaaaaaaaaaaaaa";

pub(crate) struct Service {
    pub(crate) url: String,
    pub(crate) client: Client,
    pub(crate) store: SqliteStore,
    inbox: WatchedInbox,
    shutdown: CancellationToken,
    server: JoinHandle<()>,
    data: TempDir,
}

impl Service {
    /// With both keys of ElevenLabs set.
    pub(crate) async fn start() -> Self {
        Self::with(&[]).await
    }

    /// With further variables set.
    pub(crate) async fn with(variables: &[(&str, &str)]) -> Self {
        Self::with_store(variables, |store| Arc::new(store)).await
    }

    /// With a store that wraps the SQLite store.
    pub(crate) async fn with_store(
        variables: &[(&str, &str)],
        wrap: impl FnOnce(SqliteStore) -> Arc<dyn MemoryWriter>,
    ) -> Self {
        // An error means that another test has installed it.
        let _ = rustls::crypto::ring::default_provider().install_default();
        let data = tempfile::tempdir().unwrap();
        let store = SqliteStore::open(data.path(), Options::default()).unwrap();
        Self::serve(variables, data, store, wrap).await
    }

    async fn serve(
        variables: &[(&str, &str)],
        data: TempDir,
        store: SqliteStore,
        wrap: impl FnOnce(SqliteStore) -> Arc<dyn MemoryWriter>,
    ) -> Self {
        let writer = wrap(store.clone());
        let inbox = WatchedInbox::new(store.clone());
        let ports = Ports {
            reader: Arc::clone(&writer) as _,
            writer,
            inbox: Arc::new(inbox.clone()),
            warnings: Arc::new(store.clone()),
            links: Arc::new(store.clone()),
        };
        let app = App::new(&config(variables), ports).unwrap();
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let url = format!("http://{}", listener.local_addr().unwrap());
        let shutdown = CancellationToken::new();
        let serving = app.serve(listener, shutdown.clone());
        let server = tokio::spawn(async move { serving.await.unwrap() });
        Self {
            url,
            client: Client::new(),
            store,
            inbox,
            shutdown,
            server,
            data,
        }
    }

    /// Stops as on a signal and waits until the shutdown is complete.
    pub(crate) async fn stop(self) -> SqliteStore {
        self.shutdown.cancel();
        self.server.await.unwrap();
        self.store
    }

    /// Where the store keeps its files.
    pub(crate) fn data_dir(&self) -> &std::path::Path {
        self.data.path()
    }

    pub(crate) fn post(&self, path: &str) -> RequestBuilder {
        self.client.post(format!("{}{path}", self.url))
    }

    pub(crate) fn get(&self, path: &str) -> RequestBuilder {
        self.client.get(format!("{}{path}", self.url))
    }

    pub(crate) fn client_data(&self, body: &Value) -> RequestBuilder {
        self.post("/client-data")
            .header("X-Workspace-Key", WORKSPACE_KEY)
            .json(body)
    }

    /// While the phone rings.
    pub(crate) async fn ring(&self, caller: &str) -> Value {
        let request = json!({"caller_id": caller, "agent_id": AGENT, "called_number": "+12025550199", "call_sid": "CA1"});
        ok(self.client_data(&request).send().await.unwrap()).await
    }

    /// The operator's backend asks for a caller whom it knows by an id of its own.
    pub(crate) async fn ask_for(&self, user_id: &str) -> Value {
        let request = json!({"user_id": user_id, "agent_id": AGENT});
        ok(self.client_data(&request).send().await.unwrap()).await
    }

    pub(crate) async fn ring_variables(&self, caller: &str) -> Value {
        self.ring(caller).await["dynamic_variables"].clone()
    }

    /// During the call.
    pub(crate) async fn search(&self, caller: &str, query: &str) -> Value {
        ok(self
            .post("/retrieve")
            .json(&json!({"query": query, "user_id": caller}))
            .send()
            .await
            .unwrap())
        .await
    }

    pub(crate) fn signed(&self, body: impl Into<Vec<u8>>) -> RequestBuilder {
        let body = body.into();
        let secret = SigningSecret::new(HMAC_KEY).unwrap();
        let header = sign(&secret, Timestamp::now().as_second(), &body);
        self.post("/post-call")
            .header("ElevenLabs-Signature", header)
            .body(body)
    }

    /// After the call.
    pub(crate) async fn hang_up(&self, event: &Value) {
        let reply = ok(self.signed(event.to_string()).send().await.unwrap()).await;
        assert_eq!(reply, json!({"status": "ok"}));
    }

    /// Waits until no event is pending, and returns all of them, newest first.
    pub(crate) async fn processed(&self) -> Vec<InboxEntry> {
        self.until(|entries| {
            let pending = entries
                .iter()
                .any(|entry| entry.state == InboxState::Pending);
            (!pending).then(|| entries.to_vec())
        })
        .await
    }

    /// Waits until `condition` finds something in the inbox.
    pub(crate) async fn until<T>(&self, condition: impl Fn(&[InboxEntry]) -> Option<T>) -> T {
        let mut changes = self.inbox.changes();
        let waiting = async {
            loop {
                changes.mark_unchanged();
                if let Some(found) = condition(&self.store.list(None, 1_000).await.unwrap()) {
                    return found;
                }
                changes.changed().await.unwrap();
            }
        };
        time::timeout(Duration::from_secs(30), waiting)
            .await
            .expect("the condition is never met")
    }

    /// Ends without a shutdown, and starts again on the same data with the SQLite store.
    pub(crate) async fn crash_and_restart(self) -> Self {
        self.server.abort();
        assert!(self.server.await.unwrap_err().is_cancelled());
        Self::serve(&[], self.data, self.store, |store| Arc::new(store)).await
    }

    /// Stops, and starts again on the same data with the SQLite store.
    pub(crate) async fn restart(self) -> Self {
        self.shutdown.cancel();
        self.server.await.unwrap();
        Self::serve(&[], self.data, self.store, |store| Arc::new(store)).await
    }
}

pub(crate) fn config(variables: &[(&str, &str)]) -> Config {
    let keys = [
        ("ELEVENLABS_WORKSPACE_KEY", WORKSPACE_KEY),
        ("ELEVENLABS_HMAC_KEY", HMAC_KEY),
    ];
    Config::read(
        &keys
            .iter()
            .chain(variables)
            .copied()
            .collect::<Environment>(),
    )
    .unwrap()
}

pub(crate) async fn ok(response: Response) -> Value {
    let status = response.status();
    let body = response.text().await.unwrap();
    assert_eq!(status, 200, "{body}");
    serde_json::from_str(&body).unwrap()
}

/// Checks the format of an error reply; returns its status, code and message.
pub(crate) async fn error_reply(response: Response) -> (u16, String, String) {
    let status = response.status().as_u16();
    let id = response.headers()["x-request-id"]
        .to_str()
        .unwrap()
        .to_owned();
    let body: Value = response.json().await.unwrap();
    assert_eq!(body["request_id"], id);
    let text = |field: &str| body[field].as_str().unwrap().to_owned();
    (status, text("code"), text("error"))
}

pub(crate) fn texts(memories: &Value) -> Vec<&str> {
    memories
        .as_array()
        .unwrap()
        .iter()
        .map(|memory| memory["memory"].as_str().unwrap())
        .collect()
}

/// The memories and variables in a reply to `/client-data`, one per line.
pub(crate) fn summarize(reply: &Value) -> String {
    let mut lines = String::new();
    for memory in reply["memories"].as_array().unwrap() {
        let metadata = &memory["metadata"];
        let detail = ["key", "subject", "speaker"]
            .into_iter()
            .find_map(|field| metadata[field].as_str());
        writeln!(
            lines,
            "{} {}: {}",
            metadata["type"].as_str().unwrap(),
            detail.unwrap_or("-"),
            memory["memory"].as_str().unwrap()
        )
        .unwrap();
    }
    for (name, value) in reply["dynamic_variables"].as_object().unwrap() {
        if name != "memory_summary" {
            writeln!(lines, "{name} = {value}").unwrap();
        }
    }
    lines
}

/// The event of a finished call.
pub(crate) fn call(conversation: &str, caller: &str, said: &[(&str, &str)]) -> Value {
    let transcript: Vec<Value> = said
        .iter()
        .map(|(role, message)| json!({"role": role, "message": message, "time_in_call_secs": 1}))
        .collect();
    json!({
        "type": "post_call_transcription",
        "event_timestamp": Timestamp::now().as_second(),
        "data": {
            "agent_id": AGENT,
            "conversation_id": conversation,
            "status": "done",
            "transcript": transcript,
            "metadata": {
                "start_time_unix_secs": Timestamp::now().as_second() - 60,
                "call_duration_secs": 60,
                "phone_call": {"type": "twilio", "direction": "inbound", "agent_number": "+12025550199", "external_number": caller},
            },
            "analysis": {"call_successful": "success", "transcript_summary": format!("Summary of {conversation}.")},
        }
    })
}
