use std::{path::PathBuf, time::Duration};

use anyhow::{Context, Result, ensure};
use clap::{Args, Parser, value_parser};
use secrecy::SecretString;
use url::Url;

use crate::{elevenlabs_client::Keys, load_generator::Arrival, target::Target};

/// Simulates whole calls by `ElevenLabs`: ring, searches, hang-up.
///
/// Without a URL it starts a temporary service on a free loopback port, with
/// generated keys and an empty store, and finally verifies that every
/// acknowledged call was stored.
#[derive(Debug, Parser)]
#[command(after_help = "\
Before the measurement every caller makes one call; the test stops if a request
of these fails. Callers are named load-test-<run>-<number>, which identifies the
data that the test leaves in a deployment.

Examples:
  load-test
  load-test --rate 50 --calls 3000
  load-test --url https://memory.example.com --yes-load-host memory.example.com
Exit codes: 0 success, 1 a request failed or a call was lost, 2 usage error.")]
pub(crate) struct Arguments {
    #[command(flatten)]
    urls: Urls,
    /// Confirms the load on a host other than this machine; repeatable
    #[arg(long, value_name = "HOST")]
    yes_load_host: Vec<String>,
    /// The program to start without a URL [default: agentic-memories in this program's folder]
    #[arg(long, value_name = "FILE")]
    program: Option<PathBuf>,
    /// Number of calls
    #[arg(long, default_value_t = 1_000, value_parser = value_parser!(u64).range(1..=1_000_000))]
    pub(crate) calls: u64,
    /// Number of callers, who call in turn
    #[arg(long, default_value_t = 500, value_parser = value_parser!(u64).range(1..=100_000))]
    pub(crate) callers: u64,
    /// Maximum number of concurrent calls
    #[arg(long, default_value_t = 100, value_parser = value_parser!(u64).range(1..=10_000))]
    pub(crate) concurrency: u64,
    /// Searches per call
    #[arg(long, default_value_t = 3, value_parser = value_parser!(u64).range(0..=100))]
    pub(crate) searches: u64,
    /// Calls started per second, regardless of earlier calls [default: start the next call when one ends]
    #[arg(long, value_name = "CALLS")]
    rate: Option<f64>,
    /// Seconds after which no further call is started
    #[arg(long, value_name = "SECONDS", default_value_t = 300, value_parser = value_parser!(u64).range(1..=86_400))]
    max_duration: u64,
    /// Verify that acknowledged calls were stored, even if a URL is given
    #[arg(long)]
    pub(crate) verify: bool,
    /// Maximum seconds from the last hang-up until all calls are stored
    #[arg(long, value_name = "SECONDS", default_value_t = 30)]
    verify_timeout: u64,
    #[command(flatten)]
    keys: KeyArguments,
}

/// The URLs of the service.
#[derive(Debug, Args)]
struct Urls {
    /// Base URL of the three endpoints
    #[arg(long, conflicts_with_all = ["client_data_url", "retrieve_url", "post_call_url"])]
    url: Option<Url>,
    /// URL of /client-data, if each endpoint has its own
    #[arg(long, value_name = "URL", requires_all = ["retrieve_url", "post_call_url"])]
    client_data_url: Option<Url>,
    /// URL of /retrieve
    #[arg(long, value_name = "URL", requires_all = ["client_data_url", "post_call_url"])]
    retrieve_url: Option<Url>,
    /// URL of /post-call
    #[arg(long, value_name = "URL", requires_all = ["client_data_url", "retrieve_url"])]
    post_call_url: Option<Url>,
}

/// The service's keys; not used if the test starts the service.
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
    /// Signing secret; the first of a comma-separated list is used
    #[arg(
        long = "hmac-key",
        value_name = "KEY",
        env = "ELEVENLABS_HMAC_KEY",
        hide_env_values = true
    )]
    hmac: Option<SecretString>,
}

impl Arguments {
    /// The given deployment, if the load on it is confirmed.
    pub(crate) fn target(&self) -> Result<Option<Target>> {
        let urls = &self.urls;
        let target = match (
            &urls.url,
            &urls.client_data_url,
            &urls.retrieve_url,
            &urls.post_call_url,
        ) {
            (Some(base), ..) => Target::from_base(base)?,
            (_, Some(client_data), Some(retrieve), Some(post_call)) => {
                Target::from_endpoints(client_data, retrieve, post_call)?
            }
            _ => return Ok(None),
        };
        target.check_confirmed(&self.yes_load_host)?;
        Ok(Some(target))
    }

    pub(crate) fn keys(&self) -> Keys {
        Keys {
            workspace: self.keys.workspace.clone(),
            retrieve: self.keys.retrieve.clone(),
            hmac: self.keys.hmac.clone(),
        }
    }

    /// The program that is started if no URL is given.
    pub(crate) fn program(&self) -> Result<PathBuf> {
        let program = match &self.program {
            Some(program) => program.clone(),
            None => std::env::current_exe()
                .context("cannot determine the path of this program")?
                .with_file_name(format!("agentic-memories{}", std::env::consts::EXE_SUFFIX)),
        };
        ensure!(
            program.is_file(),
            "{} does not exist; build it with `cargo build -p agentic-memories` in the same profile",
            program.display()
        );
        // It is started in another working directory.
        Ok(program.canonicalize()?)
    }

    pub(crate) fn arrival(&self) -> Result<Arrival> {
        match self.rate {
            None => Ok(Arrival::Closed),
            Some(rate) => {
                ensure!(
                    (0.001..=100_000.0).contains(&rate),
                    "--rate must be 0.001 to 100000 calls per second"
                );
                Ok(Arrival::Open(Duration::from_secs_f64(rate.recip())))
            }
        }
    }

    pub(crate) fn verify_timeout(&self) -> Duration {
        Duration::from_secs(self.verify_timeout)
    }

    pub(crate) fn max_duration(&self) -> Duration {
        Duration::from_secs(self.max_duration)
    }
}

#[cfg(test)]
mod tests {
    use clap::{CommandFactory, error::ErrorKind};

    use super::*;

    fn parse_error(arguments: &[&str]) -> ErrorKind {
        let arguments = [&["load-test"], arguments].concat();
        Arguments::try_parse_from(arguments).unwrap_err().kind()
    }

    #[test]
    fn the_options_are_valid() {
        Arguments::command().debug_assert();
    }

    #[test]
    fn separate_urls_are_required_for_all_endpoints() {
        let one = ["--retrieve-url", "http://127.0.0.1:1"];
        assert_eq!(parse_error(&one), ErrorKind::MissingRequiredArgument);
    }

    #[test]
    fn a_base_url_excludes_separate_urls() {
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
        assert_eq!(parse_error(&both), ErrorKind::ArgumentConflict);
    }

    #[test]
    fn invalid_rates_are_rejected() {
        for rate in ["0", "-1", "NaN", "inf"] {
            let given = ["load-test".to_owned(), format!("--rate={rate}")];
            let arguments = Arguments::try_parse_from(given).unwrap();
            assert!(arguments.arrival().is_err(), "{rate}");
        }
    }
}
