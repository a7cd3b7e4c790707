//! Our Lambda functions beside Python ones that do what the specification says
//! with the official SDK.
//!
//! Both run under one emulator of Lambda, in turn, and ask one Mem0-compatible
//! server for the same. What they take is read from outside, with the same
//! instruments for both. `bench/lambda-functions` builds everything and calls
//! this.
#![allow(clippy::print_stdout, reason = "a table is what this program is for")]

mod contender;
mod first_https;
mod platform;
mod run;
mod table;

use std::path::PathBuf;

use anyhow::{Context, Result};
use clap::{Parser, Subcommand};

use self::{
    contender::{Call, Contenders, Side},
    first_https::FirstHttps,
    run::Run,
    table::{Row, megabytes, milliseconds},
};

/// Compares our functions with Python ones and prints a Markdown table.
#[derive(Parser)]
#[command(name = "bench/lambda-functions")]
struct Arguments {
    #[command(subcommand)]
    part: Option<Part>,
    /// Where the packages and the Python runtime are.
    #[arg(long, default_value = "target/lambda-functions")]
    built: PathBuf,
    /// Cold starts of each function.
    #[arg(long, default_value_t = 11)]
    rounds: usize,
    /// Warm requests after each cold start.
    #[arg(long, default_value_t = 100)]
    requests: usize,
}

/// What a fresh process does to be measured.
#[derive(Subcommand)]
enum Part {
    /// Prints the CPU milliseconds of our client's first HTTPS request.
    #[command(hide = true)]
    FirstHttps { url: String, authority: PathBuf },
}

#[tokio::main]
async fn main() -> Result<()> {
    let arguments = Arguments::parse();
    match &arguments.part {
        Some(Part::FirstHttps { url, authority }) => first_https::of_ours(url, authority).await,
        None => compare(&arguments).await,
    }
}

async fn compare(arguments: &Arguments) -> Result<()> {
    let contenders = Contenders::in_folder(&arguments.built)?;
    let https = FirstHttps::start().await?;
    let mut rows = Vec::new();
    let mut first_requests = Row::new("first HTTPS request of a process: CPU", "ms");
    let mut runs: Vec<(Call, Side, Run)> = Vec::new();
    // The first round brings programs into the page cache, and does not count.
    for round in 0..=arguments.rounds {
        for call in Call::ALL {
            for side in Side::BOTH {
                let run = run::measured(&contenders, side, call, arguments.requests)
                    .await
                    .with_context(|| format!("{call} of {side}"))?;
                if round > 0 {
                    runs.push((call, side, run));
                }
            }
        }
        for side in Side::BOTH {
            let took = https.measured(&contenders, side).await?;
            if round > 0 {
                first_requests.add(side, took);
            }
        }
    }
    for call in Call::ALL {
        rows.extend(rows_of(call, &runs));
    }
    rows.push(first_requests);
    let mut package = Row::new("package, as a zip", "MB");
    for side in Side::BOTH {
        package.add(side, megabytes(contenders.largest_package(side)?));
    }
    rows.push(package);
    print!("{}", table::markdown(&rows));
    println!(
        "\nMedians of {} processes each (least–most), one after the other in turn, with {} warm \
         requests each, of which p50 and p99 are over all; {}.",
        arguments.rounds,
        arguments.requests,
        contenders.versions()?
    );
    Ok(())
}

fn rows_of(call: Call, runs: &[(Call, Side, Run)]) -> Vec<Row> {
    let mut wall = Row::new(format!("{call}: process start to first reply"), "ms");
    let mut cpu = Row::new(format!("{call}: CPU until then"), "ms");
    let mut memory = Row::new(format!("{call}: peak memory"), "MB");
    let mut warm = [0.5, 0.99].map(|quantile| {
        let name = format!("{call}: warm reply, p{:.0}", quantile * 100.0);
        (quantile, Row::new(name, "ms"))
    });
    for side in Side::BOTH {
        let mut replies = Vec::new();
        for (_, _, run) in runs.iter().filter(|(of, by, _)| (*of, *by) == (call, side)) {
            wall.add(side, milliseconds(run.cold));
            cpu.add(side, milliseconds(run.cold_cpu));
            memory.add(side, megabytes(run.peak));
            replies.extend(run.warm.iter().copied().map(milliseconds));
        }
        for (quantile, row) in &mut warm {
            row.add(side, table::quantile(&mut replies, *quantile));
        }
    }
    let warm = warm.map(|(_, row)| row);
    [wall, cpu]
        .into_iter()
        .chain(warm)
        .chain([memory])
        .collect()
}
