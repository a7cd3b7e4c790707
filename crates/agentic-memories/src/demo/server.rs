use std::{ffi::OsString, io, net::SocketAddr, time::Duration};

use anyhow::{Context, anyhow};
use clap::ValueEnum;
use elevenlabs::signature::SigningSecret;
use memories_domain::ports::EventInbox;
use memories_server::{
    App,
    config::{Config, Environment, StoreConfig},
    telemetry,
};
use secrecy::{ExposeSecret, SecretString};
use tempfile::TempDir;
use tokio::{
    task::JoinHandle,
    time::{sleep, timeout},
};
use tokio_util::sync::CancellationToken;

use super::{mem0_fixture::Mem0Fixture, personas::Persona};
use crate::{
    elevenlabs_simulator::BaseUrl,
    embedding_model::AccessMode,
    error_report::UsageError,
    serve::listen,
    stores::{self, Stores},
};

const INBOX_POLL: Duration = Duration::from_millis(2);
/// For a call on a busy machine.
const PROCESSING_TIMEOUT: Duration = Duration::from_secs(10);
/// For a call on the Mem0 Platform, with a retry.
const MEM0_PROCESSING_TIMEOUT: Duration = Duration::from_mins(2);

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(super) enum StoreChoice {
    Sqlite,
    Mem0,
}

/// The service on a loopback port, with generated keys and a temporary store.
pub(super) struct DemoServer {
    url: BaseUrl,
    address: SocketAddr,
    keys: Keys,
    mem0_url: Option<String>,
    mem0_fixture: Option<Mem0Fixture>,
    stores: Stores,
    shutdown: CancellationToken,
    server: JoinHandle<io::Result<()>>,
    data_dir: TempDir,
}

pub(super) struct Keys {
    pub(super) workspace: SecretString,
    pub(super) retrieve: SecretString,
    pub(super) hmac: SecretString,
}

impl Keys {
    fn generate() -> anyhow::Result<Self> {
        Ok(Self {
            workspace: key("")?,
            retrieve: key("")?,
            hmac: key("wsec_")?,
        })
    }

    pub(super) fn signing_secret(&self) -> anyhow::Result<SigningSecret> {
        Ok(SigningSecret::new(self.hmac.expose_secret())?)
    }
}

fn key(prefix: &str) -> anyhow::Result<SecretString> {
    let mut bytes = [0; 32];
    getrandom::fill(&mut bytes).map_err(|error| anyhow!("no random numbers for keys: {error}"))?;
    Ok(format!("{prefix}{}", hex::encode(bytes)).into())
}

impl DemoServer {
    pub(super) async fn start(address: SocketAddr, store: StoreChoice) -> anyhow::Result<Self> {
        let data_dir =
            tempfile::tempdir().context("no temporary directory for the demo's memories")?;
        let keys = Keys::generate()?;
        let config = config(&data_dir, &keys, store)?;
        if std::env::var_os("RUST_LOG").is_some() {
            telemetry::init(&config.log)?;
        }
        let listener = listen(address).await?;
        let address = listener.local_addr()?;
        let stores = stores::open(config, AccessMode::Serve)?;
        let app = App::new(&stores.config, stores.ports())?;
        let mem0_url = match &stores.config.store {
            StoreConfig::Sqlite => None,
            StoreConfig::Mem0(mem0) => Some(mem0.base_url.to_string()),
        };
        let mem0_fixture = match &stores.mem0 {
            Some(mem0) => Some(Mem0Fixture::create(mem0.clone()).await?),
            None => None,
        };
        let shutdown = CancellationToken::new();
        Ok(Self {
            url: BaseUrl::local(address)?,
            address,
            keys,
            mem0_url,
            mem0_fixture,
            stores,
            server: tokio::spawn(app.serve(listener, shutdown.clone())),
            shutdown,
            data_dir,
        })
    }

    pub(super) const fn url(&self) -> &BaseUrl {
        &self.url
    }

    pub(super) const fn address(&self) -> SocketAddr {
        self.address
    }

    pub(super) const fn keys(&self) -> &Keys {
        &self.keys
    }

