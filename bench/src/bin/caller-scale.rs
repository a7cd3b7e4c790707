//! Does it matter how much a database holds about others?
//!
//! Measures the ring and the search of one caller with the database holding few
//! and many memories of other callers, in turn, beside a handler that does
//! nothing, and prints a Markdown table.

use std::{net::SocketAddr, path::PathBuf, time::Duration};

use anyhow::{Context, Result};
use axum::{Router, routing::get};
use bench::{
    load::{Measured, Shot, run},
    process::Server,
    seed::{CALLER, seed},
};
use clap::Parser;
use serde_json::json;
use tokio::net::TcpListener;

/// Measures one caller's ring and search, with few and with many memories of others.
#[derive(Parser)]
struct Arguments {
    /// The program to measure.
    #[arg(long, default_value = "target/release/agentic-memories")]
    program: PathBuf,
    /// Memories of the caller who rings.
    #[arg(long, default_value_t = 1_000)]
    own: usize,
    /// Memories of others, few.
    #[arg(long, default_value_t = 1_000)]
    few: usize,
    /// Memories of others, many.
    #[arg(long, default_value_t = 500_000)]
    many: usize,
    /// Requests in each measurement.
    #[arg(long, default_value_t = 4_000)]
    requests: usize,
    /// Rounds; the best of each measurement is printed, since noise only adds.
    #[arg(long, default_value_t = 3)]
    rounds: usize,
}

#[tokio::main]
async fn main() -> Result<()> {
    let arguments = Arguments::parse();
    let folder = tempfile::tempdir()?;
    let mut servers = Vec::new();
    for (name, others) in [("few", arguments.few), ("many", arguments.many)] {
        let data = folder.path().join(name);
        seed(&data, arguments.own, others)
            .await
            .context("seeding")?;
        servers.push((others, Server::start(&arguments.program, &data)?));
    }
    let bare = bare().await?;
    print(&arguments, &servers, bare).await
}

/// A handler that does nothing: what HTTP itself costs here.
async fn bare() -> Result<SocketAddr> {
    let listener = TcpListener::bind("127.0.0.1:0").await?;
    let address = listener.local_addr()?;
    let router = Router::new().route("/", get(async || "{\"status\":\"ok\"}"));
    tokio::spawn(async { axum::serve(listener, router).await });
    Ok(address)
}

#[allow(clippy::print_stdout, reason = "a table is what this program is for")]
async fn print(arguments: &Arguments, servers: &[(usize, Server)], bare: SocketAddr) -> Result<()> {
    let shots = [
        (
            "/client-data",
            Shot {
                path: "/client-data",
                body: body(&json!({"caller_id": CALLER, "agent_id": "agent"})),
                key: None,
            },
        ),
        (
            "/retrieve",
            Shot {
                path: "/retrieve",
                body: body(&json!({"query": "whistling noise of the boiler", "user_id": CALLER})),
                key: None,
            },
        ),
    ];
    println!(
        "| request | memories of others | 1 connection p50 / p99 | 100 connections p50 / p99 | requests/s |"
    );
    println!("|---|---|---|---|---|");
    let nothing = Shot {
        path: "/",
        body: Vec::new().into(),
        key: None,
    };
    row("bare handler", "–", bare, &nothing, arguments).await?;
    for (name, shot) in &shots {
        for (others, server) in servers {
            row(name, &others.to_string(), server.address, shot, arguments).await?;
        }
    }
    for (others, server) in servers {
        println!(
            "\n{others} memories of others: the process holds {} MiB.",
            server.resident_mib()?
        );
    }
    Ok(())
}

#[allow(clippy::print_stdout, reason = "a table is what this program is for")]
async fn row(
    name: &str,
    others: &str,
    address: SocketAddr,
    shot: &Shot,
    arguments: &Arguments,
) -> Result<()> {
    let alone = best(address, shot, 1, arguments).await?;
    let crowd = best(address, shot, 100, arguments).await?;
    println!(
        "| {name} | {others} | {} / {} ms | {} / {} ms | {:.0} |",
        ms(alone.latency(0.5)),
        ms(alone.latency(0.99)),
        ms(crowd.latency(0.5)),
        ms(crowd.latency(0.99)),
        crowd.rate(),
    );
    Ok(())
}

async fn best(
    address: SocketAddr,
    shot: &Shot,
    connections: usize,
    arguments: &Arguments,
) -> Result<Measured> {
    let mut best: Option<Measured> = None;
    for _ in 0..arguments.rounds.max(1) {
        let measured = run(address, shot, connections, arguments.requests).await?;
        if best
            .as_ref()
            .is_none_or(|best| measured.rate() > best.rate())
        {
            best = Some(measured);
        }
    }
    best.context("no round")
}

fn body(json: &serde_json::Value) -> bytes::Bytes {
    json.to_string().into()
}

fn ms(duration: Duration) -> String {
    format!("{:.2}", duration.as_secs_f64() * 1_000.0)
}
