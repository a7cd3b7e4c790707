//! Runs the server until it is interrupted.

use std::{io::Write, net::SocketAddr, time::Duration};

use clap::Parser;
use mem0_server::{Mem0Server, Options};

/// An in-memory server compatible with the Mem0 Platform.
#[derive(Parser)]
struct Arguments {
    /// Address to listen on; port 0 selects a free port.
    #[arg(long, default_value = "127.0.0.1:8765")]
    listen: SocketAddr,
    /// The required API key [default: any key is accepted].
    #[arg(long)]
    key: Option<String>,
    /// Milliseconds until added memories are visible.
    #[arg(long, default_value_t = 0)]
    lag_ms: u64,
}

#[tokio::main]
async fn main() -> anyhow::Result<()> {
    let Arguments {
        listen,
        key,
        lag_ms,
    } = Arguments::parse();
    let server = Mem0Server::start(Options {
        address: listen,
        key,
        lag: Duration::from_millis(lag_ms),
        ..Options::default()
    })
    .await?;
    writeln!(std::io::stdout(), "MEM0_BASE_URL={}", server.url())?;
    tokio::select! {
        () = server.stopped() => {}
        interrupted = tokio::signal::ctrl_c() => interrupted?,
    }
    Ok(())
}
