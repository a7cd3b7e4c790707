//! The embedding model of semantic search, if one is configured and the program
//! was built with it.

use std::{path::Path, sync::Arc, time::Duration};

use memories_index::EmbeddingModel;
use memories_server::config::{Config, StoreConfig};
use memories_store_sqlite::{Options, RankingMode};

use crate::error_report::UsageError;

/// The access that a command needs to the memories.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum AccessMode {
    /// Administration without any search.
    Admin,
    /// One search.
    Search,
    /// Searches in calls, and embeddings of new memories.
    Serve,
}

pub(crate) fn ranking_mode(config: &Config, mode: AccessMode) -> Result<RankingMode, UsageError> {
    match (configured_folder(config), mode) {
        (None, _) | (_, AccessMode::Admin) => Ok(RankingMode::Keyword),
        (Some(folder), AccessMode::Search) => load(folder).map(RankingMode::SemanticReadOnly),
        (Some(folder), AccessMode::Serve) => {
            let model = load(folder)?;
            tracing::info!(model = %model.id(), "embedding model loaded");
            Ok(RankingMode::Semantic(model))
        }
    }
}

/// The timeout of the query embedding. In a call it is short and
/// leaves most of the store's timeout for the search; a command can wait.
pub(crate) fn query_encode_timeout(config: &Config, mode: AccessMode) -> Duration {
    let store_timeout = config.memory.timeout;
    match mode {
        AccessMode::Serve => Options::QUERY_ENCODE_TIMEOUT.min(store_timeout / 4),
        AccessMode::Search | AccessMode::Admin => store_timeout,
    }
}

/// The model's folder; `None` where another store ranks.
pub(crate) fn configured_folder(config: &Config) -> Option<&Path> {
    match config.store {
        StoreConfig::Sqlite => config.memory.embedding_model.as_deref(),
        StoreConfig::Mem0(_) => None,
    }
}

#[cfg(feature = "semantic-search")]
pub(crate) fn load(folder: &Path) -> Result<Arc<dyn EmbeddingModel>, UsageError> {
    match memories_embedding::BertEncoder::load(folder) {
        Ok(model) => Ok(Arc::new(model)),
        Err(error) => Err(UsageError(format!(
            "EMBEDDING_MODEL is {}, which does not contain a usable model: {:#}",
            folder.display(),
            anyhow::Error::from(error)
        ))),
    }
}

#[cfg(not(feature = "semantic-search"))]
pub(crate) fn load(folder: &Path) -> Result<Arc<dyn EmbeddingModel>, UsageError> {
    Err(UsageError(format!(
        "EMBEDDING_MODEL is {}, but this program was built without semantic search: \
         build it with `cargo build --release --features agentic-memories/semantic-search`, or unset the variable",
        folder.display()
    )))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_command_waits_longer_for_the_embedding_of_a_query_than_a_call() {
        let timeout = |seconds, mode| {
            let environment = [("MEMORY_TIMEOUT", seconds)].into_iter().collect();
            let config = Config::read(&environment).unwrap();
            query_encode_timeout(&config, mode).as_millis()
        };
        assert_eq!(timeout("5", AccessMode::Search), 5000);
        assert_eq!(timeout("5", AccessMode::Serve), 50);
        assert_eq!(timeout("0.1", AccessMode::Serve), 25);
    }
}
