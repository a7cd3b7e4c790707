//! Sends single requests of a call to any deployment, as ElevenLabs does.

mod finished_call;
mod hang_up;
mod payload;
mod ring;
mod search;
mod target;

use std::io::Write;

use anyhow::bail;
use clap::Subcommand;
use owo_colors::OwoColorize;

use crate::{elevenlabs_simulator::Response, render};

/// Simulate ElevenLabs: send one request of a call to a service, local or remote
#[derive(Debug, Subcommand)]
#[command(after_help = "\
The response body goes to standard output, its status and time to standard error.
The exit code is 1 unless the status is 2xx.")]
pub(crate) enum Call {
    Ring(ring::Ring),
    Search(search::Search),
    HangUp(hang_up::HangUp),
}

impl Call {
    pub(crate) async fn run(self, out: &mut dyn Write) -> anyhow::Result<()> {
        let response = match self {
            Self::Ring(ring) => ring.send().await?,
            Self::Search(search) => search.send().await?,
            Self::HangUp(hang_up) => hang_up.send().await?,
        };
        print(out, &response)
    }
}

fn print(out: &mut dyn Write, response: &Response) -> anyhow::Result<()> {
    let elapsed = render::elapsed(response.elapsed);
    writeln!(
        anstream::stderr(),
        "{} in {elapsed}",
        response.status.bold()
    )?;
    match response.json() {
        Some(json) => render::json(out, &json)?,
        None => writeln!(out, "{}", response.text())?,
    }
    out.flush()?;
    if !response.status.is_success() {
        bail!("the service responded with {}", response.status);
    }
    Ok(())
}
