use std::{fs, sync::Barrier};

use super::*;

#[test]
fn a_directory_gets_a_file_and_a_name_with_extension_is_one() {
    let directory = tempfile::tempdir().unwrap();
    let given = directory.path();
    assert_eq!(locate(given), given.join(FILE_NAME));
    assert_eq!(
        locate(&given.join("data")),
        given.join("data").join(FILE_NAME)
    );
    assert_eq!(locate(&given.join("a.db")), given.join("a.db"));
    fs::write(given.join("plain"), "").unwrap();
    assert_eq!(locate(&given.join("plain")), given.join("plain"));
}

#[cfg(unix)]
#[test]
fn new_files_and_directories_are_for_their_owner_alone() {
    use std::os::unix::fs::PermissionsExt;

    let directory = tempfile::tempdir().unwrap();
    let data = directory.path().join("data");
    let file = create(&data).unwrap();
    let connection = writer(&file).unwrap();
    let mode = |path: &Path| fs::metadata(path).unwrap().permissions().mode() & 0o777;
    assert_eq!(mode(&data), 0o700);
    for entry in fs::read_dir(&data).unwrap() {
        assert_eq!(mode(&entry.unwrap().path()), 0o600);
    }
    assert_eq!(
        fs::read_dir(&data).unwrap().count(),
        3,
        "with log and index of it"
    );
    drop(connection);
}

#[test]
fn a_file_that_holds_something_else_is_refused_and_left_alone() {
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
        let refused = writer(&file);
        assert!(matches!(refused, Err(OpenError::NotOurs { path }) if path == file));
        assert_eq!(fs::read(&file).unwrap(), before);
    }
}

#[test]
fn a_file_of_a_newer_version_is_refused() {
    let directory = tempfile::tempdir().unwrap();
    let file = create(directory.path()).unwrap();
    let connection = writer(&file).unwrap();
    connection
        .pragma_update(None, "user_version", 1_000)
        .unwrap();
    drop(connection);
    assert!(matches!(writer(&file), Err(OpenError::Newer { path }) if path == file));
}

#[test]
fn a_directory_that_cannot_be_made_is_named() {
    let directory = tempfile::tempdir().unwrap();
    let file = directory.path().join("file");
    fs::write(&file, "").unwrap();
    let refused = create(&file.join("data"));
    assert!(matches!(refused, Err(OpenError::Path { path, .. }) if path.starts_with(&file)));
}

#[test]
fn commits_wait_for_the_disk_and_erased_words_are_overwritten() {
    let directory = tempfile::tempdir().unwrap();
    let connection = writer(&create(directory.path()).unwrap()).unwrap();
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
fn several_may_open_a_new_file_at_the_same_moment() {
    for _ in 0..25 {
        let directory = tempfile::tempdir().unwrap();
        let start = Barrier::new(4);
        thread::scope(|scope| {
            for _ in 0..4 {
                scope.spawn(|| {
                    start.wait();
                    writer(&create(directory.path()).unwrap()).unwrap();
                });
            }
        });
    }
}
