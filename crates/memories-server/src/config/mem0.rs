use std::path::PathBuf;

use secrecy::SecretString;
use url::Url;

use super::reader::{Reader, Reported};
use super::value::{one_of, text};
use super::variable::{MEM0_BASE_URL, MEM0_CACHE, MEM0_DIR, MEM0_ORG_ID, MEM0_PROJECT_ID};

/// How to reach and use the Mem0 Platform.
#[derive(Debug, Clone)]
pub struct Mem0Config {
    pub api_key: SecretString,
    /// The organization that the key should belong to.
    pub org_id: Option<String>,
    /// The project that the key should belong to.
    pub project_id: Option<String>,
    pub base_url: Url,
    /// Whether searches are answered from the record that was loaded at the start of the call.
    pub cache: bool,
}

/// A [`Mem0Config`] without its key.
pub(super) struct Mem0Endpoint {
    org_id: Option<String>,
    project_id: Option<String>,
    base_url: Url,
    cache: bool,
}

impl Mem0Endpoint {
    pub(super) fn read(reader: &mut Reader<'_>) -> Result<Self, Reported> {
        let org_id = reader.optional(&MEM0_ORG_ID, text);
        let project_id = reader.optional(&MEM0_PROJECT_ID, text);
        // Not used, but validated like any other variable.
        let dir = reader.optional(&MEM0_DIR, text::<PathBuf>);
        let base_url = reader.required(&MEM0_BASE_URL, base_url);
        let cache = reader.required(&MEM0_CACHE, one_of(&[("true", true), ("false", false)]));
        dir?;
        Ok(Self {
            org_id: org_id?,
            project_id: project_id?,
            base_url: base_url?,
            cache: cache?,
        })
    }

    pub(super) fn with_key(self, api_key: SecretString) -> Mem0Config {
        let Self {
            org_id,
            project_id,
            base_url,
            cache,
        } = self;
        Mem0Config {
            api_key,
            org_id,
            project_id,
            base_url,
            cache,
        }
    }
}

fn base_url(text: &str) -> Result<Url, String> {
    let url = Url::parse(text).map_err(|error| format!("is not a URL: {error}"))?;
    if !matches!(url.scheme(), "http" | "https") {
        return Err("is not a URL that starts with https:// or http://".to_owned());
    }
    if !url.username().is_empty() || url.password().is_some() {
        return Err("contains a user name or a password, which would appear in logs".to_owned());
    }
    if url.query().is_some() || url.fragment().is_some() {
        return Err("contains a query (?) or a fragment (#)".to_owned());
    }
    Ok(url)
}
