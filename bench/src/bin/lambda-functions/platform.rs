//! What the functions talk to: a Mem0-compatible server that knows a caller, and a
//! queue that takes whatever it is sent.

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

/// The caller.
pub(crate) const ROBIN: &str = "+12025550143";
/// What is remembered of the caller.
pub(crate) const MEMORIES: usize = 100;
/// What a search finds of it.
pub(crate) const FOUND: usize = 3;

pub(crate) struct Platform {
    pub(crate) mem0: Mem0Server,
    /// Where the queue is.
    pub(crate) queue: String,
    queued: Arc<AtomicUsize>,
    seeded: usize,
    serving: JoinHandle<()>,
}

impl Platform {
    pub(crate) async fn start() -> Result<Self> {
        let mem0 = Mem0Server::start(Options::default()).await?;
        seed(&mem0).await?;
        let queued = Arc::new(AtomicUsize::new(0));
        let listener = TcpListener::bind("127.0.0.1:0").await?;
        let queue = format!("http://{}", listener.local_addr()?);
        let count = Arc::clone(&queued);
        let router = Router::new().fallback(async move || {
            count.fetch_add(1, Ordering::Relaxed);
            Json(json!({"MessageId": "1", "MD5OfMessageBody": "1"}))
        });
        let serving = tokio::spawn(async move {
            // It ends with the process at the latest.
            let _ = axum::serve(listener, router).await;
        });
        Ok(Self {
            seeded: mem0.received().len(),
            mem0,
            queue,
            queued,
            serving,
        })
    }

    /// How many requests there were, so that an answer that asked nobody shows.
    pub(crate) fn requests(&self) -> usize {
        self.mem0.received().len() - self.seeded + self.queued.load(Ordering::Relaxed)
    }
}

impl Drop for Platform {
    fn drop(&mut self) {
        self.serving.abort();
    }
}

async fn seed(mem0: &Mem0Server) -> Result<()> {
    let client = Client::builder()
        .base_url(mem0.url())
        .build(&"m0-bench-key".into())?;
    let said = (0..MEMORIES).map(|number| {
        Message::user(format!(
            "Visit {number}: the boiler made a whistling noise, and a valve was set."
        ))
    });
    let request = AddRequest::new(&Entity::user(ROBIN)?, said)?.infer(false);
    let added = client.add(&request).await?.results.len();
    ensure!(added == MEMORIES, "{added} memories were added");
    Ok(())
}
