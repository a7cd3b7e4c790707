use super::mem0::{Mem0Config, Mem0Endpoint};
use super::reader::{Reader, Reported};
use super::value::{one_of, secret};
use super::variable::{MEM0_API_KEY, MEMORY_STORE};

/// The store of the memories.
#[derive(Debug, Clone)]
pub enum StoreConfig {
    /// A SQLite database in the data directory.
    Sqlite,
    /// The Mem0 Platform. The data directory holds the inbox and the ledger.
    Mem0(Mem0Config),
}

/// The value of `MEMORY_STORE`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum StoreKind {
    Sqlite,
    Mem0,
}

pub(super) struct SelectedStore {
    pub(super) store: StoreConfig,
    /// Whether there is an API key of Mem0, but another store was selected.
    pub(super) mem0_unused: bool,
}

impl StoreConfig {
    /// Its name in `MEMORY_STORE`.
    #[must_use]
    pub const fn name(&self) -> &'static str {
        match self {
            Self::Sqlite => "sqlite",
            Self::Mem0(_) => "mem0",
        }
    }
}

pub(super) fn kind(reader: &mut Reader<'_>) -> Result<Option<StoreKind>, Reported> {
    let kinds = [("sqlite", StoreKind::Sqlite), ("mem0", StoreKind::Mem0)];
    reader.optional(&MEMORY_STORE, one_of(&kinds))
}

/// Selects the store by its kind or, without one, by the presence of an API key. Reads the
/// variables of Mem0 in any case, so that all problems are reported.
pub(super) fn select(
    kind: Result<Option<StoreKind>, Reported>,
    reader: &mut Reader<'_>,
) -> Result<SelectedStore, Reported> {
    let key = reader
        .optional(&MEM0_API_KEY, secret)
        .and_then(|key| match (&kind, key) {
            (Ok(Some(StoreKind::Mem0)), None) => {
                Err(reader.report(&MEM0_API_KEY, "is not set, but MEMORY_STORE is mem0"))
            }
            (_, key) => Ok(key),
        });
    let endpoint = Mem0Endpoint::read(reader);
    let (kind, key, endpoint) = (kind?, key?, endpoint?);
    Ok(match (kind, key) {
        (None | Some(StoreKind::Mem0), Some(api_key)) => SelectedStore {
            store: StoreConfig::Mem0(endpoint.with_key(api_key)),
            mem0_unused: false,
        },
        (_, key) => SelectedStore {
            store: StoreConfig::Sqlite,
            mem0_unused: key.is_some(),
        },
    })
}
