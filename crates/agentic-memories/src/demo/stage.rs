use std::{ffi::OsString, io, net::SocketAddr, sync::Arc, time::Duration};

use anyhow::{Context, anyhow};
use elevenlabs::signature::SigningSecret;
use memories_domain::EventInbox;
use memories_server::{
    App,
    config::{Config, Environment, StoreConfig},
    telemetry,
};
use memories_store_sqlite::SqliteStore;
use secrecy::{ExposeSecret, SecretString};
use tempfile::TempDir;
use tokio::{
    sync::oneshot,
    task::JoinHandle,
    time::{sleep, timeout},
};

use super::{
    DemoStore,
    exchange::{Found, Person},
    guests::Guests,
};
use crate::{
    failure::WrongUsage,
    platform::{Deployment, Platform},
    ranker::Use,
    serve::listen,
    stored::{self, Stored},
};

/// How often the stage looks whether a call is learned.
const LOOK_EVERY: Duration = Duration::from_millis(2);
/// How long learning a call may take on a busy machine.
const LEARNING_DEADLINE: Duration = Duration::from_secs(10);
/// How long it may take where the platform is asked, with a repetition.
const LEARNING_THERE_DEADLINE: Duration = Duration::from_mins(2);

/// A service on a loopback port, with keys and a store of its own, and the
/// platform that calls it.
pub(super) struct Stage {
    pub(super) platform: Platform,
    pub(super) deployment: Deployment,
    pub(super) address: SocketAddr,
    pub(super) keys: Keys,
    /// Where memories are kept, if not here.
    pub(super) platform_url: Option<String>,
    guests: Option<Guests>,
    file: SqliteStore,
    stop: oneshot::Sender<()>,
    server: JoinHandle<io::Result<()>>,
    directory: TempDir,
}

/// Keys made for the occasion.
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

    pub(super) fn signing(&self) -> anyhow::Result<SigningSecret> {
        Ok(SigningSecret::new(self.hmac.expose_secret())?)
    }
}

fn key(prefix: &str) -> anyhow::Result<SecretString> {
    let mut bytes = [0; 32];
    getrandom::fill(&mut bytes).map_err(|error| anyhow!("no random numbers for keys: {error}"))?;
    Ok(format!("{prefix}{}", hex::encode(bytes)).into())
}

impl Stage {
    pub(super) async fn open(address: SocketAddr, store: DemoStore) -> anyhow::Result<Self> {
        let directory =
            tempfile::tempdir().context("no temporary directory for the demo's memories")?;
        let keys = Keys::generate()?;
        let config = config(&directory, &keys, store)?;
        if std::env::var_os("RUST_LOG").is_some() {
            telemetry::start(&config.log)?;
        }
        let listener = listen(address).await?;
        let address = listener.local_addr()?;
        let stored = stored::open(config, Use::Serve)?;
        let app = App::new(
            &stored.config,
            stored.memories(),
            Arc::new(stored.file.clone()),
        )?;
        let platform_url = match &stored.config.store {
            StoreConfig::Sqlite => None,
            StoreConfig::Mem0(mem0) => Some(mem0.base_url.to_string()),
        };
        let Stored { file, mem0, .. } = stored;
        let guests = match mem0 {
            Some(mem0) => Some(Guests::welcome(mem0).await?),
            None => None,
        };
        let (stop, stopped) = oneshot::channel();
        let asked = async move {
            // The stage closes also when it is dropped.
            let _ = stopped.await;
        };
        Ok(Self {
            platform: Platform::new()?,
            deployment: Deployment::local(address)?,
            address,
            keys,
            platform_url,
            guests,
            file,
            stop,
            server: tokio::spawn(app.serve(listener, asked)),
            directory,
        })
    }

    /// Waits until every acknowledged call is learned, as it is long before a
    /// caller rings again.
    pub(super) async fn until_learned(
        &self,
        person: &Person,
        conversation: &str,
    ) -> anyhow::Result<()> {
        let learned = async {
            while self.file.next_due_at().await?.is_some() {
                sleep(LOOK_EVERY).await;
            }
            anyhow::Ok(())
        };
        let deadline = match &self.guests {
            Some(_) => LEARNING_THERE_DEADLINE,
            None => LEARNING_DEADLINE,
        };
        timeout(deadline, learned)
            .await
            .context("a finished call is learned within seconds")??;
        match &self.guests {
            Some(guests) => guests.until_seen(person.number, conversation).await,
            None => Ok(()),
        }
    }

    /// Whether a search that should find these words did. A platform that
    /// extracts memories tells them in words of its own.
    pub(super) fn retells(&self, found: &Found, words: &str) -> bool {
        self.guests.is_some() || found.mention(words)
    }

    /// Stops the service and throws the store away; returns how many memories
    /// were deleted elsewhere.
    pub(super) async fn close(self) -> anyhow::Result<Option<usize>> {
        // A server that has stopped already tells why below.
        let _ = self.stop.send(());
        self.server
            .await
            .context("the demo's service stopped by a defect")??;
        self.file.shutdown().await;
        self.directory
            .close()
            .context("the demo's memories cannot be removed")?;
        match self.guests {
            Some(guests) => guests.leave().await.map(Some),
            None => Ok(None),
        }
    }
}

/// Nothing of the operator's settings, so that the demo is the same everywhere;
/// only the log's, and where to find the Mem0 Platform if it is to be used.
fn config(directory: &TempDir, keys: &Keys, store: DemoStore) -> anyhow::Result<Config> {
    let secret = |key: &SecretString| OsString::from(key.expose_secret());
    let settings: Environment = [
        ("DATA_DIR", directory.path().join("data").into_os_string()),
        ("ELEVENLABS_WORKSPACE_KEY", secret(&keys.workspace)),
        ("ELEVENLABS_HMAC_KEY", secret(&keys.hmac)),
        ("RETRIEVE_API_KEY", secret(&keys.retrieve)),
    ]
    .into_iter()
    .chain(["RUST_LOG", "LOG_FORMAT"].into_iter().filter_map(given))
    .chain(match store {
        DemoStore::Sqlite => Vec::new(),
        DemoStore::Mem0 => mem0_settings()?,
    })
    .collect();
    Ok(Config::read(&settings)?)
}

/// The operator's account, or a key for a compatible server that asks for no
/// particular one.
fn mem0_settings() -> anyhow::Result<Vec<(&'static str, OsString)>> {
    let key = match (given("MEM0_API_KEY"), given("MEM0_BASE_URL")) {
        (Some((_, key)), _) => key,
        (None, Some(_)) => key("demo-")?.expose_secret().into(),
        (None, None) => {
            return Err(WrongUsage(
                "--store mem0 needs MEM0_API_KEY, or the address of a compatible server in MEM0_BASE_URL"
                    .to_owned(),
            )
            .into());
        }
    };
    let place = [
        "MEM0_BASE_URL",
        "MEM0_ORG_ID",
        "MEM0_PROJECT_ID",
        "MEM0_LOCAL_SEARCH",
        "MEM0_TIMEOUT",
    ];
    let settings = [("MEMORY_STORE", "mem0".into()), ("MEM0_API_KEY", key)];
    Ok(settings
        .into_iter()
        .chain(place.into_iter().filter_map(given))
        .collect())
}

/// A variable of the environment, unless it is blank.
fn given(name: &'static str) -> Option<(&'static str, OsString)> {
    let value = std::env::var_os(name)?;
    let blank = value.to_str().is_some_and(|text| text.trim().is_empty());
    (!blank).then_some((name, value))
}
