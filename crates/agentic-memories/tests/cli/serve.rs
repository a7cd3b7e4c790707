use std::{
    fs::File,
    io::{BufRead, BufReader},
    net::TcpListener,
    process::Stdio,
};

use super::sandbox::Sandbox;

#[test]
fn a_public_address_requires_keys() {
    let stderr = Sandbox::new()
        .run(&["serve", "--listen", "0.0.0.0:0"])
        .failure(2);
    assert!(stderr.contains("ELEVENLABS_WORKSPACE_KEY"), "{stderr}");
    assert!(stderr.contains("ELEVENLABS_HMAC_KEY"), "{stderr}");
    assert!(stderr.contains("--insecure"), "{stderr}");
}

#[test]
fn an_invalid_address_is_rejected_with_its_variable() {
    let stderr = Sandbox::new()
        .run(&["serve", "--listen", "localhost"])
        .failure(2);
    assert!(stderr.contains("LISTEN_ADDR"), "{stderr}");
}

#[test]
fn a_busy_port_is_reported() {
    let busy = TcpListener::bind("127.0.0.1:0").unwrap();
    let address = busy.local_addr().unwrap().to_string();
    let stderr = Sandbox::new()
        .run(&["serve", "--listen", &address])
        .failure(1);
    assert!(
        stderr.contains(&address) && stderr.contains("in use"),
        "{stderr}"
    );
}

#[test]
fn the_error_names_an_unusable_data_directory() {
    let sandbox = Sandbox::new();
    sandbox.write("occupied", "a file");
    let stderr = sandbox
        .run(&[
            "serve",
            "--listen",
            "127.0.0.1:0",
            "--data-dir",
            "occupied/data",
        ])
        .failure(1);
    assert!(stderr.contains("occupied/data"), "{stderr}");
}

#[test]
fn a_file_that_is_not_a_store_is_rejected_and_left_unchanged() {
    let sandbox = Sandbox::new();
    sandbox.write("notes.db", "dear diary");
    let stderr = sandbox
        .run(&["serve", "--listen", "127.0.0.1:0", "--data-dir", "notes.db"])
        .failure(1);
    assert!(stderr.contains("notes.db"), "{stderr}");
    assert_eq!(
        std::fs::read_to_string(sandbox.path("notes.db")).unwrap(),
        "dear diary"
    );
}

#[test]
fn the_log_in_a_file_is_plain_text() {
    let sandbox = Sandbox::new();
    let log = sandbox.path("log");
    let mut service = sandbox
        .command(&["serve", "--listen", "127.0.0.1:0"])
        .stdin(Stdio::null())
        .stdout(Stdio::piped())
        .stderr(File::create(&log).unwrap())
        .spawn()
        .unwrap();
    let mut listens = String::new();
    BufReader::new(service.stdout.take().unwrap())
        .read_line(&mut listens)
        .unwrap();
    service.kill().unwrap();
    service.wait().unwrap();
    let text = std::fs::read_to_string(log).unwrap();
    assert!(text.contains(" INFO "), "{text:?}");
    assert!(!text.contains('\u{1b}'), "{text:?}");
}
