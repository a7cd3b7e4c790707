//! The stores that a command works on.

use std::{path::PathBuf, sync::Arc};

use anyhow::Context;
use clap::Args;
use memories_domain::{CallerId, ErasureReport, MemoryAdmin, StoreError};
use memories_server::config::{Config, Mem0Config, StoreConfig};
use memories_store_mem0::{Account, Mem0Options, Mem0Store};
use memories_store_sqlite::{Options, SqliteStore};
use nearby::{CacheConfig, CachedStore};

use crate::{
    environment::configuration,
    failure::WrongUsage,
    ranker::{Use, patience, ranker},
    tls,
};

/// Where the memories are.
#[derive(Debug, Args)]
pub(crate) struct DataDir {
    /// Directory of the SQLite file [default: the variable `DATA_DIR`, else ./data]
    #[arg(long, value_name = "DIR")]
    data_dir: Option<PathBuf>,
}

/// Open stores and the settings they are used with.
pub(crate) struct Stored {
    pub(crate) config: Config,
    /// The inbox, and the memories unless they are on the Mem0 Platform; then
    /// the ledger of what was added there.
    pub(crate) file: SqliteStore,
    pub(crate) mem0: Option<Mem0Store>,
    memories: Arc<dyn MemoryAdmin>,
}

impl DataDir {
    pub(crate) fn flag(self) -> (&'static str, Option<std::ffi::OsString>) {
        ("DATA_DIR", self.data_dir.map(PathBuf::into_os_string))
    }

    /// Opens the file that is there. A mistyped directory is an error, not a
    /// new and empty store.
    pub(crate) fn open(self) -> anyhow::Result<Stored> {
        open_existing(configuration([self.flag()])?, Use::Curate)
    }

    /// Opens the memories that are there: elsewhere they are without a file too.
    pub(crate) fn open_memories(self, usage: Use) -> anyhow::Result<Stored> {
        let config = configuration([self.flag()])?;
        match config.store {
            StoreConfig::Sqlite => open_existing(config, usage),
            StoreConfig::Mem0(_) => open(config, usage),
        }
    }

    /// Opens the stores, or makes them.
    pub(crate) fn open_or_create(self) -> anyhow::Result<Stored> {
        open(configuration([self.flag()])?, Use::Curate)
    }
}

impl Stored {
    pub(crate) fn memories(&self) -> Arc<dyn MemoryAdmin> {
        Arc::clone(&self.memories)
    }

    /// Removes every trace of a caller, wherever it is. The inbox comes first,
    /// so that nothing is learned from it meanwhile.
    pub(crate) async fn forget(&self, caller: &CallerId) -> Result<ErasureReport, StoreError> {
        let here = self.file.forget(caller).await?;
        let there = match &self.mem0 {
            Some(_) => self.memories.forget(caller).await?,
            None => ErasureReport::default(),
        };
        Ok(ErasureReport {
            memories: here.memories + there.memories,
            history_entries: here.history_entries + there.history_entries,
            calls: here.calls + there.calls,
            inbox_events: here.inbox_events + there.inbox_events,
        })
    }
}

fn open_existing(config: Config, usage: Use) -> anyhow::Result<Stored> {
    let dir = &config.memory.data_dir;
    if !dir.exists() {
        let dir = dir.display();
        return Err(WrongUsage(format!(
            "there are no memories in {dir}: name their directory with --data-dir or DATA_DIR"
        ))
        .into());
    }
    open(config, usage)
}

/// Opens the stores that the configuration names, or makes them.
pub(crate) fn open(config: Config, usage: Use) -> anyhow::Result<Stored> {
    let options = Options {
        ranker: ranker(&config, usage)?,
        patience: patience(&config, usage),
        ..Options::default()
    };
    let dir = &config.memory.data_dir;
    let file = SqliteStore::open(dir, options)
        .with_context(|| format!("the memories in {} cannot be opened", dir.display()))?;
    let (mem0, memories): (_, Arc<dyn MemoryAdmin>) = match &config.store {
        StoreConfig::Sqlite => (None, Arc::new(file.clone())),
        StoreConfig::Mem0(mem0) => {
            let store = connect(&config, mem0, &file)?;
            let memories: Arc<dyn MemoryAdmin> = if mem0.local_search {
                Arc::new(CachedStore::new(store.clone(), CacheConfig::default()))
            } else {
                Arc::new(store.clone())
            };
            (Some(store), memories)
        }
    };
    Ok(Stored {
        config,
        file,
        mem0,
        memories,
    })
}

/// A store on the platform. Nothing is sent yet.
fn connect(config: &Config, mem0: &Mem0Config, ledger: &SqliteStore) -> anyhow::Result<Mem0Store> {
    let mut options = Mem0Options::new(mem0.api_key.clone());
    options.base_url = Some(mem0.base_url.to_string());
    options.account = Account {
        org_id: mem0.org_id.clone(),
        project_id: mem0.project_id.clone(),
    };
    options.timeout = config.memory.timeout;
    options.tls = Some(tls::client()?);
    Mem0Store::new(options, Arc::new(ledger.clone()))
        .context("the Mem0 Platform cannot be used; check MEM0_API_KEY and MEM0_BASE_URL")
}
