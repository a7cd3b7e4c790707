use std::{ffi::OsString, io, net::SocketAddr, sync::Arc, time::Duration};

use anyhow::{Context, anyhow};
use elevenlabs::signature::SigningSecret;
use memory::CallInbox;
use secrecy::{ExposeSecret, SecretString};
use service::{
    App,
    config::{Config, Environment},
    telemetry,
};
use store_sqlite::SqliteStore;
use tempfile::TempDir;
use tokio::{
    sync::oneshot,
    task::JoinHandle,
    time::{sleep, timeout},
};

use crate::{
    platform::{Deployment, Platform},
    serve::listen,
    stored::{self, Stored},
};

/// How often the stage looks whether a call is learned.
const LOOK_EVERY: Duration = Duration::from_millis(2);
/// How long learning a call may take on a busy machine.
const LEARNING_DEADLINE: Duration = Duration::from_secs(10);

/// A service on a loopback port, with keys and a store of its own, and the
/// platform that calls it.
pub(super) struct Stage {
    pub(super) platform: Platform,
    pub(super) deployment: Deployment,
    pub(super) address: SocketAddr,
    pub(super) keys: Keys,
    store: SqliteStore,
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
    pub(super) async fn open(address: SocketAddr) -> anyhow::Result<Self> {
        let directory =
            tempfile::tempdir().context("no temporary directory for the demo's memories")?;
        let keys = Keys::generate()?;
        let config = config(&directory, &keys)?;
        if std::env::var_os("RUST_LOG").is_some() {
            telemetry::start(&config.log)?;
        }
        let listener = listen(address).await?;
        let address = listener.local_addr()?;
        let Stored { config, store } = stored::open(config)?;
        let app = App::new(&config, Arc::new(store.clone()), Arc::new(store.clone()))?;
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
            store,
            stop,
            server: tokio::spawn(app.serve(listener, asked)),
            directory,
        })
    }

    /// Waits until every acknowledged call is learned, as it is long before a
    /// caller rings again.
    pub(super) async fn until_learned(&self) -> anyhow::Result<()> {
        let learned = async {
            while self.store.next_due_at().await?.is_some() {
                sleep(LOOK_EVERY).await;
            }
            Ok(())
        };
        timeout(LEARNING_DEADLINE, learned)
            .await
            .context("a finished call is learned within seconds")?
    }

    /// Stops the service and throws the store away.
    pub(super) async fn close(self) -> anyhow::Result<()> {
        // A server that has stopped already tells why below.
        let _ = self.stop.send(());
        self.server
            .await
            .context("the demo's service stopped by a defect")??;
        self.store.shutdown().await;
        self.directory
            .close()
            .context("the demo's memories cannot be removed")
    }
}

/// Nothing of the operator's settings, so that the demo is the same everywhere;
/// only the log's.
fn config(directory: &TempDir, keys: &Keys) -> anyhow::Result<Config> {
    let secret = |key: &SecretString| OsString::from(key.expose_secret());
    let settings: Environment = [
        ("DATA_DIR", directory.path().join("data").into_os_string()),
        ("ELEVENLABS_WORKSPACE_KEY", secret(&keys.workspace)),
        ("ELEVENLABS_HMAC_KEY", secret(&keys.hmac)),
        ("RETRIEVE_API_KEY", secret(&keys.retrieve)),
    ]
    .into_iter()
    .chain(
        ["RUST_LOG", "LOG_FORMAT"]
            .into_iter()
            .filter_map(|name| Some((name, std::env::var_os(name)?))),
    )
    .collect();
    Ok(Config::read(&settings)?)
}
