//! Looks whether the service could do its work here, and says what is wrong.

mod account;
mod finding;
mod latency;
mod ranker;

use std::io::Write;

use anyhow::bail;
use clap::Args;
use memories_domain::{EventInbox, InboxState};
use memories_server::config::{Config, ConfigError, StoreConfig};
use serde_json::json;

use self::finding::{Finding, Verdict};
use crate::{
    environment::configuration,
    ranker::Use,
    render,
    stored::{self, DataDir, Stored},
};

/// Events whose state is looked at.
const EVENTS: usize = 1_000;

/// Check the settings, the store and how fast it answers; say what is wrong and what to do
#[derive(Debug, Args)]
#[command(after_help = "\
Opens the data directory as `serve` does. With the Mem0 Platform it also checks the
key, to whom it belongs, and times the platform's own lists and searches, of
somebody who does not exist. The exit code is 1 if something is wrong.

Examples:
  agentic-memories doctor
  agentic-memories doctor --samples 50 --json")]
pub(crate) struct Doctor {
    /// Lists and searches that are timed, 1 to 1000
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
        let findings = match configuration([data_dir.flag()]) {
            Ok(config) => examine(config, samples).await,
            Err(error) => refused(&error),
        };
        let wrong = finding::count(&findings, Verdict::Wrong);
        if json {
            render::json(out, &json!({ "healthy": wrong == 0, "findings": findings }))?;
        } else {
            finding::tell(out, &findings)?;
        }
        out.flush()?;
        if wrong > 0 {
            bail!("{} wrong", render::count(wrong, "thing is", "things are"));
        }
        Ok(())
    }
}

/// The settings that the service would not start with.
fn refused(error: &ConfigError) -> Vec<Finding> {
    let problems = error.problems().iter();
    problems
        .map(|problem| {
            Finding::wrong(
                "settings",
                format!("{} {}", problem.variable, problem.complaint),
                format!("for example {}={}", problem.variable, problem.example),
            )
        })
        .collect()
}

async fn examine(mut config: Config, samples: u16) -> Vec<Finding> {
    let mut findings = settings(&config);
    findings.extend(ranker::examine(&config));
    if let StoreConfig::Mem0(mem0) = &mut config.store {
        // The platform's own search is what is to be timed.
        mem0.local_search = false;
    }
    match stored::open(config, Use::Curate) {
        Ok(stored) => {
            findings.push(inbox(&stored).await);
            findings.extend(memories(&stored, samples).await);
            stored.file.shutdown().await;
        }
        Err(error) => findings.push(Finding::wrong(
            "file",
            format!("{error:#}"),
            "name a directory that can be written with --data-dir or DATA_DIR",
        )),
    }
    findings
}

fn settings(config: &Config) -> Vec<Finding> {
    let mut findings = match config.check_exposure(config.listen, false) {
        Err(error) => refused(&error),
        Ok(warnings) => warnings
            .iter()
            .map(|warning| {
                Finding::advice(
                    "settings",
                    warning.to_string(),
                    "set the keys that are named",
                )
            })
            .collect(),
    };
    findings.extend(config.warnings().iter().map(|warning| {
        Finding::advice(
            "settings",
            warning.to_string(),
            "remove the one that is not meant",
        )
    }));
    if findings.is_empty() {
        findings.push(Finding::good("settings", "the service can start with them"));
    }
    findings
}

async fn inbox(stored: &Stored) -> Finding {
    let dir = stored.config.memory.data_dir.display();
    match stored.file.list(Some(InboxState::Dead), EVENTS).await {
        Err(error) => Finding::wrong(
            "file",
            format!("the file in {dir} cannot be read: {error}"),
            "check the disk and the rights of the directory",
        ),
        Ok(dead) if dead.is_empty() => {
            Finding::good("file", format!("opened in {dir}; no finished call is dead"))
        }
        Ok(dead) => Finding::advice(
            "file",
            format!(
                "opened in {dir}; {} failed too often to be learned",
                render::count(dead.len(), "finished call", "finished calls")
            ),
            "see `inbox list --state dead`, then `inbox retry --all`",
        ),
    }
}

/// A platform that does not take the key is not timed.
async fn memories(stored: &Stored, samples: u16) -> Vec<Finding> {
    let mut findings = Vec::new();
    if let (Some(store), StoreConfig::Mem0(mem0)) = (&stored.mem0, &stored.config.store) {
        match account::examine(store, mem0).await {
            Ok(belonging) => findings.extend(belonging),
            Err(unanswered) => return vec![unanswered],
        }
    }
    findings.extend(latency::examine(stored, samples).await);
    findings
}
