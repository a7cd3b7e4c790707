//! The key of the Mem0 Platform, and the account it belongs to.

use memories_domain::ports::{Recovery, StoreError};
use memories_server::config::Mem0Config;
use memories_store_mem0::{Account, Mem0Store};

use super::check::Check;

/// The error is the failed check of the key.
pub(super) async fn check(store: &Mem0Store, mem0: &Mem0Config) -> Result<Vec<Check>, Check> {
    match store.reader().account().await {
        Ok(actual) => Ok(vec![
            Check::ok("key", format!("accepted by {}", mem0.base_url)),
            ownership(&ORGANISATION, mem0.org_id.as_deref(), &actual),
            ownership(&PROJECT, mem0.project_id.as_deref(), &actual),
        ]),
        Err(error) => Err(key_failure(&error, mem0.base_url.as_str())),
    }
}

fn key_failure(error: &StoreError, url: &str) -> Check {
    let remedy = match error {
        StoreError::Timeout => "check the network, or raise MEMORY_TIMEOUT",
        StoreError::Upstream {
            recovery: Recovery::AfterChange | Recovery::Never,
            ..
        } => {
            "set MEM0_API_KEY to a key from Mem0's dashboard, and MEM0_BASE_URL to the URL of the platform or of a compatible server"
        }
        _ => "check MEM0_BASE_URL and the network, and try again later",
    };
    Check::fail("key", format!("at {url}: {error}"), remedy)
}

struct Owner {
    subject: &'static str,
    variable: &'static str,
    get: fn(&Account) -> Option<&str>,
}

const ORGANISATION: Owner = Owner {
    subject: "organisation",
    variable: "MEM0_ORG_ID",
    get: |account| account.org_id.as_deref(),
};
const PROJECT: Owner = Owner {
    subject: "project",
    variable: "MEM0_PROJECT_ID",
    get: |account| account.project_id.as_deref(),
};

fn ownership(owner: &Owner, configured: Option<&str>, actual: &Account) -> Check {
    let Owner {
        subject,
        variable,
        get,
    } = owner;
    match (configured, get(actual)) {
        (Some(configured), Some(actual)) if configured != actual => Check::fail(
            subject,
            format!("{variable} is {configured}, but the key belongs to {actual}"),
            format!("use a key of {configured}, or set {variable}={actual}"),
        ),
        (Some(configured), Some(_)) => {
            Check::ok(subject, format!("the key belongs to {configured}"))
        }
        (None, Some(actual)) => Check::ok(
            subject,
            format!("the key belongs to {actual}; {variable} is not set"),
        ),
        (_, None) => Check::ok(
            subject,
            "the platform does not report which one the key belongs to",
        ),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn serialized(configured: Option<&str>, actual: Option<&str>) -> serde_json::Value {
        let actual = Account {
            org_id: None,
            project_id: actual.map(str::to_owned),
        };
        serde_json::to_value(ownership(&PROJECT, configured, &actual)).unwrap()
    }

    #[test]
    fn another_project_fails_the_check_which_names_both() {
        let check = serialized(Some("proj_a"), Some("proj_b"));
        assert_eq!(check["status"], "fail");
        for project in ["proj_a", "proj_b"] {
            assert!(
                check["message"].as_str().unwrap().contains(project),
                "{check}"
            );
        }
        assert!(
            check["remedy"]
                .as_str()
                .unwrap()
                .contains("MEM0_PROJECT_ID=proj_b")
        );
    }

    #[test]
    fn an_unknown_project_on_either_side_passes_the_check() {
        for (configured, actual) in [(None, Some("p")), (Some("p"), None), (Some("p"), Some("p"))] {
            assert_eq!(serialized(configured, actual)["status"], "ok");
        }
    }
}
