//! A running service with a store of its own.

use std::{sync::Arc, time::Duration};

use elevenlabs::signature::{SigningSecret, sign};
use jiff::Timestamp;
use memories_domain::{EventInbox, InboxEntry, InboxState, MemoryStore};
use memories_server::{
    App,
    config::{Config, Environment},
};
use memories_store_sqlite::{Options, SqliteStore};
use reqwest::{Client, RequestBuilder, Response};
use serde_json::{Value, json};
use tempfile::TempDir;
use tokio::{net::TcpListener, sync::oneshot, task::JoinHandle, time};

pub(crate) const WORKSPACE_KEY: &str = "workspace-key-of-the-tests";
pub(crate) const HMAC_KEY: &str = "wsec_test_secret_for_oracle_only";
pub(crate) const ROBIN: &str = "+12025550143";
pub(crate) const SAM: &str = "+12025550144";
pub(crate) const AGENT: &str = "agent_0001testaaaaaaaaaaaaaaaaaaaa";

pub(crate) struct Service {
    pub(crate) url: String,
    pub(crate) client: Client,
    pub(crate) store: SqliteStore,
    stop: Option<oneshot::Sender<()>>,
    server: JoinHandle<()>,
    data: TempDir,
}

impl Service {
    /// A service with both keys set and nothing else.
    pub(crate) async fn start() -> Self {
        Self::with(&[]).await
    }

    /// A service with further variables set.
    pub(crate) async fn with(variables: &[(&str, &str)]) -> Self {
        Self::with_store(variables, |store| Arc::new(store)).await
    }

    /// A service whose memories are behind something that may fail.
    pub(crate) async fn with_store(
        variables: &[(&str, &str)],
        wrap: impl FnOnce(SqliteStore) -> Arc<dyn MemoryStore>,
    ) -> Self {
        // A second start in one process finds the provider installed.
        let _ = rustls::crypto::ring::default_provider().install_default();
        let data = tempfile::tempdir().unwrap();
        let store = SqliteStore::open(data.path(), Options::default()).unwrap();
        Self::serve(variables, data, store, wrap).await
    }

    async fn serve(
        variables: &[(&str, &str)],
        data: TempDir,
        store: SqliteStore,
        wrap: impl FnOnce(SqliteStore) -> Arc<dyn MemoryStore>,
    ) -> Self {
        let app = App::new(
            &config(variables),
            wrap(store.clone()),
            Arc::new(store.clone()),
        )
        .unwrap();
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let url = format!("http://{}", listener.local_addr().unwrap());
        let (stop, stopped) = oneshot::channel::<()>();
        let server = tokio::spawn(async move {
            app.serve(listener, async { stopped.await.unwrap_or_default() })
                .await
                .unwrap();
        });
        Self {
            url,
            client: Client::new(),
            store,
            stop: Some(stop),
            server,
            data,
        }
    }

    /// Stops as on a signal, and waits until everything is done.
    pub(crate) async fn stop(mut self) -> SqliteStore {
        self.stop.take().unwrap().send(()).unwrap();
        self.server.await.unwrap();
        self.store
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

    /// The phone rings.
    pub(crate) async fn ring(&self, caller: &str) -> Value {
        let request = json!({"caller_id": caller, "agent_id": AGENT, "called_number": "+12025550199", "call_sid": "CA1"});
        ok(self.client_data(&request).send().await.unwrap()).await
    }

    pub(crate) async fn ring_variables(&self, caller: &str) -> Value {
        self.ring(caller).await["dynamic_variables"].clone()
    }

    /// The agent searches.
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

    /// The platform reports a call.
    pub(crate) async fn hang_up(&self, event: &Value) {
        let reply = ok(self.signed(event.to_string()).send().await.unwrap()).await;
        assert_eq!(reply, json!({"status": "ok"}));
    }

    /// Waits until no event is pending, and returns all of them, newest first.
    pub(crate) async fn settled(&self) -> Vec<InboxEntry> {
        self.until(|entries| {
            let pending = entries
                .iter()
                .any(|entry| entry.state == InboxState::Pending);
            (!pending).then(|| entries.to_vec())
        })
        .await
    }

    /// Waits until the inbox shows something.
    pub(crate) async fn until<T>(&self, shows: impl Fn(&[InboxEntry]) -> Option<T>) -> T {
        let seen = async {
            loop {
                match shows(&self.store.list(None, 1_000).await.unwrap()) {
                    Some(what) => return what,
                    None => time::sleep(Duration::from_millis(2)).await,
                }
            }
        };
        time::timeout(Duration::from_secs(10), seen)
            .await
            .expect("the inbox never shows it")
    }

    /// Stops, and starts again on the same data with the embedded store.
    pub(crate) async fn restart(mut self) -> Self {
        self.stop.take().unwrap().send(()).unwrap();
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

/// Checks an error reply's shape, and returns its status, code and sentence.
pub(crate) async fn refusal(response: Response) -> (u16, String, String) {
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

/// A finished call in the platform's own form.
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
