use std::{sync::mpsc, thread};

use tempfile::TempDir;

use super::*;

/// A writer on a file with one table, and another connection that reads it.
fn writer(queue: usize) -> (Writer, Connection, TempDir) {
    let directory = tempfile::tempdir().unwrap();
    let file = directory.path().join("test.db");
    let connection = Connection::open(&file).unwrap();
    connection
        .execute_batch(
            "PRAGMA journal_mode = WAL;
             CREATE TABLE parent (id INTEGER PRIMARY KEY) STRICT;
             CREATE TABLE t (x INTEGER UNIQUE,
                 y INTEGER REFERENCES parent (id) DEFERRABLE INITIALLY DEFERRED) STRICT;
             PRAGMA foreign_keys = ON;",
        )
        .unwrap();
    let observer = Connection::open(&file).unwrap();
    (
        Writer::start(connection, queue).unwrap(),
        observer,
        directory,
    )
}

fn insert(x: i64) -> impl FnOnce(&Connection) -> Result<(), Error> {
    move |connection| {
        connection.execute("INSERT INTO t (x) VALUES (?1)", [x])?;
        Ok(())
    }
}

fn rows(observer: &Connection) -> Vec<i64> {
    let mut select = observer.prepare("SELECT x FROM t ORDER BY x").unwrap();
    let rows = select.query_map([], |row| row.get(0)).unwrap();
    rows.collect::<Result<_, _>>().unwrap()
}

/// Blocks the writer in a job until the sender is dropped, so that jobs submitted in the meantime
/// share a transaction with it.
async fn occupy(writer: &Writer) -> mpsc::Sender<()> {
    let (release, released) = mpsc::channel::<()>();
    let (started, has_started) = oneshot::channel();
    let writer = writer.clone();
    tokio::spawn(async move {
        let work = move |_: &Connection| {
            let _ = started.send(());
            let _ = released.recv();
            Ok(())
        };
        writer.write(work).await
    });
    has_started.await.unwrap();
    release
}

#[tokio::test]
async fn a_job_is_visible_to_others_when_it_is_answered() {
    let (writer, observer, _directory) = writer(8);
    writer.write(insert(1)).await.unwrap();
    assert_eq!(rows(&observer), [1]);
}

#[tokio::test]
async fn a_job_that_fails_or_panics_rolls_back_only_its_own_changes() {
    let (writer, observer, _directory) = writer(8);
    let release = occupy(&writer).await;
    let fails = |connection: &Connection| -> Result<(), Error> {
        insert(2)(connection)?;
        insert(1)(connection)
    };
    let panics = |connection: &Connection| -> Result<(), Error> {
        insert(3)(connection)?;
        panic!("a defect")
    };
    let all = tokio::spawn({
        let writer = writer.clone();
        async move {
            tokio::join!(
                writer.write(insert(1)),
                writer.write(fails),
                writer.write(panics),
                writer.write(insert(4)),
            )
        }
    });
    while writer.worker.queued() < 4 {
        tokio::task::yield_now().await;
    }
    drop(release);
    let (first, failed, panicked, last) = all.await.unwrap();
    assert!(first.is_ok() && last.is_ok());
    assert!(matches!(failed, Err(Error::Sqlite(_))));
    assert!(matches!(panicked, Err(Error::Panicked)));
    assert_eq!(rows(&observer), [1, 4]);
    writer.write(insert(5)).await.unwrap();
}

#[tokio::test]
async fn a_commit_that_fails_fails_every_job_in_it() {
    let (writer, observer, _directory) = writer(8);
    let release = occupy(&writer).await;
    // The missing parent fails the commit, not the statement.
    let orphan = |connection: &Connection| -> Result<(), Error> {
        connection.execute("INSERT INTO t (x, y) VALUES (1, 99)", [])?;
        Ok(())
    };
    let both = tokio::spawn({
        let writer = writer.clone();
        async move { tokio::join!(writer.write(insert(2)), writer.write(orphan)) }
    });
    while writer.worker.queued() < 2 {
        tokio::task::yield_now().await;
    }
    drop(release);
    let (one, other) = both.await.unwrap();
    assert!(matches!(one, Err(Error::Transaction(_))));
    assert!(matches!(other, Err(Error::Transaction(_))));
    assert_eq!(rows(&observer), [0_i64; 0]);
    writer.write(insert(3)).await.unwrap();
    assert_eq!(rows(&observer), [3]);
}

