use std::{fmt, num::NonZero, sync::Arc, thread, time::Duration};

use jiff::tz::TimeZone;
use memories_index::EmbeddingModel;

/// How a store uses the machine.
#[derive(Debug, Clone)]
pub struct Options {
    /// Memory for the records and indexes of recent callers, in bytes.
    pub index_cache_bytes: u64,
    /// Threads that read, at least one.
    pub readers: usize,
    /// Capacity of each queue: of the writer, the readers and the embedder. A full queue of the
    /// writer or the readers rejects a job as overload; a full queue of the embedder schedules a
    /// full scan instead.
    pub queue_capacity: usize,
    pub ranking: RankingMode,
    /// Timeout of the query embedding, after which a search ranks by keywords.
    pub query_encode_timeout: Duration,
    /// In which a search judges whether a day has passed.
    pub time_zone: TimeZone,
}

impl Options {
    /// Timeout of the query embedding for a search during a call.
    pub const QUERY_ENCODE_TIMEOUT: Duration = Duration::from_millis(50);
}

impl Default for Options {
    /// 256 MiB; as many readers as cores, and at least two; queues of 4,096 jobs; ranking by
    /// keywords; [`QUERY_ENCODE_TIMEOUT`](Self::QUERY_ENCODE_TIMEOUT); UTC.
    fn default() -> Self {
        Self {
            index_cache_bytes: 256 << 20,
            readers: thread::available_parallelism()
                .map_or(2, NonZero::get)
                .max(2),
            queue_capacity: 4096,
            ranking: RankingMode::default(),
            query_encode_timeout: Self::QUERY_ENCODE_TIMEOUT,
            time_zone: TimeZone::UTC,
        }
    }
}

/// How a store ranks search results.
#[derive(Clone, Default)]
pub enum RankingMode {
    /// Keywords, speakers and times.
    #[default]
    Keyword,
    /// The same, and the embeddings that are stored; for a command that searches once.
    SemanticReadOnly(Arc<dyn EmbeddingModel>),
    /// The same, and a background thread computes missing embeddings: after the store is opened,
    /// and whenever memories change.
    Semantic(Arc<dyn EmbeddingModel>),
}

impl RankingMode {
    pub(crate) const fn model(&self) -> Option<&Arc<dyn EmbeddingModel>> {
        match self {
            Self::Keyword => None,
            Self::SemanticReadOnly(model) | Self::Semantic(model) => Some(model),
        }
    }
}

impl fmt::Debug for RankingMode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let model = self.model().map(|model| model.id());
        match self {
            Self::Keyword => f.write_str("Keyword"),
            Self::SemanticReadOnly(_) => f.debug_tuple("SemanticReadOnly").field(&model).finish(),
            Self::Semantic(_) => f.debug_tuple("Semantic").field(&model).finish(),
        }
    }
}
