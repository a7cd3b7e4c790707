//! Memories on a server that is compatible with the Mem0 Platform.

mod commands;
mod demo;
mod doctor;
mod serving;

use std::{
    io::{BufRead, BufReader},
    process::Stdio,
    time::{Duration, Instant},
};

use mem0_server::{Failure, Fault, Mem0Server, Options};
use rustix::process::{Pid, Signal, kill_process};
use serde_json::{Value, json};

use super::{
    finished_call::{FinishedCall, HMAC_KEY, client},
    sandbox::Sandbox,
};

const KEY: &str = "m0-key-of-the-tests";
const ROBIN: &str = "+12025550143";

async fn platform() -> Mem0Server {
    let options = Options {
        key: Some(KEY.to_owned()),
        ..Options::default()
    };
    Mem0Server::start(options).await.unwrap()
}

/// A sandbox whose memories are on that server.
fn customer(platform: &Mem0Server) -> Sandbox {
    Sandbox::new()
        .with("MEM0_API_KEY", KEY)
        .with("MEM0_BASE_URL", platform.url())
}

fn paths(platform: &Mem0Server) -> Vec<String> {
    let received = platform.received().into_iter();
    received.map(|request| request.path).collect()
}

/// The only check of a subject.
fn check<'f>(output: &'f Value, subject: &str) -> &'f Value {
    let mut checks = output["checks"]
        .as_array()
        .unwrap()
        .iter()
        .filter(|check| check["subject"] == subject);
    let found = checks
        .next()
        .unwrap_or_else(|| panic!("{subject}: {output:#}"));
    assert!(checks.next().is_none(), "{output:#}");
    found
}
