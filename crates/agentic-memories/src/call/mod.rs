//! Plays single requests of ElevenLabs against any deployment.

mod conversation;
mod hang_up;
mod payload;
mod ring;
mod search;

use std::io::Write;

use anyhow::bail;
use clap::{Args, Subcommand};
use owo_colors::OwoColorize;
use secrecy::{ExposeSecret, SecretString};

use crate::{
    platform::{Answer, Deployment},
    render,
};

/// Play ElevenLabs: send one request of a call to a service, here or elsewhere
#[derive(Debug, Subcommand)]
#[command(after_help = "\
The answer goes to standard output, its status and time to standard error. An
answer other than 2xx makes the exit code 1.")]
pub(crate) enum Call {
    Ring(ring::Ring),
    Search(search::Search),
    HangUp(hang_up::HangUp),
}

impl Call {
    pub(crate) async fn run(self, out: &mut dyn Write) -> anyhow::Result<()> {
        let answer = match self {
            Self::Ring(ring) => ring.send().await?,
            Self::Search(search) => search.send().await?,
            Self::HangUp(hang_up) => hang_up.send().await?,
        };
        show(out, &answer)
    }
}

/// Which service is called.
#[derive(Debug, Args)]
struct Target {
    /// Address of the service, with or without the endpoint's path
    #[arg(long, value_name = "URL", default_value = "http://127.0.0.1:8080")]
    url: Deployment,
}

/// The first of several keys, separated by commas while one is rolled.
fn first_key(keys: &SecretString) -> Option<SecretString> {
    let mut keys = keys.expose_secret().split(',').map(str::trim);
    keys.find(|key| !key.is_empty()).map(SecretString::from)
}

fn show(out: &mut dyn Write, answer: &Answer) -> anyhow::Result<()> {
    let took = render::took(answer.took);
    writeln!(anstream::stderr(), "{} in {took}", answer.status.bold())?;
    match answer.json() {
        Some(json) => render::json(out, &json)?,
        None => writeln!(out, "{}", answer.text())?,
    }
    out.flush()?;
    if !answer.status.is_success() {
        bail!("the service answered {}", answer.status);
    }
    Ok(())
}
