use std::path::PathBuf;

use secrecy::SecretString;
use url::Url;

use super::reader::{Reader, Refused};
use super::value::{secret, text};
use super::variable::{MEM0_API_KEY, MEM0_BASE_URL, MEM0_DIR, MEM0_ORG_ID, MEM0_PROJECT_ID};

/// How to reach the Mem0 Platform.
#[derive(Debug, Clone)]
pub struct Mem0Config {
    /// The API key, if there is an account.
    pub api_key: Option<SecretString>,
    /// The organization.
    pub org_id: Option<String>,
    /// The project.
    pub project_id: Option<String>,
    /// The folder for Mem0's own files.
    pub dir: Option<PathBuf>,
    /// The server.
    pub base_url: Url,
}

impl Mem0Config {
    pub(super) fn read(reader: &mut Reader<'_>) -> Result<Self, Refused> {
        let api_key = reader.optional(&MEM0_API_KEY, secret);
        let org_id = reader.optional(&MEM0_ORG_ID, text);
        let project_id = reader.optional(&MEM0_PROJECT_ID, text);
        let dir = reader.optional(&MEM0_DIR, text);
        let base_url = reader.required(&MEM0_BASE_URL, base_url);
        Ok(Self {
            api_key: api_key?,
            org_id: org_id?,
            project_id: project_id?,
            dir: dir?,
            base_url: base_url?,
        })
    }
}

fn base_url(text: &str) -> Result<Url, String> {
    let url = Url::parse(text).map_err(|error| format!("is not an address: {error}"))?;
    if !matches!(url.scheme(), "http" | "https") {
        return Err("is not an address that starts with https:// or http://".to_owned());
    }
    if !url.username().is_empty() || url.password().is_some() {
        return Err("has a user name or a password, which would show in logs".to_owned());
    }
    if url.query().is_some() || url.fragment().is_some() {
        return Err("has a ? or a #, after which no path can follow".to_owned());
    }
    Ok(url)
}
