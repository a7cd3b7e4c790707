//! Plays realistic calls of two invented callers through the real endpoints of a temporary
//! service.

mod calls;
mod client;
mod curl;
mod mem0_fixture;
mod personas;
mod printer;
mod replies;
mod scenario;
mod server;

use std::{io::Write, net::Ipv4Addr};

use anyhow::Context;
use clap::Args;

use self::{
    printer::Printer,
    server::{DemoServer, StoreChoice},
};
use crate::{render, serve::Signals};

/// Play four calls of two callers and print what the agent receives
#[derive(Debug, Args)]
#[command(after_help = "\
Starts the service on a loopback port with a temporary store and generated keys,
and sends it the requests that ElevenLabs sends. Every step is checked: the exit
code is 1 if one fails. RUST_LOG=info also prints the service's log.

With --store mem0 the memories go to the server at MEM0_BASE_URL (by default the
Mem0 Platform) with MEM0_API_KEY, and are deleted at the end; a compatible server
that accepts any key needs none.

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
    /// Store of the memories
    #[arg(long, value_name = "STORE", default_value = "sqlite")]
    store: StoreChoice,
}

impl Demo {
    pub(crate) async fn run(self, out: &mut dyn Write) -> anyhow::Result<()> {
        let mut signals = Signals::new()?;
        let server = DemoServer::start((Ipv4Addr::LOCALHOST, self.port).into(), self.store).await?;
        let played = tokio::select! {
            played = self.play(&server, out) => played,
            () = signals.next() => Err(anyhow::anyhow!("interrupted")),
        };
        if self.keep && played.is_ok() {
            signals.next().await;
        }
        if let Some(deleted) = server.stop().await? {
            let memories = render::count(deleted, "memory", "memories");
            writeln!(out, "Deleted {memories} of the demo from Mem0.")?;
        }
        played
    }

    async fn play(&self, server: &DemoServer, out: &mut dyn Write) -> anyhow::Result<()> {
        let mut printer = Printer::new(out);
        printer.opening(server.address(), server.mem0_url())?;
        scenario::play(server, &mut printer)
            .await
            .context("a check of the demo failed")?;
        printer.ending()?;
        if self.keep {
            curl::print_suggestions(out, server)?;
        }
        out.flush()?;
        Ok(())
    }
}
