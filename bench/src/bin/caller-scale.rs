//! Measures whether one caller's latency depends on the size of the database.
//!
//! Requests one caller's data and searches from databases with few and with many
//! memories of other callers, with an empty handler as the baseline, and prints a
//! Markdown table.

use std::{net::SocketAddr, path::PathBuf, time::Duration};

use anyhow::{Context, Result};
use axum::{Router, routing::get};
use bench::{
    load::{LoadReport, RequestTemplate, run},
    process::Server,
    seed::{CALLER, seed},
};
use clap::Parser;
use serde_json::json;
use tokio::net::TcpListener;

/// Measures one caller's ring and search with few and with many memories of other callers
#[derive(Parser)]
struct Arguments {
    /// The program to measure
    #[arg(long, default_value = "target/release/agentic-memories")]
    program: PathBuf,
    /// Memories of the measured caller
    #[arg(long, default_value_t = 1_000)]
    own: usize,
    /// Memories of other callers in the small database
    #[arg(long, default_value_t = 1_000)]
    few: usize,
    /// Memories of other callers in the large database
    #[arg(long, default_value_t = 500_000)]
    many: usize,
    /// Requests per measurement
    #[arg(long, default_value_t = 4_000)]
    requests: usize,
    /// Rounds; the best is printed, because noise only increases latency
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
            .context("cannot seed the database")?;
        servers.push((others, Server::start(&arguments.program, &data)?));
    }
    let baseline = start_baseline().await?;
    print_table(&arguments, &servers, baseline).await
}

/// An empty handler, to measure the overhead of HTTP.
async fn start_baseline() -> Result<SocketAddr> {
    let listener = TcpListener::bind("127.0.0.1:0").await?;
    let address = listener.local_addr()?;
    let router = Router::new().route("/", get(async || "{\"status\":\"ok\"}"));
    tokio::spawn(async { axum::serve(listener, router).await });
    Ok(address)
}

#[allow(clippy::print_stdout, reason = "prints a table")]
async fn print_table(
    arguments: &Arguments,
    servers: &[(usize, Server)],
    baseline: SocketAddr,
) -> Result<()> {
    let templates = [
        (
            "/client-data",
            RequestTemplate {
                path: "/client-data",
                body: body(&json!({"caller_id": CALLER, "agent_id": "agent"})),
                api_key: None,
            },
        ),
        (
            "/retrieve",
            RequestTemplate {
                path: "/retrieve",
                body: body(&json!({"query": "whistling noise of the boiler", "user_id": CALLER})),
                api_key: None,
            },
        ),
    ];
    println!(
        "| request | memories of others | 1 connection p50 / p99 | 100 connections p50 / p99 | requests/s |"
    );
    println!("|---|---|---|---|---|");
    let empty = RequestTemplate {
        path: "/",
        body: Vec::new().into(),
        api_key: None,
    };
    print_row("empty handler", "–", baseline, &empty, arguments).await?;
    for (name, template) in &templates {
        for (others, server) in servers {
            print_row(
                name,
                &others.to_string(),
                server.address,
                template,
                arguments,
            )
            .await?;
        }
    }
    for (others, server) in servers {
        println!(
            "\n{others} memories of others: resident memory {} MiB.",
            server.resident_mib()?
        );
    }
    Ok(())
}

#[allow(clippy::print_stdout, reason = "prints a table")]
async fn print_row(
    name: &str,
    others: &str,
    address: SocketAddr,
    template: &RequestTemplate,
    arguments: &Arguments,
) -> Result<()> {
    let sequential = best(address, template, 1, arguments).await?;
    let concurrent = best(address, template, 100, arguments).await?;
    println!(
        "| {name} | {others} | {} / {} ms | {} / {} ms | {:.0} |",
        ms(sequential.latency(0.5)),
        ms(sequential.latency(0.99)),
        ms(concurrent.latency(0.5)),
        ms(concurrent.latency(0.99)),
        concurrent.throughput(),
    );
    Ok(())
}

async fn best(
    address: SocketAddr,
    template: &RequestTemplate,
    connections: usize,
    arguments: &Arguments,
) -> Result<LoadReport> {
    let mut best: Option<LoadReport> = None;
    for _ in 0..arguments.rounds.max(1) {
        let report = run(address, template, connections, arguments.requests).await?;
        if best
            .as_ref()
            .is_none_or(|best| report.throughput() > best.throughput())
        {
            best = Some(report);
        }
    }
    best.context("there were no rounds")
}

fn body(json: &serde_json::Value) -> bytes::Bytes {
    json.to_string().into()
}

fn ms(duration: Duration) -> String {
    format!("{:.2}", duration.as_secs_f64() * 1_000.0)
}
