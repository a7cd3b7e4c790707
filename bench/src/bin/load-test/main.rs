//! Whole calls under load: plays `ElevenLabs` against a deployment.
//!
//! Every call is a ring, some searches and a hang-up, as the platform sends
//! them. Prints one Markdown table and what became of the acknowledged calls;
//! the exit code is 1 when a request failed or a call was lost.
#![allow(clippy::print_stdout, reason = "a table is what this program is for")]

mod arguments;
mod caller;
mod lines;
mod local;
mod platform;
mod remembered;
mod tally;
mod target;

use std::{
    process::ExitCode,
    time::{Duration, Instant},
};

use anyhow::{Result, ensure};
use clap::Parser;

use self::{
    arguments::Arguments,
    caller::{CallNumber, Cast},
    lines::{Lines, Pace, Shift},
    local::Local,
    platform::Platform,
    remembered::missing,
    tally::Tally,
};

#[tokio::main]
async fn main() -> Result<ExitCode> {
    let arguments = Arguments::parse();
    let pace = arguments.pace()?;
    if let Some(target) = arguments.target()? {
        let platform = Platform::new(target, &arguments.keys())?;
        return measure(&arguments, pace, platform, arguments.verify).await;
    }
    // It ends with this function, also when measuring fails.
    let local = Local::start(&arguments.program()?)?;
    let platform = Platform::new(local.target()?, &local.keys)?;
    measure(&arguments, pace, platform, true).await
}

async fn measure(
    arguments: &Arguments,
    pace: Pace,
    platform: Platform,
    verify: bool,
) -> Result<ExitCode> {
    let lines = Lines::new(
        platform,
        Cast::new(arguments.callers)?,
        arguments.concurrency,
        arguments.searches,
    );
    println!(
        "{} calls of {} callers, {} at the same time, {} searches in each; callers {}*\n",
        arguments.calls,
        arguments.callers,
        arguments.concurrency,
        arguments.searches,
        lines.cast().prefix(),
    );
    let end = Instant::now() + arguments.max_duration();
    let known = lines
        .play(Shift {
            calls: 0..arguments.callers,
            pace: Pace::OneAfterAnother,
            end,
        })
        .await?;
    ensure!(
        known.failed() == 0,
        "nothing is measured, because requests failed in the callers' first calls:\n{known}"
    );
    let measured = lines
        .play(Shift {
            calls: arguments.callers..arguments.callers + arguments.calls,
            pace,
            end,
        })
        .await?;
    println!("{measured}");
    let begun = measured.begun();
    if begun < arguments.calls {
        println!("Only {begun} of {} calls began in time.", arguments.calls);
    }
    ensure!(
        begun > 0,
        "no call began in time: allow more with --max-duration"
    );
    let lost = if verify {
        let acknowledged = [known.acknowledged(), measured.acknowledged()].concat();
        look(&lines, &acknowledged, arguments.patience()).await
    } else {
        println!(
            "Acknowledged: {}; whether they are remembered was not looked at (--verify).",
            measured.acknowledged().len()
        );
        0
    };
    Ok(verdict(&measured, lost))
}

/// Looks whether acknowledged calls are remembered, tells it, and returns how
/// many are not.
async fn look(lines: &Lines, acknowledged: &[CallNumber], patience: Duration) -> usize {
    let lost = missing(lines, acknowledged, patience).await;
    println!(
        "Acknowledged and remembered: {} of {} calls.",
        acknowledged.len() - lost,
        acknowledged.len()
    );
    lost
}

fn verdict(measured: &Tally, lost: usize) -> ExitCode {
    let failed = measured.failed();
    if failed == 0 && lost == 0 {
        return ExitCode::SUCCESS;
    }
    println!("FAILED: {failed} requests failed, {lost} acknowledged calls are not remembered.");
    ExitCode::FAILURE
}
