//! Opens the stores that the configuration selects.

use std::{path::PathBuf, sync::Arc};

use anyhow::Context;
use clap::Args;
use memories_domain::{
    CallerId, ProjectId,
    ports::{
        CallerLinks, CallerLinksAdmin, ErasureReport, EventInbox, InboxAdmin, MemoryAdmin,
        MemoryReader, MemoryWriter, WarningLog,
    },
};
use memories_index::{CacheConfig, CachedStore};
use memories_server::{
    Ports,
    config::{Config, Mem0Config, StoreConfig},
};
use memories_store_mem0::{Account, Mem0Options, Mem0Store};
use memories_store_sqlite::{Options, SqliteStore};
use serde::Serialize;

use crate::{
    embedding_model::{AccessMode, query_encode_timeout, ranking_mode},
    environment::configuration,
    error_report::UsageError,
    tls,
};

#[derive(Debug, Args)]
pub(crate) struct DataDir {
    /// Directory of the SQLite file [default: the variable `DATA_DIR`, else ./data]
    #[arg(long, value_name = "DIR")]
    data_dir: Option<PathBuf>,
}

/// The open stores and their configuration.
pub(crate) struct Stores {
    pub(crate) config: Config,
    /// Contains the inbox and, unless they are on the Mem0 Platform, the memories; in that
    /// case it contains the ledger.
    pub(crate) sqlite: SqliteStore,
    pub(crate) mem0: Option<Mem0Store>,
    memories: Arc<dyn MemoryAdmin>,
}

/// The number of entries removed by erasing a caller.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub(crate) struct Erasure {
    #[serde(flatten)]
    pub(crate) report: ErasureReport,
    pub(crate) inbox_events: usize,
}

impl DataDir {
    pub(crate) fn flag(self) -> (&'static str, Option<std::ffi::OsString>) {
        ("DATA_DIR", self.data_dir.map(PathBuf::into_os_string))
    }

    /// Fails if the directory does not exist: a mistyped directory must not become a new, empty store.
    pub(crate) fn open(self) -> anyhow::Result<Stores> {
        open_existing(configuration([self.flag()])?, AccessMode::Admin)
    }

    /// As [`open`](Self::open), but memories on the Mem0 Platform need no existing file.
    pub(crate) fn open_memories(self, mode: AccessMode) -> anyhow::Result<Stores> {
        let config = configuration([self.flag()])?;
        match config.store {
            StoreConfig::Sqlite => open_existing(config, mode),
            StoreConfig::Mem0(_) => open(config, mode),
        }
    }

    pub(crate) fn open_or_create(self) -> anyhow::Result<Stores> {
        open(configuration([self.flag()])?, AccessMode::Admin)
    }
}

impl Stores {
    pub(crate) fn memories(&self) -> Arc<dyn MemoryAdmin> {
        Arc::clone(&self.memories)
    }

    /// A store that ranks locally, so that it can explain a search. Memories on the Mem0 Platform
    /// are all loaded first.
    pub(crate) fn locally_ranked_memories(&self) -> Arc<dyn MemoryAdmin> {
        match &self.mem0 {
            Some(mem0) => Arc::new(CachedStore::new(mem0.clone(), cache_config(&self.config))),
            None => self.memories(),
        }
    }

    pub(crate) fn inbox(&self) -> &dyn InboxAdmin {
        &self.sqlite
    }

    /// The stores that have to be purged of what has expired.
    pub(crate) fn expiring(&self) -> Vec<Arc<dyn MemoryWriter>> {
        let mut stores: Vec<Arc<dyn MemoryWriter>> = vec![self.memories()];
        if self.mem0.is_some() {
            // The file beside the platform has warnings.
            stores.push(Arc::new(self.sqlite.clone()));
        }
        stores
    }

    pub(crate) fn warnings(&self) -> &dyn WarningLog {
        &self.sqlite
    }

    /// Kept in the SQLite file, wherever the memories are.
    pub(crate) fn links(&self) -> &dyn CallerLinksAdmin {
        &self.sqlite
    }

    pub(crate) fn ports(&self) -> Ports {
        Ports {
            reader: self.memories() as Arc<dyn MemoryReader>,
            writer: self.memories() as Arc<dyn MemoryWriter>,
            inbox: Arc::new(self.sqlite.clone()) as Arc<dyn EventInbox>,
            warnings: Arc::new(self.sqlite.clone()) as Arc<dyn WarningLog>,
            links: Arc::new(self.sqlite.clone()) as Arc<dyn CallerLinks>,
        }
    }

    /// Erases a caller from the inbox and the memories. The inbox comes first, so that none of its
    /// events is ingested in between.
    pub(crate) async fn forget(
        &self,
        project: &ProjectId,
        caller: &CallerId,
    ) -> anyhow::Result<Erasure> {
        let inbox_events = self.inbox().forget(project, caller).await?;
        self.links().forget(project, caller).await?;
        let report = self.memories.forget(project, caller).await?;
        Ok(Erasure {
            report,
            inbox_events,
        })
    }
}

fn open_existing(config: Config, mode: AccessMode) -> anyhow::Result<Stores> {
    let dir = &config.memory.data_dir;
    if !dir.exists() {
        let dir = dir.display();
        return Err(UsageError(format!(
            "there are no memories in {dir}: set their directory with --data-dir or DATA_DIR"
        ))
        .into());
    }
    open(config, mode)
}

/// Opens the stores that the configuration selects, creating the file if need be.
pub(crate) fn open(config: Config, mode: AccessMode) -> anyhow::Result<Stores> {
    let options = Options {
        ranking: ranking_mode(&config, mode)?,
        query_encode_timeout: query_encode_timeout(&config, mode),
        time_zone: config.memory.time_zone.clone(),
        ..Options::default()
    };
    let dir = &config.memory.data_dir;
    let sqlite = SqliteStore::open(dir, options)
        .with_context(|| format!("the memories in {} cannot be opened", dir.display()))?;
    let (mem0, memories): (_, Arc<dyn MemoryAdmin>) = match &config.store {
        StoreConfig::Sqlite => (None, Arc::new(sqlite.clone())),
        StoreConfig::Mem0(mem0) => {
            let store = connect(&config, mem0, &sqlite)?;
            let memories: Arc<dyn MemoryAdmin> = if mem0.cache {
                Arc::new(CachedStore::new(store.clone(), cache_config(&config)))
            } else {
                Arc::new(store.clone())
            };
            (Some(store), memories)
        }
    };
    Ok(Stores {
        config,
        sqlite,
        mem0,
        memories,
    })
}

fn cache_config(config: &Config) -> CacheConfig {
    CacheConfig {
        time_zone: config.memory.time_zone.clone(),
        ..CacheConfig::default()
    }
}

/// Does not connect yet.
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
