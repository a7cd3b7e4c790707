use std::{
    fs::File,
    io::{BufRead, BufReader},
    net::TcpListener,
    process::Stdio,
};

use super::sandbox::Sandbox;

#[test]
fn other_machines_are_not_let_in_without_keys() {
    let complaint = Sandbox::new()
        .run(&["serve", "--listen", "0.0.0.0:0"])
        .failing_with(2);
    assert!(
        complaint.contains("ELEVENLABS_WORKSPACE_KEY"),
        "{complaint}"
    );
    assert!(complaint.contains("ELEVENLABS_HMAC_KEY"), "{complaint}");
    assert!(complaint.contains("--insecure"), "{complaint}");
}

#[test]
fn an_address_that_is_none_is_refused_by_the_variables_name() {
    let complaint = Sandbox::new()
        .run(&["serve", "--listen", "localhost"])
        .failing_with(2);
    assert!(complaint.contains("LISTEN_ADDR"), "{complaint}");
}

#[test]
fn a_busy_port_is_told_in_words() {
    let busy = TcpListener::bind("127.0.0.1:0").unwrap();
    let address = busy.local_addr().unwrap().to_string();
    let complaint = Sandbox::new()
        .run(&["serve", "--listen", &address])
        .failing_with(1);
    assert!(
        complaint.contains(&address) && complaint.contains("in use"),
        "{complaint}"
    );
}

#[test]
fn a_data_directory_that_cannot_be_is_told_by_name() {
    let sandbox = Sandbox::new();
    sandbox.write("occupied", "a file");
    let complaint = sandbox
        .run(&[
            "serve",
            "--listen",
            "127.0.0.1:0",
            "--data-dir",
            "occupied/data",
        ])
        .failing_with(1);
    assert!(complaint.contains("occupied/data"), "{complaint}");
}

#[test]
fn a_file_that_is_no_store_is_refused_and_left_as_it_is() {
    let sandbox = Sandbox::new();
    sandbox.write("notes.db", "dear diary");
    let complaint = sandbox
        .run(&["serve", "--listen", "127.0.0.1:0", "--data-dir", "notes.db"])
        .failing_with(1);
    assert!(complaint.contains("notes.db"), "{complaint}");
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
