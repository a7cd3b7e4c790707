use std::sync::Arc;

use clap::Args;
use memories_domain::{
    AgentId, CallerCandidates, CallerField, CallerId, IdentifiedCaller, MemoryId, Platform, Scope,
    ports::MemoryAdmin,
};
use memories_server::{calls::ScopeError, wiring::caller_resolver};

use crate::{
    embedding_model::AccessMode,
    error_report::UsageError,
    stores::{DataDir, Stores},
};

/// The caller that a command is about.
#[derive(Debug, Args)]
pub(super) struct CallerArgs {
    /// Number or id of the caller
    #[arg(long, value_name = "NUMBER")]
    caller: String,
    /// Id of the agent; required with `MEMORY_SCOPE=agent`, otherwise ignored
    #[arg(long, value_name = "ID")]
    agent: Option<String>,
    #[command(flatten)]
    data_dir: DataDir,
}

/// The open stores, and the caller's scope in them.
pub(super) struct CallerSession {
    pub(super) scope: Scope,
    pub(super) memories: Arc<dyn MemoryAdmin>,
    pub(super) stores: Stores,
}

impl CallerArgs {
    pub(super) fn open(self) -> anyhow::Result<CallerSession> {
        self.open_for(AccessMode::Admin)
    }

    pub(super) fn open_for(self, mode: AccessMode) -> anyhow::Result<CallerSession> {
        let stores = self.data_dir.open_memories(mode)?;
        session(stores, &self.caller, self.agent.as_deref(), None)
    }

    /// Also for an id of an earlier version, which identifies nobody today.
    pub(super) fn open_former(self) -> anyhow::Result<CallerSession> {
        let stores = self.data_dir.open_memories(AccessMode::Admin)?;
        let former = CallerId::from_stored(&self.caller).ok();
        session(stores, &self.caller, self.agent.as_deref(), former)
    }

    pub(super) fn open_or_create(self) -> anyhow::Result<CallerSession> {
        let stores = self.data_dir.open_or_create()?;
        session(stores, &self.caller, self.agent.as_deref(), None)
    }
}

/// `former` is used if the caller is not an id.
fn session(
    stores: Stores,
    caller: &str,
    agent: Option<&str>,
    former: Option<CallerId>,
) -> anyhow::Result<CallerSession> {
    let resolver = caller_resolver(&stores.config);
    let candidates = CallerCandidates::new().with(CallerField::UserId, Some(caller));
    let identified = resolver.resolve(&candidates);
    let caller = identified
        .map(|IdentifiedCaller { caller, .. }| caller)
        .or_else(|invalid| former.ok_or(invalid))
        .map_err(|invalid| {
            UsageError(format!(
                "--caller is not an id under which memories can be stored: {invalid}"
            ))
        })?;
    let scope = resolver
        .scope(
            caller,
            agent.and_then(|id| AgentId::new(Platform::ElevenLabs, id).ok()),
        )
        .map_err(|ScopeError::AgentMissing| {
            UsageError(
                "--agent is missing: each agent has its own memories (MEMORY_SCOPE=agent)"
                    .to_owned(),
            )
        })?;
    Ok(CallerSession {
        scope,
        memories: stores.memories(),
        stores,
    })
}

pub(super) fn memory_id(text: &str) -> Result<MemoryId, String> {
    MemoryId::parse(text).map_err(|problem| problem.to_string())
}

pub(super) fn no_memory(id: &MemoryId) -> String {
    format!("this caller has no memory {id}")
}
