//! The main job on real input, in one command: realistic calls of two invented
//! callers, played through the real endpoints of a throw-away service.

mod curl;
mod exchange;
mod narrator;
mod recording;
mod stage;
mod story;

use std::{io::Write, net::Ipv4Addr};

use anyhow::Context;
use clap::Args;

use self::{narrator::Narrator, stage::Stage};
use crate::serve::Signals;

/// See it work: two callers, four calls, and what the agent knows at each moment
#[derive(Debug, Args)]
#[command(after_help = "\
Starts the service on a loopback port with a store that is thrown away and keys
made for the occasion, and sends it what ElevenLabs sends. Every step is checked:
the exit code is 1 if one is not as it should be. RUST_LOG=info shows the
service's log as well.

Examples:
  agentic-memories demo
  agentic-memories demo --keep --port 8090")]
pub(crate) struct Demo {
    /// Leave the service running afterwards, until Ctrl-C, and print requests to try
    #[arg(long)]
    keep: bool,
    /// Port to listen on; 0 takes a free one
    #[arg(long, value_name = "PORT", default_value_t = 0)]
    port: u16,
}

impl Demo {
    pub(crate) async fn run(self, out: &mut dyn Write) -> anyhow::Result<()> {
        let mut signals = Signals::new()?;
        let stage = Stage::open((Ipv4Addr::LOCALHOST, self.port).into()).await?;
        let told = tokio::select! {
            told = self.tell(&stage, out) => told,
            () = signals.next() => Err(anyhow::anyhow!("interrupted")),
        };
        if self.keep && told.is_ok() {
            signals.next().await;
        }
        stage.close().await?;
        told
    }

    async fn tell(&self, stage: &Stage, out: &mut dyn Write) -> anyhow::Result<()> {
        let mut narrator = Narrator::new(out);
        narrator.opening(stage)?;
        story::play(stage, &mut narrator)
            .await
            .context("the demo is broken, as this does not hold")?;
        narrator.ending()?;
        if self.keep {
            curl::suggest(out, stage)?;
        }
        out.flush()?;
        Ok(())
    }
}
