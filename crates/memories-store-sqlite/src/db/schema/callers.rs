//! The rows of migration 0004: callers whose number has another form from now on.

use memories_domain::CallerId;
use rusqlite::{Connection, OptionalExtension, Transaction, params};
use rusqlite_migration::{HookError, HookResult};

/// Of a key, those below which number the rows of a partition.
const SEQUENCE_BITS: u32 = 24;

struct Partition {
    id: i64,
    project: String,
    caller: String,
    agent: String,
}

pub(super) fn rewrite(transaction: &Transaction<'_>) -> HookResult {
    for partition in partitions(transaction)? {
        let Some(caller) = present_form(&partition.caller) else {
            continue;
        };
        match find(transaction, &partition, &caller)? {
            None => {
                transaction.execute(
                    "UPDATE partitions SET caller = ?2 WHERE id = ?1",
                    params![partition.id, caller],
                )?;
            }
            Some(target) => move_rows(transaction, partition.id, target)?,
        }
    }
    rewrite_inbox(transaction)
}

/// `None` if the caller keeps its form.
fn present_form(caller: &str) -> Option<String> {
    let present = CallerId::from_stored(caller).ok()?;
    (present.as_str() != caller).then(|| present.as_str().to_owned())
}

fn partitions(connection: &Connection) -> Result<Vec<Partition>, HookError> {
    let mut select = connection.prepare(
        "SELECT id, project, caller, agent FROM partitions WHERE caller GLOB '+5[245]*'",
    )?;
    let rows = select.query_map([], |row| {
        Ok(Partition {
            id: row.get(0)?,
            project: row.get(1)?,
            caller: row.get(2)?,
            agent: row.get(3)?,
        })
    })?;
    Ok(rows.collect::<Result<_, _>>()?)
}

fn find(
    connection: &Connection,
    partition: &Partition,
    caller: &str,
) -> Result<Option<i64>, HookError> {
    let id = connection
        .query_row(
            "SELECT id FROM partitions WHERE project = ?1 AND caller = ?2 AND agent = ?3",
            (&partition.project, caller, &partition.agent),
            |row| row.get(0),
        )
        .optional()?;
    Ok(id)
}

/// Both forms have memories: those of the one follow those of the other.
fn move_rows(connection: &Connection, from: i64, to: i64) -> HookResult {
    for table in ["memories", "history", "calls"] {
        let first = from << SEQUENCE_BITS;
        let last = first | ((1 << SEQUENCE_BITS) - 1);
        let next: i64 = connection.query_row(
            &format!(
                "SELECT ifnull(max(key) + 1, ?1 << {SEQUENCE_BITS}) FROM {table}
                 WHERE key >> {SEQUENCE_BITS} = ?1"
            ),
            [to],
            |row| row.get(0),
        )?;
        connection.execute(
            &format!("UPDATE {table} SET key = key - ?1 + ?3 WHERE key BETWEEN ?1 AND ?2"),
            params![first, last, next],
        )?;
    }
    connection.execute(
        "UPDATE OR REPLACE contributions SET partition = ?2 WHERE partition = ?1",
        [from, to],
    )?;
    connection.execute(
        "UPDATE processed_parts SET partition = ?2 WHERE partition = ?1",
        [from, to],
    )?;
    connection.execute("DELETE FROM partitions WHERE id = ?1", [from])?;
    Ok(())
}

/// So that erasing a caller finds events that wait under the former form.
fn rewrite_inbox(connection: &Connection) -> HookResult {
    let mut select =
        connection.prepare("SELECT DISTINCT caller FROM inbox WHERE caller GLOB '+5[245]*'")?;
    let callers: Vec<String> = select
        .query_map([], |row| row.get(0))?
        .collect::<Result<_, _>>()?;
    for caller in callers {
        if let Some(present) = present_form(&caller) {
            connection.execute(
                "UPDATE inbox SET caller = ?2 WHERE caller = ?1",
                [&caller, &present],
            )?;
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use std::path::{Path, PathBuf};

    use memories_domain::{
        ProjectId,
        ports::{MemoryAdmin, MemoryReader, MemoryWriter},
    };
    use rusqlite::Connection;
    use store_conformance::fixtures::{boiler_call, city_call, extracted, scope};

    use crate::{Options, SqliteStore};

    /// A file in which these callers have a call each.
    async fn former_file(directory: &Path, callers: &[&str]) -> PathBuf {
        let path = directory.join("memories.db");
        let store = SqliteStore::open(&path, Options::default()).unwrap();
        let calls = [boiler_call(), city_call("conv_city", 1, "Leeds")];
        for (caller, call) in callers.iter().zip(calls) {
            store
                .ingest(&scope(caller), extracted(&call))
                .await
                .unwrap();
        }
        store.shutdown().await;
        path
    }

    fn downgrade(path: &Path, from: &str, to: &str) {
        let connection = Connection::open(path).unwrap();
        connection
            .execute(
                "UPDATE partitions SET caller = ?2 WHERE caller = ?1",
                [from, to],
            )
            .unwrap();
        connection
            .execute_batch(
                "DROP INDEX inbox_by_carrier_call;
                 ALTER TABLE inbox DROP COLUMN carrier_call;
                 ALTER TABLE processed_parts DROP COLUMN persons_turns;
                 DROP TABLE caller_links;
                 PRAGMA user_version = 3;",
            )
            .unwrap();
    }

    #[tokio::test]
    async fn a_caller_under_the_former_form_of_a_number_is_found_under_the_present_one() {
        let directory = tempfile::tempdir().unwrap();
        let path = former_file(directory.path(), &["+525512345678"]).await;
        downgrade(&path, "+525512345678", "+5215512345678");
        let store = SqliteStore::open(&path, Options::default()).unwrap();
        let record = store.load(&scope("+5215512345678")).await.unwrap();
        assert_eq!(record.calls.count, 1);
        assert!(!record.memories.is_empty());
    }

    #[tokio::test]
    async fn the_memories_under_both_forms_of_a_number_are_one_callers() {
        let directory = tempfile::tempdir().unwrap();
        let path = former_file(directory.path(), &["+12025550143", "+525512345678"]).await;
        downgrade(&path, "+12025550143", "+5215512345678");
        let store = SqliteStore::open(&path, Options::default()).unwrap();
        let record = store.load(&scope("+525512345678")).await.unwrap();
        assert_eq!(record.calls.count, 2);
        let project = ProjectId::default();
        let report = store.forget(&project, &scope("+525512345678").caller).await;
        assert_eq!(report.unwrap().calls, 2);
    }
}
