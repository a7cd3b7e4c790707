//! `agentic-memories`: long-term memory for ElevenLabs voice agents, in one
//! binary. It runs the service, plays calls against it, and administers the
//! memories and the inbox.

mod arguments;
mod call;
mod callers;
mod config;
mod demo;
mod doctor;
mod elevenlabs_simulator;
mod embedding_model;
mod environment;
mod error_report;
mod failed_calls;
mod inbox;
mod memories;
mod render;
mod serve;
mod stores;
mod tls;
mod warnings_of_calls;

use std::{io::Write, process::ExitCode};

use anyhow::Context;
use clap::Parser;

use crate::arguments::Arguments;

fn main() -> ExitCode {
    // Before the arguments are parsed: some take their defaults from the environment.
    let dotenv = environment::load_dotenv();
    let arguments = Arguments::parse();
    match dotenv.map_err(Into::into).and_then(|()| run(arguments)) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => error_report::print(&error),
    }
}

fn run(arguments: Arguments) -> anyhow::Result<()> {
    let runtime =
        tokio::runtime::Runtime::new().context("the asynchronous runtime cannot start")?;
    let mut out = anstream::stdout().lock();
    runtime.block_on(arguments.command.run(&mut out))?;
    out.flush()?;
    Ok(())
}
