use std::{path::Path, process::Command};

use anyhow::{Context, Result};
use bench::process::Server;
use secrecy::{ExposeSecret, SecretString};
use tempfile::TempDir;
use uuid::Uuid;

use crate::{elevenlabs_client::Keys, target::Target};

/// A temporary service with generated keys and an empty store.
pub(crate) struct LocalService {
    server: Server,
    pub(crate) keys: Keys,
    // Dropped after the server, which writes to it.
    _data: TempDir,
}

impl LocalService {
    /// Starts the program on a free loopback port with a clean environment.
    pub(crate) fn start(program: &Path) -> Result<Self> {
        let data = tempfile::tempdir()
            .context("cannot create a temporary folder for the service's data")?;
        let (workspace, retrieve, hmac) = (random_key(""), random_key(""), random_key("wsec_"));
        let server = Server::spawn(
            Command::new(program)
                .env_clear()
                .env("RUST_LOG", "warn")
                .env("ELEVENLABS_WORKSPACE_KEY", workspace.expose_secret())
                .env("RETRIEVE_API_KEY", retrieve.expose_secret())
                .env("ELEVENLABS_HMAC_KEY", hmac.expose_secret())
                .args(["serve", "--listen", "127.0.0.1:0", "--data-dir"])
                .arg(data.path())
                .current_dir(data.path()),
        )?;
        Ok(Self {
            server,
            keys: Keys {
                workspace: Some(workspace),
                retrieve: Some(retrieve),
                hmac: Some(hmac),
            },
            _data: data,
        })
    }

    pub(crate) fn target(&self) -> Result<Target> {
        Target::local(self.server.address)
    }
}

fn random_key(prefix: &str) -> SecretString {
    format!("{prefix}{}", Uuid::now_v7().simple()).into()
}