    pub(super) fn mem0_url(&self) -> Option<&str> {
        self.mem0_url.as_deref()
    }

    /// Whether memories quote the transcript. The Mem0 Platform rephrases what it extracts.
    pub(super) const fn keeps_wording(&self) -> bool {
        self.mem0_fixture.is_none()
    }

    /// Waits until every acknowledged call is processed.
    pub(super) async fn wait_until_processed(
        &self,
        persona: &Persona,
        conversation: &str,
    ) -> anyhow::Result<()> {
        let processed = async {
            while self.stores.sqlite.next_due_at().await?.is_some() {
                sleep(INBOX_POLL).await;
            }
            anyhow::Ok(())
        };
        let deadline = match &self.mem0_fixture {
            Some(_) => MEM0_PROCESSING_TIMEOUT,
            None => PROCESSING_TIMEOUT,
        };
        timeout(deadline, processed)
            .await
            .context("a finished call is processed within seconds")??;
        match &self.mem0_fixture {
            Some(fixture) => {
                fixture
                    .wait_for_extraction(persona.number, conversation)
                    .await
            }
            None => Ok(()),
        }
    }

    /// Stops the service and deletes the store. Returns how many memories were deleted from Mem0.
    pub(super) async fn stop(self) -> anyhow::Result<Option<usize>> {
        self.shutdown.cancel();
        self.server.await.context("the demo's service panicked")??;
        // Needs the ledger in the SQLite file.
        let deleted = match self.mem0_fixture {
            Some(fixture) => Some(fixture.delete().await?),
            None => None,
        };
        self.stores.sqlite.shutdown().await;
        self.data_dir
            .close()
            .context("the demo's memories cannot be removed")?;
        Ok(deleted)
    }
}

/// Ignores the operator's settings, so that the demo is the same everywhere, except
/// those of the log and of the Mem0 Platform.
fn config(data_dir: &TempDir, keys: &Keys, store: StoreChoice) -> anyhow::Result<Config> {
    let secret = |key: &SecretString| OsString::from(key.expose_secret());
    let settings: Environment = [
        ("DATA_DIR", data_dir.path().join("data").into_os_string()),
        ("ELEVENLABS_WORKSPACE_KEY", secret(&keys.workspace)),
        ("ELEVENLABS_HMAC_KEY", secret(&keys.hmac)),
        ("RETRIEVE_API_KEY", secret(&keys.retrieve)),
    ]
    .into_iter()
    .chain(
        ["RUST_LOG", "LOG_FORMAT"]
            .into_iter()
            .filter_map(environment_variable),
    )
    .chain(match store {
        StoreChoice::Sqlite => Vec::new(),
        StoreChoice::Mem0 => mem0_settings()?,
    })
    .collect();
    Ok(Config::read(&settings)?)
}

/// The operator's account, or a generated key for a compatible server that accepts
/// any.
fn mem0_settings() -> anyhow::Result<Vec<(&'static str, OsString)>> {
    let key = match (
        environment_variable("MEM0_API_KEY"),
        environment_variable("MEM0_BASE_URL"),
    ) {
        (Some((_, key)), _) => key,
        (None, Some(_)) => key("demo-")?.expose_secret().into(),
        (None, None) => {
            return Err(UsageError(
                "--store mem0 needs MEM0_API_KEY, or the address of a compatible server in MEM0_BASE_URL"
                    .to_owned(),
            )
            .into());
        }
    };
    let passed_on = [
        "MEM0_BASE_URL",
        "MEM0_ORG_ID",
        "MEM0_PROJECT_ID",
        "MEM0_CACHE",
        "MEMORY_TIMEOUT",
        "MEM0_TIMEOUT",
    ];
    let settings = [("MEMORY_STORE", "mem0".into()), ("MEM0_API_KEY", key)];
    Ok(settings
        .into_iter()
        .chain(passed_on.into_iter().filter_map(environment_variable))
        .collect())
}

/// `None` if it is unset or blank.
fn environment_variable(name: &'static str) -> Option<(&'static str, OsString)> {
    let value = std::env::var_os(name)?;
    let blank = value.to_str().is_some_and(|text| text.trim().is_empty());
    (!blank).then_some((name, value))
}
