use std::{
    io::{BufRead, BufReader},
    process::Stdio,
};

use rustix::process::{Pid, Signal, kill_process};

use super::sandbox::Sandbox;

#[test]
fn the_demo_remembers_one_caller_and_keeps_another_separate() {
    let sandbox = Sandbox::new();
    let output = sandbox.run(&["demo"]).success();
    for part in [
        "a new caller",
        "Brightflame 24",
        "mornings before ten",
        "penicillin",
        "nothing is stored twice",
        "rejected (401)",
        "Every step was checked",
    ] {
        assert!(output.contains(part), "{part:?} is missing in:\n{output}");
    }
    assert!(!output.contains('\u{1b}'), "colours are for terminals");
    let left: Vec<_> = std::fs::read_dir(sandbox.path(".")).unwrap().collect();
    assert!(left.is_empty(), "{left:?}");
}

#[test]
fn the_demo_ignores_the_operators_settings() {
    let sandbox = Sandbox::new()
        .with("ELEVENLABS_WORKSPACE_KEY", "other")
        .with("MEMORY_SCOPE", "agent");
    sandbox.run(&["demo"]).success();
}

#[test]
fn a_demo_with_keep_prints_requests_that_work() {
    let sandbox = Sandbox::new();
    let mut child = sandbox
        .command(&["demo", "--keep"])
        .stdout(Stdio::piped())
        .spawn()
        .unwrap();
    let mut lines = BufReader::new(child.stdout.take().unwrap())
        .lines()
        .map(Result::unwrap);
    let ring = lines.find(|line| line.contains("call ring --url")).unwrap();
    let (_, arguments) = ring.split_once(" call ").unwrap();
    let arguments: Vec<&str> = ["call"].into_iter().chain(arguments.split(' ')).collect();
    let answer = sandbox.run(&arguments).json();
    assert_eq!(answer["user_id"], "+12025550187");

    kill_process(Pid::from_child(&child), Signal::INT).unwrap();
    assert_eq!(child.wait().unwrap().code(), Some(0));
}
