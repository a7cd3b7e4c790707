//! What reaches the log.

use std::{env, process::Command, thread};

use memories_server::telemetry;

use crate::running::config;

const PANICS: &str = "PANICS_WITH_WORDS_OF_A_CALLER";

#[test]
fn a_panic_is_logged_without_its_message() {
    if env::var_os(PANICS).is_some() {
        telemetry::start(&config(&[]).log).unwrap();
        thread::spawn(|| panic!("My dog is called Biscuit."))
            .join()
            .unwrap_err();
        return;
    }
    let itself = Command::new(env::current_exe().unwrap())
        .args([
            "--exact",
            "telemetry::a_panic_is_logged_without_its_message",
        ])
        .arg("--nocapture")
        .env(PANICS, "1")
        .output()
        .unwrap();
    assert!(itself.status.success());
    let log = String::from_utf8(itself.stderr).unwrap();
    assert!(log.contains("telemetry.rs"), "{log}");
    assert!(!log.contains("Biscuit"), "{log}");
}
