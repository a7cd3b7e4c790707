//! A cold start loads the whole package, so its dependencies count.

use std::{collections::HashSet, process::Command};

use rstest::rstest;

/// The names of all crates that a package is compiled from.
fn dependencies(package: &str) -> HashSet<String> {
    let tree = Command::new(env!("CARGO"))
        .args(["tree", "--locked", "--edges", "normal", "--prefix", "none"])
        .args(["--format", "{p}", "--package", package])
        .output()
        .unwrap();
    let stderr = String::from_utf8(tree.stderr).unwrap();
    assert!(tree.status.success(), "{stderr}");
    let lines = String::from_utf8(tree.stdout).unwrap();
    let names = lines.lines().filter_map(|line| line.split(' ').next());
    names.map(str::to_owned).collect()
}

#[rstest]
#[case::sqlite(&["memories-store-sqlite", "rusqlite", "libsqlite3-sys"])]
#[case::search(&["memories-index", "memories-search", "rust-stemmers"])]
fn the_functions_do_not_depend_on_what_only_the_server_uses(#[case] crates: &[&str]) {
    let functions = dependencies("memories-lambda");
    let server = dependencies("agentic-memories");
    assert!(functions.contains("memories-store-mem0"));
    for &name in crates {
        assert!(server.contains(name), "the server does not use {name}");
        assert!(!functions.contains(name), "the functions use {name}");
    }
}
