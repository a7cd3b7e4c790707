use std::{path::Path, process::Command};

use anyhow::{Context, Result};
use bench::process::Server;
use secrecy::{ExposeSecret, SecretString};
use tempfile::TempDir;
use uuid::Uuid;

use crate::{platform::Keys, target::Target};

/// A service of the test's own, with keys and a store that end with it.
pub(crate) struct Local {
    server: Server,
    pub(crate) keys: Keys,
    // After the server, which writes there until it ends.
    _data: TempDir,
}

impl Local {
    /// Starts the program on a free loopback port, with nothing of the
    /// environment.
    pub(crate) fn start(program: &Path) -> Result<Self> {
        let data = tempfile::tempdir().context("no temporary folder for the service's data")?;
        let (workspace, retrieve, hmac) = (key(""), key(""), key("wsec_"));
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

/// A key for the occasion.
fn key(prefix: &str) -> SecretString {
    format!("{prefix}{}", Uuid::now_v7().simple()).into()
}
