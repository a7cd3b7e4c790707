mod callers;
mod evidence;

use rusqlite::Connection;
use rusqlite_migration::{Error, M, MigrationDefinitionError, Migrations};

/// A released migration is never edited: files exist that it created.
fn migrations() -> Migrations<'static> {
    Migrations::new(vec![
        M::up(include_str!("../../migrations/0001_initial.sql")),
        M::up_with_hook(
            include_str!("../../migrations/0002_evidence.sql"),
            evidence::rewrite,
        ),
        M::up(include_str!("../../migrations/0003_warnings.sql")),
        M::up_with_hook(
            include_str!("../../migrations/0004_callers.sql"),
            callers::rewrite,
        ),
        M::up(include_str!("../../migrations/0005_machines.sql")),
    ])
}

#[derive(Debug)]
pub(super) enum MigrationError {
    /// The schema is that of a later version.
    Newer,
    Failed(Error),
}

/// Creates or updates the schema.
pub(super) fn migrate(connection: &mut Connection) -> Result<(), MigrationError> {
    let migrations = migrations();
    migrations
        .to_latest(connection)
        // Another process may have migrated in the meantime; then nothing is left to do.
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
    use super::*;

    #[test]
    fn the_migrations_are_valid() {
        migrations().validate().unwrap();
    }
}
