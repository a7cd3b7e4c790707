//! `agentic-memories`: long-term memory for ElevenLabs voice agents, in one
//! binary. It serves the three calls, shows them, plays them, and looks after
//! what is remembered.

mod arguments;
mod call;
mod config;
mod demo;
mod doctor;
mod environment;
mod failure;
mod inbox;
mod memories;
mod platform;
mod ranker;
mod render;
mod serve;
mod stored;
mod tls;

use std::{io::Write, process::ExitCode};

use anyhow::Context;
use clap::Parser;

use crate::arguments::Arguments;

fn main() -> ExitCode {
    // Before the arguments: some of them have their defaults in the environment.
    let dotenv = environment::load_dotenv();
    let arguments = Arguments::parse();
    match dotenv.map_err(Into::into).and_then(|()| run(arguments)) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => failure::report(&error),
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
