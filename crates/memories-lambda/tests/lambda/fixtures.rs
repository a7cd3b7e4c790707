//! The wire's payloads.

use std::{fs, path::Path};

/// One of them.
pub(crate) fn fixture(name: &str) -> String {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../fixtures/elevenlabs");
    fs::read_to_string(folder.join(name)).unwrap()
}

/// The names of those that begin in one of these ways.
pub(crate) fn named(beginnings: &[&str]) -> Vec<String> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../fixtures/elevenlabs");
    let mut names: Vec<String> = fs::read_dir(folder)
        .unwrap()
        .map(|entry| entry.unwrap().file_name().into_string().unwrap())
        .filter(|name| {
            beginnings
                .iter()
                .any(|beginning| name.starts_with(beginning))
        })
        .collect();
    names.sort();
    names
}

/// Every event after a call.
pub(crate) fn events() -> Vec<(String, String)> {
    let names = named(&["0", "1", "spec_flat"]);
    assert!(names.len() > 10);
    names
        .into_iter()
        .map(|name| (name.clone(), fixture(&name)))
        .collect()
}