#[tokio::test]
async fn a_full_disk_fails_every_job_of_the_transaction_with_the_reason() {
    let (writer, observer, _directory) = writer(8);
    let release = occupy(&writer).await;
    let fills_the_disk = |connection: &Connection| -> Result<(), Error> {
        connection.pragma_update(None, "max_page_count", 8)?;
        connection.execute_batch("CREATE TABLE big (x)")?;
        connection.execute("INSERT INTO big VALUES (zeroblob(100000))", [])?;
        Ok(())
    };
    let both = tokio::spawn({
        let writer = writer.clone();
        async move { tokio::join!(writer.write(insert(1)), writer.write(fills_the_disk)) }
    });
    while writer.worker.queued() < 2 {
        tokio::task::yield_now().await;
    }
    drop(release);
    let (one, full) = both.await.unwrap();
    let Err(Error::Transaction(why)) = one else {
        panic!("{one:?}");
    };
    assert!(why.to_string().contains("rolled back"), "{why}");
    let Err(Error::Sqlite(why)) = full else {
        panic!("{full:?}");
    };
    assert_eq!(why.sqlite_error_code(), Some(rusqlite::ErrorCode::DiskFull));
    assert_eq!(rows(&observer), [0_i64; 0]);
    writer.write(insert(2)).await.unwrap();
    assert_eq!(rows(&observer), [2]);
}

#[tokio::test]
async fn a_full_queue_rejects_a_job_at_once() {
    let (writer, _observer, _directory) = writer(1);
    let release = occupy(&writer).await;
    let queued = tokio::spawn({
        let writer = writer.clone();
        async move { writer.write(insert(1)).await }
    });
    while writer.worker.queued() == 0 {
        tokio::task::yield_now().await;
    }
    let rejected = writer.write(insert(2)).await;
    assert!(matches!(rejected, Err(Error::Overloaded)));
    drop(release);
    queued.await.unwrap().unwrap();
}

#[tokio::test]
async fn a_job_runs_although_its_requester_is_gone() {
    let (writer, observer, _directory) = writer(8);
    let release = occupy(&writer).await;
    let dropped = tokio::spawn({
        let writer = writer.clone();
        async move { writer.write(insert(1)).await }
    });
    while writer.worker.queued() == 0 {
        tokio::task::yield_now().await;
    }
    dropped.abort();
    assert!(dropped.await.unwrap_err().is_cancelled());
    drop(release);
    writer.shut_down().await;
    assert_eq!(rows(&observer), [1]);
}

#[tokio::test]
async fn a_shutdown_finishes_queued_jobs_and_rejects_new_ones() {
    let (writer, observer, _directory) = writer(64);
    let release = occupy(&writer).await;
    let waiting: Vec<_> = (0..20)
        .map(|x| {
            let writer = writer.clone();
            tokio::spawn(async move { writer.write(insert(x)).await })
        })
        .collect();
    while writer.worker.queued() < 20 {
        tokio::task::yield_now().await;
    }
    drop(release);
    writer.shut_down().await;
    writer.shut_down().await;
    assert!(writer.is_shut_down());
    let rejected = writer.write(insert(99)).await;
    assert!(matches!(rejected, Err(Error::ShutDown)));
    for job in waiting {
        job.await.unwrap().unwrap();
    }
    assert_eq!(rows(&observer), (0..20).collect::<Vec<_>>());
}

#[tokio::test]
async fn a_blocking_write_waits_while_the_queue_is_full() {
    let (writer, observer, _directory) = writer(1);
    let release = occupy(&writer).await;
    let fills_the_queue = tokio::spawn({
        let writer = writer.clone();
        async move { writer.write(insert(1)).await }
    });
    while writer.worker.queued() == 0 {
        tokio::task::yield_now().await;
    }
    let queued = thread::spawn({
        let writer = writer.clone();
        move || writer.write_blocking(insert(2))
    });
    assert!(matches!(
        writer.write(insert(3)).await,
        Err(Error::Overloaded)
    ));
    drop(release);
    fills_the_queue.await.unwrap().unwrap();
    queued.join().unwrap().unwrap();
    assert_eq!(rows(&observer), [1, 2]);
    writer.shut_down().await;
    assert!(matches!(
        writer.write_blocking(insert(4)),
        Err(Error::ShutDown)
    ));
}
