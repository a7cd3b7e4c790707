use std::{
    fs::{DirBuilder, OpenOptions},
    io,
    path::{Path, PathBuf},
    thread,
    time::{Duration, Instant},
};

use rusqlite::{Connection, ErrorCode, OpenFlags, Transaction, TransactionBehavior};

use super::schema::{self, MigrationError};

/// The name of the file in a directory.
const FILE_NAME: &str = "agentic-memories.db";

/// Marks the file as ours: `AgMe` in ASCII (<https://www.sqlite.org/pragma.html#pragma_application_id>).
const APPLICATION_ID: i32 = 0x4167_4D65;
/// `AMem`, of development builds whose schema cannot be migrated.
const UNRELEASED_APPLICATION_ID: i32 = 0x414D_656D;

/// Timeout of waiting for another process that writes to the same file.
pub(super) const BUSY_TIMEOUT: Duration = Duration::from_secs(5);

/// Cached prepared statements per connection: more than the store has.
const STATEMENT_CACHE_CAPACITY: usize = 64;

/// Why a store cannot be opened.
#[derive(Debug, thiserror::Error)]
pub enum OpenError {
    #[error("{} cannot be opened", path.display())]
    Path { path: PathBuf, source: io::Error },
    #[error("{} is not a database of AgenticMemories; choose another path", path.display())]
    NotOurs { path: PathBuf },
    #[error(
        "{} was written by a development build before the first release and cannot be read; \
         export its memories with that build, and import them into a new file",
        path.display()
    )]
    Unreleased { path: PathBuf },
    #[error("{} was written by a newer version of AgenticMemories; update this one", path.display())]
    Newer { path: PathBuf },
    #[error("the database schema could not be created or updated")]
    Migration(#[source] rusqlite_migration::Error),
    #[error("the database could not be opened")]
    Sqlite(#[from] rusqlite::Error),
    #[error("the threads of the database could not be started")]
    Threads(#[source] io::Error),
}

/// A directory, or a path without an extension that does not exist yet, gets the file
/// `agentic-memories.db`; any other path is the file itself.
fn file_path(path: &Path) -> PathBuf {
    let is_directory = path.is_dir() || (!path.exists() && path.extension().is_none());
    if is_directory {
        path.join(FILE_NAME)
    } else {
        path.to_owned()
    }
}

/// Creates the file unless it exists. A new file is readable by its owner alone, because it will
/// contain what people said; `SQLite` gives the write-ahead log the same mode.
pub(crate) fn create_file(path: &Path) -> Result<PathBuf, OpenError> {
    let file = file_path(path);
    let path_error = |path: &Path, source| OpenError::Path {
        path: path.to_owned(),
        source,
    };
    if let Some(directory) = file
        .parent()
        .filter(|parent| !parent.as_os_str().is_empty())
    {
        private_dir_builder()
            .create(directory)
            .map_err(|error| path_error(directory, error))?;
    }
    match private_open_options().open(&file) {
        Ok(_) => Ok(file),
        Err(error) if error.kind() == io::ErrorKind::AlreadyExists => Ok(file),
        Err(error) => Err(path_error(&file, error)),
    }
}

fn private_dir_builder() -> DirBuilder {
    let mut builder = DirBuilder::new();
    builder.recursive(true);
    #[cfg(unix)]
    std::os::unix::fs::DirBuilderExt::mode(&mut builder, 0o700);
    builder
}

fn private_open_options() -> OpenOptions {
    let mut options = OpenOptions::new();
    options.write(true).create_new(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    options
}

/// Opens the connection that writes, and migrates the schema.
pub(crate) fn open_writer(file: &Path) -> Result<Connection, OpenError> {
    let mut connection = connect(file, OpenFlags::SQLITE_OPEN_READ_WRITE)?;
    connection.set_transaction_behavior(TransactionBehavior::Immediate);
    retry_while_busy(|| {
        set_application_id(&connection, file)?;
        Ok(connection.pragma_update(None, "journal_mode", "WAL")?)
    })?;
    connection.pragma_update(None, "synchronous", "FULL")?;
    // Overwrites deleted content with zeros.
    connection.pragma_update(None, "secure_delete", true)?;
    // Shrinks the log after a burst.
    connection.pragma_update(None, "journal_size_limit", 64 << 20)?;
    schema::migrate(&mut connection).map_err(|error| match error {
        MigrationError::Newer => OpenError::Newer {
            path: file.to_owned(),
        },
        MigrationError::Failed(error) => OpenError::Migration(error),
    })?;
    Ok(connection)
}

/// Retries `step` while another process locks the file: the busy timeout does not cover a change
/// of the journal mode.
fn retry_while_busy(mut step: impl FnMut() -> Result<(), OpenError>) -> Result<(), OpenError> {
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

pub(crate) fn open_reader(file: &Path) -> Result<Connection, OpenError> {
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

/// Leaves memory-mapped I/O off: a failing disk then causes an error, where a mapped file would
/// kill the process.
fn configure(connection: &Connection) -> rusqlite::Result<()> {
    connection.set_prepared_statement_cache_capacity(STATEMENT_CACHE_CAPACITY);
    connection.busy_timeout(BUSY_TIMEOUT)?;
    connection.pragma_update(None, "trusted_schema", false)?;
    connection.pragma_update(None, "cache_size", -(16 << 10)) // KiB
}

/// Refuses a file of another program, and marks an empty one as ours. One transaction, so that no
/// other program can write between the check and the mark.
fn set_application_id(connection: &Connection, file: &Path) -> Result<(), OpenError> {
    // A file that is ours is opened without the write lock.
    if application_id(connection)? == APPLICATION_ID {
        return Ok(());
    }
    let transaction = Transaction::new_unchecked(connection, TransactionBehavior::Immediate)?;
    match application_id(&transaction)? {
        APPLICATION_ID => Ok(()),
        0 if is_empty(&transaction)? => {
            transaction.pragma_update(None, "application_id", APPLICATION_ID)?;
            Ok(transaction.commit()?)
        }
        UNRELEASED_APPLICATION_ID => Err(OpenError::Unreleased {
            path: file.to_owned(),
        }),
        _ => Err(OpenError::NotOurs {
            path: file.to_owned(),
        }),
    }
}

fn application_id(connection: &Connection) -> rusqlite::Result<i32> {
    connection.query_row("PRAGMA application_id", [], |row| row.get(0))
}

fn is_empty(connection: &Connection) -> rusqlite::Result<bool> {
    let objects: u64 =
        connection.query_row("SELECT count(*) FROM sqlite_schema", [], |row| row.get(0))?;
    Ok(objects == 0)
}

#[cfg(test)]
mod tests;
