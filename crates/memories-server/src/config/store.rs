use super::Mem0Config;
use super::mem0::Place;
use super::reader::{Reader, Refused};
use super::value::{one_of, secret};
use super::variable::{MEM0_API_KEY, MEMORY_STORE};

/// What keeps memories.
#[derive(Debug, Clone)]
pub enum StoreConfig {
    /// A SQLite database in the data folder.
    Sqlite,
    /// The Mem0 Platform. The data folder keeps the inbox and the ledger.
    Mem0(Mem0Config),
}

/// A store by its name, as the operator chose it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Named {
    Sqlite,
    Mem0,
}

/// The store and whether it leaves an API key of Mem0 unused.
pub(super) struct Chosen {
    pub(super) store: StoreConfig,
    pub(super) leaves_mem0_unused: bool,
}

impl StoreConfig {
    /// What `MEMORY_STORE` calls it.
    #[must_use]
    pub const fn name(&self) -> &'static str {
        match self {
            Self::Sqlite => "sqlite",
            Self::Mem0(_) => "mem0",
        }
    }
}

/// The store that `MEMORY_STORE` names, if it is set.
pub(super) fn named(reader: &mut Reader<'_>) -> Result<Option<Named>, Refused> {
    let names = [("sqlite", Named::Sqlite), ("mem0", Named::Mem0)];
    reader.optional(&MEMORY_STORE, one_of(&names))
}

/// Reads what Mem0 needs, whatever the store, so that every mistake is told.
/// Without a name the key decides.
pub(super) fn choose(
    named: Result<Option<Named>, Refused>,
    reader: &mut Reader<'_>,
) -> Result<Chosen, Refused> {
    let key = reader
        .optional(&MEM0_API_KEY, secret)
        .and_then(|key| match (&named, key) {
            (Ok(Some(Named::Mem0)), None) => {
                Err(reader.refuse(&MEM0_API_KEY, "is not set, but MEMORY_STORE is mem0"))
            }
            (_, key) => Ok(key),
        });
    let place = Place::read(reader);
    let (named, key, place) = (named?, key?, place?);
    Ok(match (named, key) {
        (None | Some(Named::Mem0), Some(api_key)) => Chosen {
            store: StoreConfig::Mem0(place.with_key(api_key)),
            leaves_mem0_unused: false,
        },
        (_, key) => Chosen {
            store: StoreConfig::Sqlite,
            leaves_mem0_unused: key.is_some(),
        },
    })
}
