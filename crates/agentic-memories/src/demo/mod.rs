//! The main job on real input, in one command: realistic calls of two invented
//! callers, played through the real endpoints of a throw-away service.

mod curl;
mod exchange;
mod guests;
mod narrator;
mod recording;
mod stage;
mod story;

use std::{io::Write, net::Ipv4Addr};

use anyhow::Context;
use clap::{Args, ValueEnum};

use self::{narrator::Narrator, stage::Stage};
use crate::{render, serve::Signals};

/// See it work: two callers, four calls, and what the agent knows at each moment
#[derive(Debug, Args)]
#[command(after_help = "\
Starts the service on a loopback port with a store that is thrown away and keys
made for the occasion, and sends it what ElevenLabs sends. Every step is checked:
the exit code is 1 if one is not as it should be. RUST_LOG=info shows the
service's log as well.

With --store mem0 the memories go to the server at MEM0_BASE_URL (the Mem0 Platform
while it is unset) with MEM0_API_KEY, and are deleted at the end; a compatible
server that asks for no particular key needs none.

Examples:
  agentic-memories demo
  agentic-memories demo --keep --port 8090
  MEM0_BASE_URL=http://127.0.0.1:8765 agentic-memories demo --store mem0")]
pub(crate) struct Demo {
    /// Leave the service running afterwards, until Ctrl-C, and print requests to try
    #[arg(long)]
    keep: bool,
    /// Port to listen on; 0 takes a free one
    #[arg(long, value_name = "PORT", default_value_t = 0)]
    port: u16,
    /// Where the memories are kept meanwhile
    #[arg(long, value_name = "STORE", default_value = "sqlite")]
    store: DemoStore,
}

/// Where the demo's memories are kept.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(super) enum DemoStore {
    Sqlite,
    Mem0,
}

impl Demo {
    pub(crate) async fn run(self, out: &mut dyn Write) -> anyhow::Result<()> {
        let mut signals = Signals::new()?;
        let stage = Stage::open((Ipv4Addr::LOCALHOST, self.port).into(), self.store).await?;
        let told = tokio::select! {
            told = self.tell(&stage, out) => told,
            () = signals.next() => Err(anyhow::anyhow!("interrupted")),
        };
        if self.keep && told.is_ok() {
            signals.next().await;
        }
        let deleted = stage.close().await?;
        if let Some(deleted) = deleted {
            let memories = render::count(deleted, "memory", "memories");
            writeln!(out, "Deleted {memories} of the demo from the platform.")?;
        }
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
