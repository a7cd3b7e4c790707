//! The model that compares meanings, where one is configured and the program
//! was built for it.

use std::{path::Path, sync::Arc, time::Duration};

use memories_index::EmbeddingModel;
use memories_server::config::{Config, StoreConfig};
use memories_store_sqlite::Ranker;

use crate::failure::WrongUsage;

/// What a command does with memories.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Use {
    /// It looks after them.
    Curate,
    /// It searches them, once.
    Search,
    /// It serves calls with them.
    Serve,
}

/// What the answers to questions are ranked by.
pub(crate) fn ranker(config: &Config, usage: Use) -> Result<Ranker, WrongUsage> {
    match (configured(config), usage) {
        (None, _) | (_, Use::Curate) => Ok(Ranker::Words),
        (Some(folder), Use::Search) => load(folder).map(Ranker::KnownMeanings),
        (Some(folder), Use::Serve) => {
            let encoder = load(folder)?;
            tracing::info!(model = %encoder.id(), "the ranker's model is loaded");
            Ok(Ranker::Meanings(encoder))
        }
    }
}

/// How long a search waits to learn what its question means. In a call that is
/// short, and leaves the most of what the store may take; a command has time.
pub(crate) fn patience(config: &Config, usage: Use) -> Duration {
    let deadline = config.memory.timeout;
    match usage {
        Use::Serve => Ranker::PATIENCE.min(deadline / 4),
        Use::Search | Use::Curate => deadline,
    }
}

/// The folder of the model, unless memories are where nothing is ranked here.
pub(crate) fn configured(config: &Config) -> Option<&Path> {
    match config.store {
        StoreConfig::Sqlite => config.memory.ranker_model.as_deref(),
        StoreConfig::Mem0(_) => None,
    }
}

/// Reads the model into memory.
#[cfg(feature = "semantic-search")]
pub(crate) fn load(folder: &Path) -> Result<Arc<dyn EmbeddingModel>, WrongUsage> {
    match memories_embedding::BertEncoder::load(folder) {
        Ok(encoder) => Ok(Arc::new(encoder)),
        Err(error) => Err(WrongUsage(format!(
            "RANKER_MODEL names {}, which holds no model that can be used: {:#}",
            folder.display(),
            anyhow::Error::from(error)
        ))),
    }
}

/// Tells that this program has no use for a model.
#[cfg(not(feature = "semantic-search"))]
pub(crate) fn load(folder: &Path) -> Result<Arc<dyn EmbeddingModel>, WrongUsage> {
    Err(WrongUsage(format!(
        "RANKER_MODEL names {}, but this program was built without the model ranker: \
         build it with `cargo build --release --features semantic-search`, or unset the variable",
        folder.display()
    )))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_command_has_time_and_a_call_has_not() {
        let patience = |seconds, usage| {
            let environment = [("MEM0_TIMEOUT", seconds)].into_iter().collect();
            let config = Config::read(&environment).unwrap();
            patience(&config, usage).as_millis()
        };
        assert_eq!(patience("5", Use::Search), 5000);
        assert_eq!(patience("5", Use::Serve), 50);
        assert_eq!(patience("0.1", Use::Serve), 25);
    }
}
