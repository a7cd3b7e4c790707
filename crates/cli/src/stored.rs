//! The store that a command works on.

use std::path::PathBuf;

use anyhow::Context;
use clap::Args;
use service::config::Config;
use store_sqlite::{Options, SqliteStore};

use crate::{environment::configuration, failure::WrongUsage};

/// Where the memories are.
#[derive(Debug, Args)]
pub(crate) struct DataDir {
    /// Directory of the memories [default: the variable `DATA_DIR`, else ./data]
    #[arg(long, value_name = "DIR")]
    data_dir: Option<PathBuf>,
}

/// An open store and the settings it is used with.
pub(crate) struct Stored {
    pub(crate) config: Config,
    pub(crate) store: SqliteStore,
}

impl DataDir {
    pub(crate) fn flag(self) -> (&'static str, Option<std::ffi::OsString>) {
        ("DATA_DIR", self.data_dir.map(PathBuf::into_os_string))
    }

    /// Opens the store that is there. A mistyped directory is an error, not a
    /// new and empty store.
    pub(crate) fn open(self) -> anyhow::Result<Stored> {
        let config = configuration([self.flag()])?;
        let dir = &config.memory.data_dir;
        if !dir.exists() {
            let dir = dir.display();
            return Err(WrongUsage(format!(
                "there are no memories in {dir}: name their directory with --data-dir or DATA_DIR"
            ))
            .into());
        }
        open(config)
    }

    /// Opens the store, or makes one.
    pub(crate) fn open_or_create(self) -> anyhow::Result<Stored> {
        open(configuration([self.flag()])?)
    }
}

/// Opens the store that the configuration names, or makes one.
pub(crate) fn open(config: Config) -> anyhow::Result<Stored> {
    let dir = &config.memory.data_dir;
    let store = SqliteStore::open(dir, Options::default())
        .with_context(|| format!("the memories in {} cannot be opened", dir.display()))?;
    Ok(Stored { config, store })
}
