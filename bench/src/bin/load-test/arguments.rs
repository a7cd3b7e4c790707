use std::{path::PathBuf, time::Duration};

use anyhow::{Context, Result, ensure};
use clap::{Args, Parser, value_parser};
use secrecy::SecretString;
use url::Url;

use crate::{lines::Pace, platform::Keys, target::Target};

/// Plays whole calls against a service, as `ElevenLabs` does: ring, searches, hang-up.
///
/// Without an address it starts a service of its own on a free loopback port,
/// with keys and an empty store that last as long as the test, and afterwards
/// looks whether every acknowledged call is remembered.
#[derive(Debug, Parser)]
#[command(after_help = "\
First every caller rings once; that is not measured, and ends the test if a
request fails. Callers are named load-test-<run>-<number>: to them belongs what
the test leaves in a deployment.

Examples:
  load-test
  load-test --rate 50 --calls 3000
  load-test --url https://memory.example.com --yes-load-host memory.example.com
Exit codes: 0 fine, 1 a request failed or a call was lost, 2 wrong usage.")]
pub(crate) struct Arguments {
    #[command(flatten)]
    address: Address,
    /// Host that may be loaded although it is not this machine; once for each
    #[arg(long, value_name = "HOST")]
    yes_load_host: Vec<String>,
    /// The program to start without an address [default: agentic-memories beside this program]
    #[arg(long, value_name = "FILE")]
    program: Option<PathBuf>,
    /// Calls that are played
    #[arg(long, default_value_t = 1_000, value_parser = value_parser!(u64).range(1..=1_000_000))]
    pub(crate) calls: u64,
    /// Callers, who ring in turn
    #[arg(long, default_value_t = 500, value_parser = value_parser!(u64).range(1..=100_000))]
    pub(crate) callers: u64,
    /// Calls at the same time, at most
    #[arg(long, default_value_t = 100, value_parser = value_parser!(u64).range(1..=10_000))]
    pub(crate) concurrency: u64,
    /// Searches in each call
    #[arg(long, default_value_t = 3, value_parser = value_parser!(u64).range(0..=100))]
    pub(crate) searches: u64,
    /// Calls a second that begin whether or not earlier ones are over [default: the next begins when one is over]
    #[arg(long, value_name = "CALLS")]
    rate: Option<f64>,
    /// Seconds after which no further call begins
    #[arg(long, value_name = "SECONDS", default_value_t = 300, value_parser = value_parser!(u64).range(1..=86_400))]
    max_duration: u64,
    /// Look whether acknowledged calls are remembered also where an address is given
    #[arg(long)]
    pub(crate) verify: bool,
    /// Seconds that learning may take after the last hang-up
    #[arg(long, value_name = "SECONDS", default_value_t = 30)]
    patience: u64,
    #[command(flatten)]
    keys: KeyArguments,
}

/// Where the service is.
#[derive(Debug, Args)]
struct Address {
    /// Address that the three endpoints share
    #[arg(long, conflicts_with_all = ["client_data_url", "retrieve_url", "post_call_url"])]
    url: Option<Url>,
    /// Address of /client-data, where each endpoint has its own
    #[arg(long, value_name = "URL", requires_all = ["retrieve_url", "post_call_url"])]
    client_data_url: Option<Url>,
    /// Address of /retrieve
    #[arg(long, value_name = "URL", requires_all = ["client_data_url", "post_call_url"])]
    retrieve_url: Option<Url>,
    /// Address of /post-call
    #[arg(long, value_name = "URL", requires_all = ["client_data_url", "retrieve_url"])]
    post_call_url: Option<Url>,
}

