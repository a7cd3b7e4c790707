//! Verifying the API key.

use std::fmt;

use serde::Deserialize;

use crate::{
    Client, Error,
    transport::{Path, Request},
    wire::decode,
};

/// The account that the API key belongs to.
#[derive(Clone, PartialEq, Eq, Default, Deserialize)]
#[serde(default)]
#[non_exhaustive]
pub struct Ping {
    /// `ok` if the key is valid.
    #[serde(deserialize_with = "decode::lenient")]
    pub status: Option<String>,
    /// The organisation's id.
    #[serde(deserialize_with = "decode::lenient")]
    pub org_id: Option<String>,
    /// The id of the project that all operations use.
    #[serde(deserialize_with = "decode::lenient")]
    pub project_id: Option<String>,
    /// The account's e-mail address. `Debug` does not show it.
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
    /// Verifies the API key. Other operations do not require a preceding ping.
    ///
    /// `GET /v1/ping/`
    pub async fn ping(&self) -> Result<Ping, Error> {
        self.send(Request::get("ping", Path::new(["v1", "ping"])))
            .await
    }
}
