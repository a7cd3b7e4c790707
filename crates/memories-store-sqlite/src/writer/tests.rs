use std::sync::mpsc;

use tempfile::TempDir;

use super::*;

/// A writer on a file with one table, and another connection to look at it.
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

fn insert(x: i64) -> impl FnOnce(&Connection) -> Result<(), Failure> {
    move |connection| {
        connection.execute("INSERT INTO t (x) VALUES (?1)", [x])?;
        Ok(())
    }
}

fn stored(observer: &Connection) -> Vec<i64> {
    let mut select = observer.prepare("SELECT x FROM t ORDER BY x").unwrap();
    let rows = select.query_map([], |row| row.get(0)).unwrap();
    rows.collect::<Result<_, _>>().unwrap()
}

/// Keeps the writer in a job until the sender is dropped, so that what is
/// submitted meanwhile shares a transaction with it.
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
async fn what_was_answered_is_seen_by_others() {
    let (writer, observer, _directory) = writer(8);
    writer.write(insert(1)).await.unwrap();
    assert_eq!(stored(&observer), [1]);
}

#[tokio::test]
async fn a_job_that_fails_or_panics_undoes_only_itself() {
    let (writer, observer, _directory) = writer(8);
    let release = occupy(&writer).await;
    let fails = |connection: &Connection| -> Result<(), Failure> {
        insert(2)(connection)?;
        insert(1)(connection)
    };
    let panics = |connection: &Connection| -> Result<(), Failure> {
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
    while writer.queue.len() < 4 {
        tokio::task::yield_now().await;
    }
    drop(release);
    let (first, failed, panicked, last) = all.await.unwrap();
    assert!(first.is_ok() && last.is_ok());
    assert!(matches!(failed, Err(Failure::Sqlite(_))));
    assert!(matches!(panicked, Err(Failure::Panicked)));
    assert_eq!(stored(&observer), [1, 4]);
    writer.write(insert(5)).await.unwrap();
}

#[tokio::test]
async fn a_commit_that_fails_fails_every_job_in_it() {
    let (writer, observer, _directory) = writer(8);
    let release = occupy(&writer).await;
    // The missing parent is noticed only at the commit.
    let orphan = |connection: &Connection| -> Result<(), Failure> {
        connection.execute("INSERT INTO t (x, y) VALUES (1, 99)", [])?;
        Ok(())
    };
    let both = tokio::spawn({
        let writer = writer.clone();
        async move { tokio::join!(writer.write(insert(2)), writer.write(orphan)) }
    });
    while writer.queue.len() < 2 {
        tokio::task::yield_now().await;
    }
    drop(release);
    let (one, other) = both.await.unwrap();
    assert!(matches!(one, Err(Failure::Transaction(_))));
    assert!(matches!(other, Err(Failure::Transaction(_))));
    assert_eq!(stored(&observer), [0_i64; 0]);
    writer.write(insert(3)).await.unwrap();
    assert_eq!(stored(&observer), [3]);
}

#[tokio::test]
async fn a_full_disk_fails_every_job_of_the_transaction_and_says_so() {
    let (writer, observer, _directory) = writer(8);
    let release = occupy(&writer).await;
    let fills_the_disk = |connection: &Connection| -> Result<(), Failure> {
        connection.pragma_update(None, "max_page_count", 8)?;
        connection.execute_batch("CREATE TABLE big (x)")?;
        connection.execute("INSERT INTO big VALUES (zeroblob(100000))", [])?;
        Ok(())
    };
    let both = tokio::spawn({
        let writer = writer.clone();
        async move { tokio::join!(writer.write(insert(1)), writer.write(fills_the_disk)) }
    });
    while writer.queue.len() < 2 {
        tokio::task::yield_now().await;
    }
    drop(release);
    let (one, full) = both.await.unwrap();
    let Err(Failure::Transaction(why)) = one else {
        panic!("{one:?}");
    };
    assert!(why.to_string().contains("undone"), "{why}");
    let Err(Failure::Sqlite(why)) = full else {
        panic!("{full:?}");
    };
    assert_eq!(why.sqlite_error_code(), Some(rusqlite::ErrorCode::DiskFull));
    assert_eq!(stored(&observer), [0_i64; 0]);
    writer.write(insert(2)).await.unwrap();
    assert_eq!(stored(&observer), [2]);
}

#[tokio::test]
async fn a_full_queue_refuses_at_once() {
    let (writer, _observer, _directory) = writer(1);
    let release = occupy(&writer).await;
    let waits = tokio::spawn({
        let writer = writer.clone();
        async move { writer.write(insert(1)).await }
    });
    while writer.queue.is_empty() {
        tokio::task::yield_now().await;
    }
    let refused = writer.write(insert(2)).await;
    assert!(matches!(refused, Err(Failure::Overloaded)));
    drop(release);
    waits.await.unwrap().unwrap();
}

#[tokio::test]
async fn a_job_is_done_although_its_requester_has_gone() {
    let (writer, observer, _directory) = writer(8);
    let release = occupy(&writer).await;
    let gone = tokio::spawn({
        let writer = writer.clone();
        async move { writer.write(insert(1)).await }
    });
    while writer.queue.is_empty() {
        tokio::task::yield_now().await;
    }
    gone.abort();
    assert!(gone.await.unwrap_err().is_cancelled());
    drop(release);
    writer.shut_down().await;
    assert_eq!(stored(&observer), [1]);
}

#[tokio::test]
async fn shutting_down_finishes_what_waits_and_takes_nothing_more() {
    let (writer, observer, _directory) = writer(64);
    let release = occupy(&writer).await;
    let waiting: Vec<_> = (0..20)
        .map(|x| {
            let writer = writer.clone();
            tokio::spawn(async move { writer.write(insert(x)).await })
        })
        .collect();
    while writer.queue.len() < 20 {
        tokio::task::yield_now().await;
    }
    drop(release);
    writer.shut_down().await;
    writer.shut_down().await;
    assert!(!writer.is_alive());
    let refused = writer.write(insert(99)).await;
    assert!(matches!(refused, Err(Failure::ShutDown)));
    for job in waiting {
        job.await.unwrap().unwrap();
    }
    assert_eq!(stored(&observer), (0..20).collect::<Vec<_>>());
}

#[tokio::test]
async fn a_thread_that_has_time_waits_for_room_in_the_queue() {
    let (writer, observer, _directory) = writer(1);
    let release = occupy(&writer).await;
    let fills_the_queue = tokio::spawn({
        let writer = writer.clone();
        async move { writer.write(insert(1)).await }
    });
    while writer.queue.is_empty() {
        tokio::task::yield_now().await;
    }
    let waits = thread::spawn({
        let writer = writer.clone();
        move || writer.write_blocking(insert(2))
    });
    assert!(matches!(
        writer.write(insert(3)).await,
        Err(Failure::Overloaded)
    ));
    drop(release);
    fills_the_queue.await.unwrap().unwrap();
    waits.join().unwrap().unwrap();
    assert_eq!(stored(&observer), [1, 2]);
    writer.shut_down().await;
    assert!(matches!(
        writer.write_blocking(insert(4)),
        Err(Failure::ShutDown)
    ));
}
