use std::path::PathBuf;
use std::time::Duration;

use jiff::{SignedDuration, tz::TimeZone};
use memories_domain::{FactRules, InvalidFactRules, SensitiveDataPolicy};

use super::reader::{Reader, Reported};
use super::value::{integer, one_of, quoted, seconds, text};
use super::variable::{
    DATA_DIR, EMBEDDING_MODEL, FACTS, MEMORY_SCOPE, MEMORY_SEARCH_LIMIT, MEMORY_TIMEOUT,
    MEMORY_TTL_DAYS, ON_MEMORY_FAILURE, SENSITIVE_DATA, TIME_ZONE,
};
use crate::calls::{OnFailure, ScopeKind};

const HOURS_PER_DAY: i64 = 24;

/// How memories are stored and read, whatever the store.
#[derive(Debug, Clone)]
pub struct MemoryConfig {
    /// The directory of the SQLite database.
    pub data_dir: PathBuf,
    pub scope: ScopeKind,
    /// Time to live of a memory, from the start of its call; `None`: it never expires.
    pub time_to_live: Option<SignedDuration>,
    /// What is removed from calls before they are stored.
    pub sensitive_data: SensitiveDataPolicy,
    /// Maximum number of memories that a search returns.
    pub search_limit: usize,
    /// How long a read may take.
    pub timeout: Duration,
    pub on_failure: OnFailure,
    /// The zone of relative times, for calls that name none.
    pub time_zone: TimeZone,
    /// What the operator declared about collected facts.
    pub facts: FactRules,
    /// The directory of the model for semantic search; only the SQLite store uses it.
    pub embedding_model: Option<PathBuf>,
}

impl MemoryConfig {
    pub(super) fn read(reader: &mut Reader<'_>) -> Result<Self, Reported> {
        let data_dir = reader.required(&DATA_DIR, text);
        let scope = reader.required(
            &MEMORY_SCOPE,
            one_of(&[("caller", ScopeKind::Caller), ("agent", ScopeKind::Agent)]),
        );
        let days = reader.optional(&MEMORY_TTL_DAYS, integer(1..=36_500));
        let sensitive_data = reader.required(&SENSITIVE_DATA, |text| {
            text.parse()
                .map_err(|error| format!("is {}: {error}", quoted(text)))
        });
        let search_limit = reader.required(&MEMORY_SEARCH_LIMIT, integer(1..=100));
        let timeout = reader.required(&MEMORY_TIMEOUT, seconds(0.1..=60.0));
        let on_failure = reader.required(
            &ON_MEMORY_FAILURE,
            one_of(&[("error", OnFailure::Error), ("degrade", OnFailure::Degrade)]),
        );
        let time_zone = reader.required(&TIME_ZONE, time_zone);
        let facts = reader.required(&FACTS, |json| {
            json.parse()
                .map_err(|error: InvalidFactRules| format!("is invalid: {error}"))
        });
        let embedding_model = reader.optional(&EMBEDDING_MODEL, text);
        Ok(Self {
            data_dir: data_dir?,
            scope: scope?,
            time_to_live: days?.map(|days| SignedDuration::from_hours(days * HOURS_PER_DAY)),
            sensitive_data: sensitive_data?,
            search_limit: search_limit?,
            timeout: timeout?,
            on_failure: on_failure?,
            time_zone: time_zone?,
            facts: facts?,
            embedding_model: embedding_model?,
        })
    }
}

fn time_zone(name: &str) -> Result<TimeZone, String> {
    TimeZone::get(name).map_err(|_| "is no time zone; use a name such as Europe/Lisbon".to_owned())
}
