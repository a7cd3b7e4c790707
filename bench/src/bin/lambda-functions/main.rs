//! Compares our Lambda functions with Python functions that implement the
//! specification with the official SDK.
//!
//! Both run alternately under the same Lambda emulator and send the same requests
//! to a Mem0-compatible server. Resource usage is measured from outside the
//! process. `bench/lambda-functions` builds everything and runs this program.
#![allow(clippy::print_stdout, reason = "prints a table")]

mod backends;
mod first_https;
mod measurement;
mod packages;
mod table;

use std::path::PathBuf;

use anyhow::{Context, Result};
use clap::{Parser, Subcommand};

use self::{
    first_https::FirstHttps,
    measurement::Measurement,
    packages::{Endpoint, Implementation, Packages},
    table::{Row, megabytes, milliseconds},
};

/// Compares our functions with Python functions and prints a Markdown table
#[derive(Parser)]
#[command(name = "bench/lambda-functions")]
struct Arguments {
    #[command(subcommand)]
    command: Option<ChildCommand>,
    /// Folder with the packages and the Python runtime
    #[arg(long, default_value = "target/lambda-functions")]
    built: PathBuf,
    /// Cold starts per function
    #[arg(long, default_value_t = 11)]
    rounds: usize,
    /// Warm requests after each cold start
    #[arg(long, default_value_t = 100)]
    requests: usize,
}

/// The task of a child process that is measured.
#[derive(Subcommand)]
enum ChildCommand {
    /// Prints the CPU time of our client's first HTTPS request in milliseconds
    #[command(hide = true)]
    FirstHttps { url: String, authority: PathBuf },
}

#[tokio::main]
async fn main() -> Result<()> {
    let arguments = Arguments::parse();
    match &arguments.command {
        Some(ChildCommand::FirstHttps { url, authority }) => {
            first_https::print_cpu_time(url, authority).await
        }
        None => compare(&arguments).await,
    }
}

async fn compare(arguments: &Arguments) -> Result<()> {
    let packages = Packages::open(&arguments.built)?;
    let https = FirstHttps::start().await?;
    let mut rows = Vec::new();
    let mut first_requests = Row::new("first HTTPS request of a process: CPU", "ms");
    let mut measurements: Vec<(Endpoint, Implementation, Measurement)> = Vec::new();
    // The first round fills the page cache and is not counted.
    for round in 0..=arguments.rounds {
        for endpoint in Endpoint::ALL {
            for implementation in Implementation::ALL {
                let measurement =
                    measurement::measure(&packages, implementation, endpoint, arguments.requests)
                        .await
                        .with_context(|| format!("{endpoint}, {implementation}"))?;
                if round > 0 {
                    measurements.push((endpoint, implementation, measurement));
                }
            }
        }
        for implementation in Implementation::ALL {
            let cpu_time = https.measure(&packages, implementation).await?;
            if round > 0 {
                first_requests.add(implementation, cpu_time);
            }
        }
    }
    for endpoint in Endpoint::ALL {
        rows.extend(endpoint_rows(endpoint, &measurements));
    }
    rows.push(first_requests);
    let mut package = Row::new("package, as a zip", "MB");
    for implementation in Implementation::ALL {
        package.add(
            implementation,
            megabytes(packages.largest_package(implementation)?),
        );
    }
    rows.push(package);
    print!("{}", table::markdown(&rows));
    println!(
        "\nMedians (min–max) of {} processes each, run alternately, with {} warm requests each; p50 and \
         p99 are over all warm requests; {}.",
        arguments.rounds,
        arguments.requests,
        packages.versions()?
    );
    Ok(())
}

fn endpoint_rows(
    endpoint: Endpoint,
    measurements: &[(Endpoint, Implementation, Measurement)],
) -> Vec<Row> {
    let mut wall = Row::new(format!("{endpoint}: process start to first reply"), "ms");
    let mut cpu = Row::new(format!("{endpoint}: CPU until then"), "ms");
    let mut memory = Row::new(format!("{endpoint}: peak memory"), "MB");
    let mut warm = [0.5, 0.99].map(|quantile| {
        let name = format!("{endpoint}: warm reply, p{:.0}", quantile * 100.0);
        (quantile, Row::new(name, "ms"))
    });
    for implementation in Implementation::ALL {
        let mut replies = Vec::new();
        for (_, _, measurement) in measurements
            .iter()
            .filter(|(e, i, _)| (*e, *i) == (endpoint, implementation))
        {
            wall.add(implementation, milliseconds(measurement.cold_start));
            cpu.add(implementation, milliseconds(measurement.cold_start_cpu));
            memory.add(implementation, megabytes(measurement.peak_memory));
            replies.extend(measurement.warm.iter().copied().map(milliseconds));
        }
        for (quantile, row) in &mut warm {
            row.add(implementation, table::quantile(&mut replies, *quantile));
        }
    }
    let warm = warm.map(|(_, row)| row);
    [wall, cpu]
        .into_iter()
        .chain(warm)
        .chain([memory])
        .collect()
}
