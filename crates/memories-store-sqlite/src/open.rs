//! Opening the database file.

use std::{
    fs::{DirBuilder, OpenOptions},
    io,
    path::{Path, PathBuf},
    thread,
    time::{Duration, Instant},
};

use rusqlite::{Connection, ErrorCode, OpenFlags, Transaction, TransactionBehavior};

use crate::schema;

/// The file's name in a directory that was given.
const FILE_NAME: &str = "agentic-memories.db";

/// Marks the file as ours: `AMem` in ASCII (<https://www.sqlite.org/pragma.html#pragma_application_id>).
const APPLICATION_ID: i32 = 0x414D_656D;

/// How long one waits for another process that writes to the same file.
pub(crate) const BUSY_TIMEOUT: Duration = Duration::from_secs(5);

/// Prepared statements kept per connection: more than there are.
const STATEMENTS: usize = 64;

/// Why a store cannot be opened.
#[derive(Debug, thiserror::Error)]
pub enum OpenError {
    /// The directory or file cannot be created or reached.
    #[error("{} cannot be opened", path.display())]
    Path {
        /// Which.
        path: PathBuf,
        /// What the system says.
        source: io::Error,
    },
    /// The file holds something else.
    #[error("{} is not a database of AgenticMemories; choose another place", path.display())]
    NotOurs {
        /// The file.
        path: PathBuf,
    },
    /// The file was written by a later version.
    #[error("{} was written by a newer version of AgenticMemories; update this one", path.display())]
    Newer {
        /// The file.
        path: PathBuf,
    },
    /// The file's tables could not be brought up to date.
    #[error("the database could not be brought up to date")]
    Migration(#[source] rusqlite_migration::Error),
    /// SQLite failed.
    #[error("the database could not be opened")]
    Sqlite(#[from] rusqlite::Error),
    /// No threads to be had.
    #[error("the threads that work on the database could not be started")]
    Threads(#[source] io::Error),
}

/// Where the file is: in `path` if that is a directory, or a name without
/// extension of one that does not exist yet; else at `path`.
fn locate(path: &Path) -> PathBuf {
    let is_directory = path.is_dir() || (!path.exists() && path.extension().is_none());
    if is_directory {
        path.join(FILE_NAME)
    } else {
        path.to_owned()
    }
}

/// Makes sure that the file exists, readable by its owner alone if it is new:
/// it holds what people said. `SQLite` gives the files beside it the same mode.
pub(crate) fn create(path: &Path) -> Result<PathBuf, OpenError> {
    let file = locate(path);
    let failed = |path: &Path, source| OpenError::Path {
        path: path.to_owned(),
        source,
    };
    if let Some(directory) = file
        .parent()
        .filter(|parent| !parent.as_os_str().is_empty())
    {
        private_directory()
            .create(directory)
            .map_err(|error| failed(directory, error))?;
    }
    match private_file().open(&file) {
        Ok(_) => Ok(file),
        Err(error) if error.kind() == io::ErrorKind::AlreadyExists => Ok(file),
        Err(error) => Err(failed(&file, error)),
    }
}

fn private_directory() -> DirBuilder {
    let mut builder = DirBuilder::new();
    builder.recursive(true);
    #[cfg(unix)]
    std::os::unix::fs::DirBuilderExt::mode(&mut builder, 0o700);
    builder
}

fn private_file() -> OpenOptions {
    let mut options = OpenOptions::new();
    options.write(true).create_new(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    options
}

/// The connection that writes, with the tables up to date.
pub(crate) fn writer(file: &Path) -> Result<Connection, OpenError> {
    let mut connection = connect(file, OpenFlags::SQLITE_OPEN_READ_WRITE)?;
    connection.set_transaction_behavior(TransactionBehavior::Immediate);
    when_free(|| {
        claim(&connection, file)?;
        Ok(connection.pragma_update(None, "journal_mode", "WAL")?)
    })?;
    connection.pragma_update(None, "synchronous", "FULL")?;
    // What was erased is overwritten, not only unlinked.
    connection.pragma_update(None, "secure_delete", true)?;
    // After a burst the log shrinks again.
    connection.pragma_update(None, "journal_size_limit", 64 << 20)?;
    schema::migrate(&mut connection).map_err(|error| match error {
        schema::MigrationError::Newer => OpenError::Newer {
            path: file.to_owned(),
        },
        schema::MigrationError::Failed(error) => OpenError::Migration(error),
    })?;
    Ok(connection)
}

/// Repeats `step` while others hold the file: changing the journal's mode does
/// not wait for them as other statements do.
fn when_free(mut step: impl FnMut() -> Result<(), OpenError>) -> Result<(), OpenError> {
    let deadline = Instant::now() + BUSY_TIMEOUT;
    loop {
        match step() {
            Err(OpenError::Sqlite(error))
                if error.sqlite_error_code() == Some(ErrorCode::DatabaseBusy)
                    && Instant::now() < deadline =>
            {
                thread::sleep(Duration::from_millis(5));
            }
            result => return result,
        }
    }
}

/// A connection that reads.
pub(crate) fn reader(file: &Path) -> Result<Connection, OpenError> {
    connect(file, OpenFlags::SQLITE_OPEN_READ_ONLY)
}

fn connect(file: &Path, mode: OpenFlags) -> Result<Connection, OpenError> {
    let connection = Connection::open_with_flags(file, mode | OpenFlags::SQLITE_OPEN_NO_MUTEX)?;
    configure(&connection).map_err(|error| match error.sqlite_error_code() {
        Some(ErrorCode::NotADatabase) => OpenError::NotOurs {
            path: file.to_owned(),
        },
        _ => OpenError::Sqlite(error),
    })?;
    Ok(connection)
}

/// The file is read through the page cache and not mapped into memory: a disk
/// that fails gives an error then, where a mapped file would kill the process.
fn configure(connection: &Connection) -> rusqlite::Result<()> {
    connection.set_prepared_statement_cache_capacity(STATEMENTS);
    connection.busy_timeout(BUSY_TIMEOUT)?;
    connection.pragma_update(None, "trusted_schema", false)?;
    connection.pragma_update(None, "cache_size", -(16 << 10)) // KiB
}

/// Refuses a file that is not ours, and marks an empty one as ours: in one
/// transaction, so that nobody else makes it theirs between the two questions.
fn claim(connection: &Connection, file: &Path) -> Result<(), OpenError> {
    let claiming = Transaction::new_unchecked(connection, TransactionBehavior::Immediate)?;
    let application: i32 = claiming.query_row("PRAGMA application_id", [], |row| row.get(0))?;
    match application {
        APPLICATION_ID => Ok(()),
        0 if is_empty(&claiming)? => {
            claiming.pragma_update(None, "application_id", APPLICATION_ID)?;
            Ok(claiming.commit()?)
        }
        _ => Err(OpenError::NotOurs {
            path: file.to_owned(),
        }),
    }
}

fn is_empty(connection: &Connection) -> rusqlite::Result<bool> {
    let objects: u64 =
        connection.query_row("SELECT count(*) FROM sqlite_schema", [], |row| row.get(0))?;
    Ok(objects == 0)
}

#[cfg(test)]
mod tests;
