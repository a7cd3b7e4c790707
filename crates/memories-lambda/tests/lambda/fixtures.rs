//! The payloads in `fixtures/elevenlabs`.

use std::{fs, path::PathBuf};

fn folder() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../../fixtures/elevenlabs")
}

pub(crate) fn fixture(name: &str) -> String {
    fs::read_to_string(folder().join(name)).unwrap()
}

/// The names that start with one of `prefixes`.
pub(crate) fn names(prefixes: &[&str]) -> Vec<String> {
    let mut names: Vec<String> = fs::read_dir(folder())
        .unwrap()
        .map(|entry| entry.unwrap().file_name().into_string().unwrap())
        .filter(|name| prefixes.iter().any(|prefix| name.starts_with(prefix)))
        .collect();
    names.sort();
    names
}

/// Every post-call event, with its name.
pub(crate) fn post_call_events() -> Vec<(String, String)> {
    let names = names(&["0", "1", "spec_flat"]);
    assert!(names.len() > 10);
    names
        .into_iter()
        .map(|name| (name.clone(), fixture(&name)))
        .collect()
}
