use std::path::PathBuf;
use std::time::Duration;

use jiff::SignedDuration;

use super::reader::{Reader, Refused};
use super::value::{one_of, seconds, text, whole};
use super::variable::{
    DATA_DIR, MEM0_SEARCH_LIMIT, MEM0_TIMEOUT, MEMORY_SCOPE, MEMORY_TTL_DAYS, ON_MEMORY_FAILURE,
    RANKER_MODEL,
};

const HOURS_PER_DAY: i64 = 24;

/// How memories are kept and read, whatever the store.
#[derive(Debug, Clone)]
pub struct MemoryConfig {
    /// The folder of the SQLite database.
    pub data_dir: PathBuf,
    /// Who shares what is known about a caller.
    pub scope: ScopeKind,
    /// How long a memory is kept; for ever when unset.
    pub time_to_live: Option<SignedDuration>,
    /// The most memories a search returns.
    pub search_limit: usize,
    /// How long the store may take to answer.
    pub timeout: Duration,
    /// What a call gets when the store fails.
    pub on_failure: OnFailure,
    /// The folder of the model that compares meanings; only SQLite uses it.
    pub ranker_model: Option<PathBuf>,
}

/// Who shares what is known about a caller.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ScopeKind {
    /// All agents.
    Caller,
    /// Nobody: each agent keeps its own memories.
    Agent,
}

/// What a call gets when memories cannot be read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum OnFailure {
    /// An error status.
    Error,
    /// An answer without memories, so that the call goes on.
    Degrade,
}

impl MemoryConfig {
    pub(super) fn read(reader: &mut Reader<'_>) -> Result<Self, Refused> {
        let data_dir = reader.required(&DATA_DIR, text);
        let scope = reader.required(
            &MEMORY_SCOPE,
            one_of(&[("caller", ScopeKind::Caller), ("agent", ScopeKind::Agent)]),
        );
        let days = reader.optional(&MEMORY_TTL_DAYS, whole(1..=36_500));
        let search_limit = reader.required(&MEM0_SEARCH_LIMIT, whole(1..=100));
        let timeout = reader.required(&MEM0_TIMEOUT, seconds(0.1..=60.0));
        let on_failure = reader.required(
            &ON_MEMORY_FAILURE,
            one_of(&[("error", OnFailure::Error), ("degrade", OnFailure::Degrade)]),
        );
        let ranker_model = reader.optional(&RANKER_MODEL, text);
        Ok(Self {
            data_dir: data_dir?,
            scope: scope?,
            time_to_live: days?.map(|days| SignedDuration::from_hours(days * HOURS_PER_DAY)),
            search_limit: search_limit?,
            timeout: timeout?,
            on_failure: on_failure?,
            ranker_model: ranker_model?,
        })
    }
}
