//! What a question means, in time for its answer or not at all.

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

/// Computes what questions mean.
#[derive(Clone)]
pub(crate) struct Asking {
    encoder: Arc<dyn EmbeddingModel>,
    /// How many questions are read at the same time.
    readers: Arc<Semaphore>,
    /// How many are read or wait for it: more would be read too late.
    places: Arc<Semaphore>,
    patience: Duration,
    skipped: Arc<AtomicU64>,
}

/// Why a question is answered by its words alone.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Skipped {
    Busy,
    Late,
    Failed,
}

impl Asking {
    /// Reads up to `at_once` questions at the same time, while as many wait, and
    /// waits for each as long as `patience` lasts.
    pub(crate) fn new(
        encoder: Arc<dyn EmbeddingModel>,
        at_once: usize,
        patience: Duration,
    ) -> Self {
        Self {
            encoder,
            readers: Arc::new(Semaphore::new(at_once)),
            places: Arc::new(Semaphore::new(at_once * 2)),
            patience,
            skipped: Arc::default(),
        }
    }

    /// What `question` means; `None` if that cannot be told in time.
    pub(crate) async fn meaning(&self, question: &str) -> Option<TokenEmbeddings> {
        match self.read(question).await {
            Ok(meaning) => Some(meaning),
            Err(reason) => {
                let so_far = self.skipped.fetch_add(1, Ordering::Relaxed) + 1;
                tracing::debug!(%reason, so_far, "a question is answered by its words alone");
                None
            }
        }
    }

    async fn read(&self, question: &str) -> Result<TokenEmbeddings, Skipped> {
        let _place = self.places.try_acquire().map_err(|_| Skipped::Busy)?;
        let reading = timeout(self.patience, self.read_in_turn(question)).await;
        reading.map_err(|_| Skipped::Late)?.ok_or(Skipped::Failed)
    }

    async fn read_in_turn(&self, question: &str) -> Option<TokenEmbeddings> {
        let permit = Arc::clone(&self.readers).acquire_owned().await.ok()?;
        let (encoder, question) = (Arc::clone(&self.encoder), question.to_owned());
        // The permit is held until the work is over, also when nobody waits for
        // it any more.
        let work = spawn_blocking(move || {
            let meaning = encoder.encode(&[&question]).pop();
            drop(permit);
            meaning
        });
        work.await.ok()?
    }
}

impl fmt::Display for Skipped {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Busy => "others are being read",
            Self::Late => "it took too long",
            Self::Failed => "the encoder failed",
        })
    }
}