/// The service's keys; unused where the test starts the service.
#[derive(Debug, Args)]
struct KeyArguments {
    /// Key for the header X-Workspace-Key
    #[arg(
        long = "workspace-key",
        value_name = "KEY",
        env = "ELEVENLABS_WORKSPACE_KEY",
        hide_env_values = true
    )]
    workspace: Option<SecretString>,
    /// Key for the header X-API-Key
    #[arg(
        long = "api-key",
        value_name = "KEY",
        env = "RETRIEVE_API_KEY",
        hide_env_values = true
    )]
    retrieve: Option<SecretString>,
    /// Secret to sign with; of several, separated by commas, the first
    #[arg(
        long = "hmac-key",
        value_name = "KEY",
        env = "ELEVENLABS_HMAC_KEY",
        hide_env_values = true
    )]
    hmac: Option<SecretString>,
}

impl Arguments {
    /// The deployment that was named, if it may be loaded.
    pub(crate) fn target(&self) -> Result<Option<Target>> {
        let address = &self.address;
        let target = match (
            &address.url,
            &address.client_data_url,
            &address.retrieve_url,
            &address.post_call_url,
        ) {
            (Some(base), ..) => Target::sharing(base)?,
            (_, Some(client_data), Some(retrieve), Some(post_call)) => {
                Target::apart(client_data, retrieve, post_call)?
            }
            _ => return Ok(None),
        };
        target.check_consent(&self.yes_load_host)?;
        Ok(Some(target))
    }

    pub(crate) fn keys(&self) -> Keys {
        Keys {
            workspace: self.keys.workspace.clone(),
            retrieve: self.keys.retrieve.clone(),
            hmac: self.keys.hmac.clone(),
        }
    }

    /// The program that is started without an address.
    pub(crate) fn program(&self) -> Result<PathBuf> {
        let program = match &self.program {
            Some(program) => program.clone(),
            None => std::env::current_exe()
                .context("where this program is cannot be told")?
                .with_file_name(format!("agentic-memories{}", std::env::consts::EXE_SUFFIX)),
        };
        ensure!(
            program.is_file(),
            "{} is not built; `cargo build -p agentic-memories`, with --release if this is, builds it",
            program.display()
        );
        // It is started in a folder of its own.
        Ok(program.canonicalize()?)
    }

    pub(crate) fn pace(&self) -> Result<Pace> {
        match self.rate {
            None => Ok(Pace::OneAfterAnother),
            Some(rate) => {
                ensure!(
                    (0.001..=100_000.0).contains(&rate),
                    "--rate takes 0.001 to 100000 calls a second"
                );
                Ok(Pace::Every(Duration::from_secs_f64(rate.recip())))
            }
        }
    }

    pub(crate) fn patience(&self) -> Duration {
        Duration::from_secs(self.patience)
    }

    pub(crate) fn max_duration(&self) -> Duration {
        Duration::from_secs(self.max_duration)
    }
}

#[cfg(test)]
mod tests {
    use clap::{CommandFactory, error::ErrorKind};

    use super::*;

    fn refused(arguments: &[&str]) -> ErrorKind {
        let given = [&["load-test"], arguments].concat();
        Arguments::try_parse_from(given).unwrap_err().kind()
    }

    #[test]
    fn the_options_are_well_formed() {
        Arguments::command().debug_assert();
    }

    #[test]
    fn endpoints_apart_are_named_all_three() {
        let one = ["--retrieve-url", "http://127.0.0.1:1"];
        assert_eq!(refused(&one), ErrorKind::MissingRequiredArgument);
    }

    #[test]
    fn an_address_is_either_shared_or_apart() {
        let both = [
            "--url",
            "http://127.0.0.1:1",
            "--client-data-url",
            "http://127.0.0.1:1",
            "--retrieve-url",
            "http://127.0.0.1:1",
            "--post-call-url",
            "http://127.0.0.1:1",
        ];
        assert_eq!(refused(&both), ErrorKind::ArgumentConflict);
    }

    #[test]
    fn a_rate_that_is_no_rate_is_refused() {
        for rate in ["0", "-1", "NaN", "inf"] {
            let given = ["load-test".to_owned(), format!("--rate={rate}")];
            let arguments = Arguments::try_parse_from(given).unwrap();
            assert!(arguments.pace().is_err(), "{rate}");
        }
    }
}
