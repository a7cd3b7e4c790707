//! The services that the functions use: a Mem0-compatible server with the memories of
//! one caller, and a queue that accepts every message.

use std::sync::{
    Arc,
    atomic::{AtomicUsize, Ordering},
};

use anyhow::{Result, ensure};
use axum::{Json, Router};
use mem0_client::{AddRequest, Client, Entity, Message};
use mem0_server::{Mem0Server, Options};
use serde_json::json;
use tokio::{net::TcpListener, task::JoinHandle};

pub(crate) const CALLER: &str = "+12025550143";
/// The number of the caller's memories.
pub(crate) const MEMORY_COUNT: usize = 100;
/// The number of search results.
pub(crate) const RESULT_COUNT: usize = 3;

pub(crate) struct Backends {
    pub(crate) mem0: Mem0Server,
    pub(crate) queue_url: String,
    queue_requests: Arc<AtomicUsize>,
    seed_requests: usize,
    server: JoinHandle<()>,
}

impl Backends {
    pub(crate) async fn start() -> Result<Self> {
        let mem0 = Mem0Server::start(Options::default()).await?;
        seed(&mem0).await?;
        let queue_requests = Arc::new(AtomicUsize::new(0));
        let listener = TcpListener::bind("127.0.0.1:0").await?;
        let queue_url = format!("http://{}", listener.local_addr()?);
        let count = Arc::clone(&queue_requests);
        let router = Router::new().fallback(async move || {
            count.fetch_add(1, Ordering::Relaxed);
            Json(json!({"MessageId": "1", "MD5OfMessageBody": "1"}))
        });
        let server = tokio::spawn(async move {
            // It runs until the task is aborted.
            let _ = axum::serve(listener, router).await;
        });
        Ok(Self {
            seed_requests: mem0.received().len(),
            mem0,
            queue_url,
            queue_requests,
            server,
        })
    }

    /// The number of requests by the functions, to detect replies without any.
    pub(crate) fn request_count(&self) -> usize {
        self.mem0.received().len() - self.seed_requests
            + self.queue_requests.load(Ordering::Relaxed)
    }
}

impl Drop for Backends {
    fn drop(&mut self) {
        self.server.abort();
    }
}

async fn seed(mem0: &Mem0Server) -> Result<()> {
    let client = Client::builder()
        .base_url(mem0.url())
        .build(&"m0-bench-key".into())?;
    let messages = (0..MEMORY_COUNT).map(|number| {
        Message::user(format!(
            "Visit {number}: the boiler made a whistling noise, and a valve was set."
        ))
    });
    let request = AddRequest::new(&Entity::user(CALLER)?, messages)?.infer(false);
    let added = client.add(&request).await?.results.len();
    ensure!(added == MEMORY_COUNT, "{added} memories were added");
    Ok(())
}
