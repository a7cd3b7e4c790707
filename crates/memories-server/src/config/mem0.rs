use std::path::PathBuf;

use secrecy::SecretString;
use url::Url;

use super::reader::{Reader, Refused};
use super::value::{one_of, text};
use super::variable::{MEM0_BASE_URL, MEM0_DIR, MEM0_LOCAL_SEARCH, MEM0_ORG_ID, MEM0_PROJECT_ID};

/// How to reach the Mem0 Platform, and how to use it.
#[derive(Debug, Clone)]
pub struct Mem0Config {
    /// The API key.
    pub api_key: SecretString,
    /// The organization that the key should belong to.
    pub org_id: Option<String>,
    /// The project that the key should belong to.
    pub project_id: Option<String>,
    /// The server.
    pub base_url: Url,
    /// Whether searches in a call are answered from what was fetched when the
    /// phone rang.
    pub local_search: bool,
}

/// A [`Mem0Config`] without its key.
pub(super) struct Place {
    org_id: Option<String>,
    project_id: Option<String>,
    base_url: Url,
    local_search: bool,
}

impl Place {
    pub(super) fn read(reader: &mut Reader<'_>) -> Result<Self, Refused> {
        let org_id = reader.optional(&MEM0_ORG_ID, text);
        let project_id = reader.optional(&MEM0_PROJECT_ID, text);
        // Of the Python SDK, which keeps files; it has to be text all the same.
        let dir = reader.optional(&MEM0_DIR, text::<PathBuf>);
        let base_url = reader.required(&MEM0_BASE_URL, base_url);
        let local_search = reader.required(
            &MEM0_LOCAL_SEARCH,
            one_of(&[("true", true), ("false", false)]),
        );
        dir?;
        Ok(Self {
            org_id: org_id?,
            project_id: project_id?,
            base_url: base_url?,
            local_search: local_search?,
        })
    }

    pub(super) fn with_key(self, api_key: SecretString) -> Mem0Config {
        let Self {
            org_id,
            project_id,
            base_url,
            local_search,
        } = self;
        Mem0Config {
            api_key,
            org_id,
            project_id,
            base_url,
            local_search,
        }
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
