//! The worker that runs our Mem0 client in the comparison with the SDK.
#![allow(clippy::unwrap_used, reason = "a failed assumption fails the test")]

use std::{
    io::Write,
    process::{Command, Output, Stdio},
};

use mem0_client::{AddRequest, Client, Entity, Message};
use mem0_server::{Mem0Server, Options};

const USER: &str = "bench-caller";

async fn server() -> Mem0Server {
    let server = Mem0Server::start(Options::default()).await.unwrap();
    let client = Client::builder()
        .base_url(server.url())
        .build(&"m0-key".into())
        .unwrap();
    let messages = [Message::user("A boiler"), Message::user("Another boiler")];
    let request = AddRequest::new(&Entity::user(USER).unwrap(), messages).unwrap();
    client.add(&request.infer(false)).await.unwrap();
    server
}

fn run_worker(server: &Mem0Server, listed: &str, found: &str, commands: &str) -> Output {
    let mut worker = Command::new(env!("CARGO_BIN_EXE_mem0-client"))
        .args([&server.url(), USER, "boiler", listed, found])
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    let mut input = worker.stdin.take().unwrap();
    input.write_all(commands.as_bytes()).unwrap();
    drop(input);
    worker.wait_with_output().unwrap()
}

#[tokio::test(flavor = "multi_thread")]
async fn every_command_is_executed_the_given_number_of_times() {
    let server = server().await;
    let output = run_worker(&server, "2", "1", "search 3\nlist 2\n");
    assert!(output.status.success());
    assert_eq!(output.stdout, b"done\ndone\n");
    let paths: Vec<String> = server
        .received()
        .into_iter()
        .map(|request| request.path)
        .collect();
    let (searches, lists) = (["/v3/memories/search/"; 3], ["/v3/memories/"; 2]);
    // The first request added the memories.
    assert_eq!(paths[1..], [&searches[..], &lists[..]].concat());
}

#[tokio::test(flavor = "multi_thread")]
async fn a_response_with_too_few_memories_is_a_failure() {
    let server = server().await;
    for command in ["search 1\n", "list 1\n"] {
        let output = run_worker(&server, "3", "3", command);
        assert!(!output.status.success());
        assert!(output.stdout.is_empty());
    }
}
