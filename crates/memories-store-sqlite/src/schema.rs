//! The tables, and how older files get them.

use rusqlite::Connection;
use rusqlite_migration::{Error, M, MigrationDefinitionError, Migrations};

/// Every step so far. A released one is never edited: files exist that it made.
const STEPS: &[M<'static>] = &[
    M::up(include_str!("../migrations/0001_initial.sql")),
    M::up(include_str!("../migrations/0002_memories_by_slot.sql")),
    M::up(include_str!("../migrations/0003_mem0_ledger.sql")),
    M::up(include_str!("../migrations/0004_token_signs.sql")),
];

/// Why a file's tables cannot be used.
#[derive(Debug)]
pub(crate) enum MigrationError {
    /// It has tables that only a later version knows.
    Newer,
    Failed(Error),
}

/// Brings the tables up to date.
pub(crate) fn migrate(connection: &mut Connection) -> Result<(), MigrationError> {
    let migrations = Migrations::from_slice(STEPS);
    migrations
        .to_latest(connection)
        // Another process may have taken the same step meanwhile; then there is
        // nothing left to do.
        .or_else(|_| migrations.to_latest(connection))
        .map_err(|error| match error {
            Error::MigrationDefinition(MigrationDefinitionError::DatabaseTooFarAhead) => {
                MigrationError::Newer
            }
            error => MigrationError::Failed(error),
        })
}

#[cfg(test)]
mod tests {
    use sha2::{Digest, Sha256};

    use super::*;

    /// The SHA-256 of each migration that was released, in order.
    const RELEASED: &[(&str, &str)] = &[
        (
            include_str!("../migrations/0001_initial.sql"),
            "6d76b7a5f332335d95a9c26af5df3aca479419a9ae7877cd11cd4ab9192e3ff3",
        ),
        (
            include_str!("../migrations/0002_memories_by_slot.sql"),
            "2a9358df593b8744eae89c65d81f8e9a39195f848e486d59badf84e00f5d5956",
        ),
        (
            include_str!("../migrations/0003_mem0_ledger.sql"),
            "7e087046a4aa240d965e71cf6ba82044dc3f44cf1ef34a5156d87d11654eb49f",
        ),
        (
            include_str!("../migrations/0004_token_signs.sql"),
            "e96112c3868d6b5b4b8cca973d5adeccb107e54c8f2172fedf8157ab43d11835",
        ),
    ];

    #[test]
    fn no_released_migration_was_edited() {
        for (number, (sql, digest)) in RELEASED.iter().enumerate() {
            assert_eq!(
                hex::encode(Sha256::digest(sql)),
                *digest,
                "migration {}",
                number + 1
            );
        }
        assert_eq!(RELEASED.len(), STEPS.len(), "a migration is not pinned");
    }

    #[test]
    fn a_file_of_any_version_gets_the_tables_of_this_one() {
        let expected = tables_after(0);
        for version in 1..=STEPS.len() {
            assert_eq!(tables_after(version), expected, "from version {version}");
        }
    }

    fn tables_after(start: usize) -> Vec<String> {
        let mut connection = Connection::open_in_memory().unwrap();
        Migrations::from_slice(STEPS)
            .to_version(&mut connection, start)
            .unwrap();
        migrate(&mut connection).unwrap();
        connection
            .prepare("SELECT sql FROM sqlite_schema WHERE sql IS NOT NULL ORDER BY name")
            .unwrap()
            .query_map([], |row| row.get(0))
            .unwrap()
            .collect::<Result<_, _>>()
            .unwrap()
    }
}
