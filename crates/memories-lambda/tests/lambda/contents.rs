//! What the functions are made of: each is a package that a cold start loads.

use std::{collections::HashSet, process::Command};

use rstest::rstest;

/// The names of all crates that become part of a package's executables.
fn made_of(package: &str) -> HashSet<String> {
    let tree = Command::new(env!("CARGO"))
        .args(["tree", "--locked", "--edges", "normal", "--prefix", "none"])
        .args(["--format", "{p}", "--package", package])
        .output()
        .unwrap();
    let told = String::from_utf8(tree.stderr).unwrap();
    assert!(tree.status.success(), "{told}");
    let lines = String::from_utf8(tree.stdout).unwrap();
    let names = lines.lines().filter_map(|line| line.split(' ').next());
    names.map(str::to_owned).collect()
}

#[rstest]
#[case::memories_in_a_file(&["memories-store-sqlite", "rusqlite", "libsqlite3-sys"])]
#[case::a_search_of_its_own(&["nearby", "memories-index", "memories-search", "rust-stemmers"])]
fn a_function_does_not_carry_what_only_the_binary_uses(#[case] crates: &[&str]) {
    let (function, binary) = (made_of("memories-lambda"), made_of("agentic-memories"));
    assert!(function.contains("memories-store-mem0"));
    for &name in crates {
        assert!(binary.contains(name), "{name} is not what it is called");
        assert!(!function.contains(name), "{name} is in the functions");
    }
}
