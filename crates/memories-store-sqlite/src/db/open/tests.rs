use std::{fs, sync::Barrier};

use super::*;

#[test]
fn a_directory_gets_a_file_and_a_path_with_an_extension_is_one() {
    let directory = tempfile::tempdir().unwrap();
    let given = directory.path();
    assert_eq!(file_path(given), given.join(FILE_NAME));
    assert_eq!(
        file_path(&given.join("data")),
        given.join("data").join(FILE_NAME)
    );
    assert_eq!(file_path(&given.join("a.db")), given.join("a.db"));
    fs::write(given.join("plain"), "").unwrap();
    assert_eq!(file_path(&given.join("plain")), given.join("plain"));
}

#[cfg(unix)]
#[test]
fn new_files_and_directories_are_accessible_to_their_owner_alone() {
    use std::os::unix::fs::PermissionsExt;

    let directory = tempfile::tempdir().unwrap();
    let data = directory.path().join("data");
    let file = create_file(&data).unwrap();
    let connection = open_writer(&file).unwrap();
    let mode = |path: &Path| fs::metadata(path).unwrap().permissions().mode() & 0o777;
    assert_eq!(mode(&data), 0o700);
    for entry in fs::read_dir(&data).unwrap() {
        assert_eq!(mode(&entry.unwrap().path()), 0o600);
    }
    assert_eq!(
        fs::read_dir(&data).unwrap().count(),
        3,
        "the database, its log and the index of the log"
    );
    drop(connection);
}

#[test]
fn the_file_of_another_program_is_rejected_and_not_changed() {
    let directory = tempfile::tempdir().unwrap();
    let text = directory.path().join("letter.txt");
    fs::write(&text, "Dear reader, ".repeat(100)).unwrap();
    let database = directory.path().join("other.db");
    let other = Connection::open(&database).unwrap();
    other.execute_batch("CREATE TABLE t (x)").unwrap();
    let marked = directory.path().join("marked.db");
    let other = Connection::open(&marked).unwrap();
    other
        .execute_batch("PRAGMA application_id = 7; CREATE TABLE t (x)")
        .unwrap();
    drop(other);
    for file in [text, database, marked] {
        let before = fs::read(&file).unwrap();
        let rejected = open_writer(&file);
        assert!(matches!(rejected, Err(OpenError::NotOurs { path }) if path == file));
        assert_eq!(fs::read(&file).unwrap(), before);
    }
}

#[test]
fn a_file_of_a_development_build_is_rejected_and_not_changed() {
    let directory = tempfile::tempdir().unwrap();
    let file = directory.path().join("old.db");
    let old = Connection::open(&file).unwrap();
    old.execute_batch(
        "PRAGMA application_id = 1095591277; PRAGMA user_version = 4; CREATE TABLE owners (x)",
    )
    .unwrap();
    drop(old);
    let before = fs::read(&file).unwrap();
    let rejected = open_writer(&file);
    assert!(matches!(rejected, Err(OpenError::Unreleased { path }) if path == file));
    assert_eq!(fs::read(&file).unwrap(), before);
}

#[test]
fn a_file_of_a_newer_version_is_rejected() {
    let directory = tempfile::tempdir().unwrap();
    let file = create_file(directory.path()).unwrap();
    let connection = open_writer(&file).unwrap();
    connection
        .pragma_update(None, "user_version", 1_000)
        .unwrap();
    drop(connection);
    assert!(matches!(open_writer(&file), Err(OpenError::Newer { path }) if path == file));
}

#[test]
fn a_directory_that_cannot_be_created_is_named() {
    let directory = tempfile::tempdir().unwrap();
    let file = directory.path().join("file");
    fs::write(&file, "").unwrap();
    let rejected = create_file(&file.join("data"));
    assert!(matches!(rejected, Err(OpenError::Path { path, .. }) if path.starts_with(&file)));
}

#[test]
fn commits_wait_for_the_disk_and_deleted_content_is_overwritten() {
    let directory = tempfile::tempdir().unwrap();
    let connection = open_writer(&create_file(directory.path()).unwrap()).unwrap();
    let pragma = |name: &str| -> String {
        connection
            .query_row(
                &format!("SELECT CAST({name} AS TEXT) FROM pragma_{name}"),
                [],
                |row| row.get(0),
            )
            .unwrap()
    };
    assert_eq!(pragma("journal_mode"), "wal");
    assert_eq!(pragma("synchronous"), "2");
    assert_eq!(pragma("secure_delete"), "1");
    assert_eq!(pragma("trusted_schema"), "0");
}

#[test]
fn a_new_file_can_be_opened_by_several_at_once() {
    for _ in 0..25 {
        let directory = tempfile::tempdir().unwrap();
        let start = Barrier::new(4);
        thread::scope(|scope| {
            for _ in 0..4 {
                scope.spawn(|| {
                    start.wait();
                    open_writer(&create_file(directory.path()).unwrap()).unwrap();
                });
            }
        });
    }
}
