use std::sync::Arc;

use anyhow::Context;
use clap::Args;
use memories_domain::{MemoryAdmin, MemoryId, Scope};
use memories_server::use_case::{Callers, ScopeError};

use crate::{
    failure::WrongUsage,
    ranker::Use,
    stored::{DataDir, Stored},
};

/// Whose memories a command works on.
#[derive(Debug, Args)]
pub(super) struct Whose {
    /// Number or id of the caller
    #[arg(long, value_name = "NUMBER")]
    caller: String,
    /// Id of the agent; needed with `MEMORY_SCOPE=agent`, else without effect
    #[arg(long, value_name = "ID")]
    agent: Option<String>,
    #[command(flatten)]
    data_dir: DataDir,
}

/// One caller in open stores.
pub(super) struct CallerFile {
    pub(super) scope: Scope,
    pub(super) store: Arc<dyn MemoryAdmin>,
    pub(super) stored: Stored,
}

impl Whose {
    /// Opens the store that is there, to look after it.
    pub(super) fn open(self) -> anyhow::Result<CallerFile> {
        self.open_for(Use::Curate)
    }

    /// Opens the store that is there.
    pub(super) fn open_for(self, usage: Use) -> anyhow::Result<CallerFile> {
        let Self {
            caller,
            agent,
            data_dir,
        } = self;
        data_dir
            .open_memories(usage)?
            .caller(&caller, agent.as_deref())
    }

    /// Opens the store, or makes one.
    pub(super) fn open_or_create(self) -> anyhow::Result<CallerFile> {
        let Self {
            caller,
            agent,
            data_dir,
        } = self;
        data_dir.open_or_create()?.caller(&caller, agent.as_deref())
    }
}

impl Stored {
    fn caller(self, caller: &str, agent: Option<&str>) -> anyhow::Result<CallerFile> {
        let callers = Callers {
            region: self.config.identity.default_region,
            scope: self.config.memory.scope,
        };
        let caller = callers.identify(&[Some(caller)]).map_err(|nobody| {
            WrongUsage(format!(
                "--caller names nobody whose memories could be kept: {nobody}"
            ))
        })?;
        let scope = callers
            .scope(caller, agent)
            .map_err(|ScopeError::AgentMissing| {
                WrongUsage(
                    "--agent is missing: memories are kept by agent (MEMORY_SCOPE=agent)"
                        .to_owned(),
                )
            })?;
        Ok(CallerFile {
            scope,
            store: self.memories(),
            stored: self,
        })
    }
}

/// Reads the id of a memory.
pub(super) fn memory_id(text: &str) -> Result<MemoryId, String> {
    MemoryId::parse(text).map_err(|problem| problem.to_string())
}

impl CallerFile {
    /// The memory with this id.
    pub(super) async fn memory(&self, id: &MemoryId) -> anyhow::Result<memories_domain::Memory> {
        let record = self.store.recall(&self.scope).await?;
        let found = record.memories.iter().find(|memory| &memory.id == id);
        found
            .cloned()
            .with_context(|| format!("this caller has no memory {id}"))
    }
}
