//! The key of the Mem0 Platform, and to whom it belongs.

use memories_domain::StoreError;
use memories_server::config::Mem0Config;
use memories_store_mem0::{Account, Mem0Store};

use super::finding::Finding;

/// The error is the finding that nobody answered.
pub(super) async fn examine(store: &Mem0Store, mem0: &Mem0Config) -> Result<Vec<Finding>, Finding> {
    match store.account().await {
        Ok(actual) => Ok(vec![
            Finding::good("key", format!("{} accepts it", mem0.base_url)),
            belonging(&ORGANISATION, mem0.org_id.as_deref(), &actual),
            belonging(&PROJECT, mem0.project_id.as_deref(), &actual),
        ]),
        Err(error) => Err(unanswered(&error, mem0.base_url.as_str())),
    }
}

fn unanswered(error: &StoreError, url: &str) -> Finding {
    let remedy = match error {
        StoreError::Timeout => "check the network, or give it more time with MEM0_TIMEOUT",
        StoreError::Upstream {
            transient: false, ..
        } => {
            "put a key of Mem0's dashboard into MEM0_API_KEY, and the address of the platform or of a compatible server into MEM0_BASE_URL"
        }
        _ => "check MEM0_BASE_URL and the network, and try again later",
    };
    Finding::wrong("key", format!("at {url}: {error}"), remedy)
}

/// What a key belongs to.
struct Owner {
    subject: &'static str,
    variable: &'static str,
    of: fn(&Account) -> Option<&str>,
}

const ORGANISATION: Owner = Owner {
    subject: "organisation",
    variable: "MEM0_ORG_ID",
    of: |account| account.org_id.as_deref(),
};
const PROJECT: Owner = Owner {
    subject: "project",
    variable: "MEM0_PROJECT_ID",
    of: |account| account.project_id.as_deref(),
};

fn belonging(owner: &Owner, configured: Option<&str>, actual: &Account) -> Finding {
    let Owner {
        subject,
        variable,
        of,
    } = owner;
    match (configured, of(actual)) {
        (Some(configured), Some(actual)) if configured != actual => Finding::wrong(
            subject,
            format!("{variable} is {configured}, but the key belongs to {actual}"),
            format!("take a key of {configured}, or set {variable}={actual}"),
        ),
        (Some(configured), Some(_)) => {
            Finding::good(subject, format!("the key belongs to {configured}"))
        }
        (None, Some(actual)) => Finding::good(
            subject,
            format!("the key belongs to {actual}; {variable} is not set"),
        ),
        (_, None) => Finding::good(
            subject,
            "the platform does not say which the key belongs to",
        ),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn told(configured: Option<&str>, actual: Option<&str>) -> serde_json::Value {
        let actual = Account {
            org_id: None,
            project_id: actual.map(str::to_owned),
        };
        serde_json::to_value(belonging(&PROJECT, configured, &actual)).unwrap()
    }

    #[test]
    fn another_project_is_wrong_and_both_are_named() {
        let told = told(Some("proj_a"), Some("proj_b"));
        assert_eq!(told["verdict"], "wrong");
        for project in ["proj_a", "proj_b"] {
            assert!(told["says"].as_str().unwrap().contains(project), "{told}");
        }
        assert!(
            told["remedy"]
                .as_str()
                .unwrap()
                .contains("MEM0_PROJECT_ID=proj_b")
        );
    }

    #[test]
    fn what_either_side_does_not_say_is_not_wrong() {
        for (configured, actual) in [(None, Some("p")), (Some("p"), None), (Some("p"), Some("p"))] {
            assert_eq!(told(configured, actual)["verdict"], "good");
        }
    }
}
