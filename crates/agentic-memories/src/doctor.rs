//! Checks whether the service can work with these settings and stores.

mod account;
mod calls;
mod check;
mod embedding_model;
mod failed_calls;
mod greeting;
mod latency;
mod variables;
mod waiting;

use std::io::Write;

use anyhow::bail;
use clap::Args;
use memories_domain::ports::InboxState;
use memories_server::config::{Config, ConfigError, StoreConfig};
use serde_json::json;

use self::check::{Check, Status};
use crate::{
    embedding_model::AccessMode,
    environment::configuration,
    render,
    stores::{self, DataDir, Stores},
};

const MAX_DEAD_LETTERS: usize = 1_000;

/// Check the settings, the store and its latency; report problems with fixes
#[derive(Debug, Args)]
#[command(after_help = "\
Opens the data directory as `serve` does. With the Mem0 Platform it also checks the
key and its account, and times the platform's own lists and searches, for a caller
that does not exist. The exit code is 1 if a check fails.

Examples:
  agentic-memories doctor
  agentic-memories doctor --samples 50 --json")]
pub(crate) struct Doctor {
    /// Number of lists and searches to time, 1 to 1000
    #[arg(long, value_name = "N", default_value_t = 10, value_parser = clap::value_parser!(u16).range(1..=1000))]
    samples: u16,
    #[command(flatten)]
    data_dir: DataDir,
    /// Print JSON, for programs
    #[arg(long)]
    json: bool,
}

impl Doctor {
    pub(crate) async fn run(self, out: &mut dyn Write) -> anyhow::Result<()> {
        let Self {
            samples,
            data_dir,
            json,
        } = self;
        let checks = match configuration([data_dir.flag()]) {
            Ok(config) => run_checks(config, samples).await,
            Err(error) => invalid_settings(&error),
        };
        let failed = check::count(&checks, Status::Fail);
        if json {
            render::json(out, &json!({ "healthy": failed == 0, "checks": checks }))?;
        } else {
            check::print(out, &checks)?;
        }
        out.flush()?;
        if failed > 0 {
            bail!("{} failed", render::count(failed, "check", "checks"));
        }
        Ok(())
    }
}

/// The settings with which the service would not start.
fn invalid_settings(error: &ConfigError) -> Vec<Check> {
    let problems = error.problems().iter();
    problems
        .map(|problem| {
            Check::fail(
                "settings",
                format!("{} {}", problem.variable, problem.message),
                format!("for example {}={}", problem.variable, problem.example),
            )
        })
        .collect()
}

async fn run_checks(mut config: Config, samples: u16) -> Vec<Check> {
    let mut checks = settings(&config);
    checks.extend(greeting::check(&config));
    checks.extend(embedding_model::check(&config));
    if let StoreConfig::Mem0(mem0) = &mut config.store {
        // The platform's own search is to be timed.
        mem0.cache = false;
    }
    match stores::open(config, AccessMode::Admin) {
        Ok(stores) => {
            checks.push(inbox(&stores).await);
            checks.extend(waiting::check(&stores).await);
            checks.extend(failed_calls::check(&stores).await);
            checks.extend(calls::check(&stores).await);
            checks.extend(variables::check(&stores).await);
            checks.extend(memories(&stores, samples).await);
            stores.sqlite.shutdown().await;
        }
        Err(error) => checks.push(Check::fail(
            "file",
            format!("{error:#}"),
            "set a writable directory with --data-dir or DATA_DIR",
        )),
    }
    checks
}

fn settings(config: &Config) -> Vec<Check> {
    let mut checks = match config.check_exposure(config.listen, false) {
        Err(error) => invalid_settings(&error),
        Ok(warnings) => warnings
            .iter()
            .map(|warning| Check::warn("settings", warning.to_string(), "set these keys"))
            .collect(),
    };
    checks.extend(config.warnings().iter().map(|warning| {
        Check::warn(
            "settings",
            warning.to_string(),
            "remove one of the settings",
        )
    }));
    if checks.is_empty() {
        checks.push(Check::ok("settings", "valid"));
    }
    checks
}

async fn inbox(stores: &Stores) -> Check {
    let dir = stores.config.memory.data_dir.display();
    match stores
        .inbox()
        .list(Some(InboxState::DeadLetter), MAX_DEAD_LETTERS)
        .await
    {
        Err(error) => Check::fail(
            "file",
            format!("the file in {dir} cannot be read: {error}"),
            "check the disk and the permissions of the directory",
        ),
        Ok(dead_letters) if dead_letters.is_empty() => Check::ok(
            "file",
            format!("opened in {dir}; there are no dead letters"),
        ),
        Ok(dead_letters) => Check::warn(
            "file",
            format!(
                "opened in {dir}; {} in the dead letters",
                render::count(dead_letters.len(), "finished call", "finished calls")
            ),
            "see `inbox list --state dead_letter`, then `inbox retry --all`",
        ),
    }
}

/// A platform that rejects the key is not timed.
async fn memories(stores: &Stores, samples: u16) -> Vec<Check> {
    let mut checks = Vec::new();
    if let (Some(store), StoreConfig::Mem0(mem0)) = (&stores.mem0, &stores.config.store) {
        match account::check(store, mem0).await {
            Ok(account) => checks.extend(account),
            Err(failed) => return vec![failed],
        }
    }
    checks.extend(latency::check(stores, samples).await);
    checks
}
