//! Asking whether the key is good.

use std::fmt;

use serde::Deserialize;

use crate::{Client, Error, call::Call, decode, path::Path};

/// To whom the key belongs.
#[derive(Clone, PartialEq, Eq, Default, Deserialize)]
#[serde(default)]
#[non_exhaustive]
pub struct Ping {
    /// `ok`.
    #[serde(deserialize_with = "decode::lenient")]
    pub status: Option<String>,
    /// The organisation.
    #[serde(deserialize_with = "decode::lenient")]
    pub org_id: Option<String>,
    /// The project that all operations work on.
    #[serde(deserialize_with = "decode::lenient")]
    pub project_id: Option<String>,
    /// The account's e-mail address. Not in `Debug`.
    #[serde(deserialize_with = "decode::lenient")]
    pub user_email: Option<String>,
}

impl fmt::Debug for Ping {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Ping")
            .field("status", &self.status)
            .field("org_id", &self.org_id)
            .field("project_id", &self.project_id)
            .finish_non_exhaustive()
    }
}

impl Client {
    /// Asks whether the key is good, and for what. Nothing else needs this first.
    ///
    /// `GET /v1/ping/`
    pub async fn ping(&self) -> Result<Ping, Error> {
        self.perform(Call::get("ping", Path::new(["v1", "ping"])))
            .await
    }
}
