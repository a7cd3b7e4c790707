//! The log.

use std::{env, process::Command, thread};

use memories_server::telemetry;

use crate::service::config;

/// Set in the process that panics.
const PANIC: &str = "PANIC_WITH_A_CALLERS_WORDS";

#[test]
fn a_panic_is_logged_without_its_message() {
    if env::var_os(PANIC).is_some() {
        telemetry::init(&config(&[]).log).unwrap();
        thread::spawn(|| panic!("My dog is called Biscuit."))
            .join()
            .unwrap_err();
        return;
    }
    let child = Command::new(env::current_exe().unwrap())
        .args([
            "--exact",
            "telemetry::a_panic_is_logged_without_its_message",
        ])
        .arg("--nocapture")
        .env(PANIC, "1")
        .output()
        .unwrap();
    assert!(child.status.success());
    let log = String::from_utf8(child.stderr).unwrap();
    assert!(log.contains("telemetry.rs"), "{log}");
    assert!(!log.contains("Biscuit"), "{log}");
}
