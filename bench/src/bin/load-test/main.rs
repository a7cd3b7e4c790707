//! A load test with whole calls: simulates `ElevenLabs` against a deployment.
//!
//! Every call consists of a ring, searches and a hang-up. Prints a Markdown table
//! and the number of acknowledged calls that were stored; the exit code is 1 if a
//! request failed or a call was lost.
#![allow(clippy::print_stdout, reason = "prints a table")]

mod arguments;
mod caller_pool;
mod elevenlabs_client;
mod load_generator;
mod local_service;
mod report;
mod target;
mod verify;

use std::{
    process::ExitCode,
    time::{Duration, Instant},
};

use anyhow::{Result, ensure};
use clap::Parser;

use self::{
    arguments::Arguments,
    caller_pool::{CallNumber, CallerPool},
    elevenlabs_client::ElevenLabsClient,
    load_generator::{Arrival, LoadGenerator, Workload},
    local_service::LocalService,
    report::LatencyReport,
    verify::missing_calls,
};

#[tokio::main]
async fn main() -> Result<ExitCode> {
    let arguments = Arguments::parse();
    let arrival = arguments.arrival()?;
    if let Some(target) = arguments.target()? {
        let client = ElevenLabsClient::new(target, &arguments.keys())?;
        return measure(&arguments, arrival, client, arguments.verify).await;
    }
    // Dropped at the end of this function, even after an error.
    let local = LocalService::start(&arguments.program()?)?;
    let client = ElevenLabsClient::new(local.target()?, &local.keys)?;
    measure(&arguments, arrival, client, true).await
}

async fn measure(
    arguments: &Arguments,
    arrival: Arrival,
    client: ElevenLabsClient,
    verify: bool,
) -> Result<ExitCode> {
    let generator = LoadGenerator::new(
        client,
        CallerPool::new(arguments.callers)?,
        arguments.concurrency,
        arguments.searches,
    );
    println!(
        "{} calls by {} callers, {} concurrent, {} searches per call; callers {}*\n",
        arguments.calls,
        arguments.callers,
        arguments.concurrency,
        arguments.searches,
        generator.callers().prefix(),
    );
    let end = Instant::now() + arguments.max_duration();
    let warm_up = generator
        .run(Workload {
            calls: 0..arguments.callers,
            arrival: Arrival::Closed,
            end,
        })
        .await?;
    ensure!(
        warm_up.failed() == 0,
        "requests failed during the warm-up:\n{warm_up}"
    );
    let measured = generator
        .run(Workload {
            calls: arguments.callers..arguments.callers + arguments.calls,
            arrival,
            end,
        })
        .await?;
    println!("{measured}");
    let started = measured.started();
    if started < arguments.calls {
        println!(
            "Only {started} of {} calls were started in time.",
            arguments.calls
        );
    }
    ensure!(
        started > 0,
        "no call was started in time: increase --max-duration"
    );
    let lost = if verify {
        let acknowledged = [warm_up.acknowledged(), measured.acknowledged()].concat();
        count_lost(&generator, &acknowledged, arguments.verify_timeout()).await
    } else {
        println!(
            "Acknowledged: {} calls; not verified (see --verify).",
            measured.acknowledged().len()
        );
        0
    };
    Ok(exit_code(&measured, lost))
}

/// Prints how many acknowledged calls were stored and returns how many were not.
async fn count_lost(
    generator: &LoadGenerator,
    acknowledged: &[CallNumber],
    timeout: Duration,
) -> usize {
    let lost = missing_calls(generator, acknowledged, timeout).await;
    println!(
        "Acknowledged and stored: {} of {} calls.",
        acknowledged.len() - lost,
        acknowledged.len()
    );
    lost
}

fn exit_code(measured: &LatencyReport, lost: usize) -> ExitCode {
    let failed = measured.failed();
    if failed == 0 && lost == 0 {
        return ExitCode::SUCCESS;
    }
    println!("FAILED: {failed} requests failed, {lost} acknowledged calls were not stored.");
    ExitCode::FAILURE
}
