use std::{
    fmt,
    sync::{
        Arc,
        atomic::{AtomicU64, Ordering},
    },
    time::Duration,
};

use memories_index::{EmbeddingModel, TokenEmbeddings};
use tokio::{sync::Semaphore, task::spawn_blocking, time::timeout};

/// Embeds queries within a deadline.
#[derive(Clone)]
pub(crate) struct QueryEncoder {
    model: Arc<dyn EmbeddingModel>,
    /// Limits how many queries are encoded at the same time.
    slots: Arc<Semaphore>,
    /// Limits how many are encoded or wait: more would be encoded too late.
    admission: Arc<Semaphore>,
    timeout: Duration,
    fallbacks: Arc<AtomicU64>,
}

/// Why a query is ranked by keywords.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum KeywordFallback {
    Busy,
    TimedOut,
    EncoderFailed,
}

impl QueryEncoder {
    /// Encodes up to `concurrency` queries at the same time, while as many may wait.
    pub(crate) fn new(
        model: Arc<dyn EmbeddingModel>,
        concurrency: usize,
        timeout: Duration,
    ) -> Self {
        Self {
            model,
            slots: Arc::new(Semaphore::new(concurrency)),
            admission: Arc::new(Semaphore::new(concurrency * 2)),
            timeout,
            fallbacks: Arc::default(),
        }
    }

    /// The embedding of `query`; `None` if the search has to fall back to keywords.
    pub(crate) async fn encode(&self, query: &str) -> Option<TokenEmbeddings> {
        match self.try_encode(query).await {
            Ok(embedding) => Some(embedding),
            Err(reason) => {
                let total = self.fallbacks.fetch_add(1, Ordering::Relaxed) + 1;
                tracing::debug!(%reason, total, "a search falls back to keywords");
                None
            }
        }
    }

    async fn try_encode(&self, query: &str) -> Result<TokenEmbeddings, KeywordFallback> {
        let admission = self.admission.try_acquire();
        let _admission = admission.map_err(|_| KeywordFallback::Busy)?;
        let encoding = timeout(self.timeout, self.encode_in_turn(query)).await;
        let encoding = encoding.map_err(|_| KeywordFallback::TimedOut)?;
        encoding.ok_or(KeywordFallback::EncoderFailed)
    }

    async fn encode_in_turn(&self, query: &str) -> Option<TokenEmbeddings> {
        let slot = Arc::clone(&self.slots).acquire_owned().await.ok()?;
        let (model, query) = (Arc::clone(&self.model), query.to_owned());
        // Holds the slot until the work ends, even if the search has timed out.
        let work = spawn_blocking(move || {
            let embedding = model.encode(&[&query]).pop();
            drop(slot);
            embedding
        });
        work.await.ok()?
    }
}

impl fmt::Display for KeywordFallback {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Busy => "too many queries are being encoded",
            Self::TimedOut => "the encoder timed out",
            Self::EncoderFailed => "the encoder failed",
        })
    }
}
