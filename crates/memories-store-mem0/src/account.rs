//! To whom the key belongs.

use memories_domain::StoreError;

use crate::{Mem0Store, failure::explained};

/// An organisation and a project of the platform; `None` where it is not said.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Account {
    /// The organisation.
    pub org_id: Option<String>,
    /// The project.
    pub project_id: Option<String>,
}

/// What was configured is not what the key belongs to.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum Mismatch {
    /// Another organisation.
    #[error("MEM0_ORG_ID is not the organisation that MEM0_API_KEY belongs to")]
    Organisation,
    /// Another project.
    #[error(
        "MEM0_PROJECT_ID is not the project that MEM0_API_KEY belongs to; memories are kept in the key's project"
    )]
    Project,
}

impl Account {
    /// What of this is not so on the platform. What either side does not say is
    /// not compared.
    #[must_use]
    pub fn compared_with(&self, actual: &Self) -> Vec<Mismatch> {
        let differ = |one: &Option<String>, other: &Option<String>| {
            one.as_ref()
                .zip(other.as_ref())
                .is_some_and(|(a, b)| a != b)
        };
        let organisation = differ(&self.org_id, &actual.org_id).then_some(Mismatch::Organisation);
        let project = differ(&self.project_id, &actual.project_id).then_some(Mismatch::Project);
        organisation.into_iter().chain(project).collect()
    }
}

impl Mem0Store {
    /// To whom the platform says that the key belongs.
    pub async fn account(&self) -> Result<Account, StoreError> {
        let ping = self.0.client.ping().await.map_err(explained)?;
        Ok(Account {
            org_id: ping.org_id,
            project_id: ping.project_id,
        })
    }

    /// Compares the account with what was configured, and warns in the log. It
    /// returns at once and needs a runtime; nothing depends on the outcome. The
    /// connection it makes is there for the first caller.
    pub fn check_account_in_background(&self) {
        let store = self.clone();
        tokio::spawn(async move {
            match store.account().await {
                Ok(actual) => {
                    for mismatch in store.0.expected.compared_with(&actual) {
                        tracing::warn!(%mismatch, "check the configuration");
                    }
                }
                Err(error) => tracing::warn!(%error, "the Mem0 account could not be checked"),
            }
        });
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn account(org_id: Option<&str>, project_id: Option<&str>) -> Account {
        Account {
            org_id: org_id.map(str::to_owned),
            project_id: project_id.map(str::to_owned),
        }
    }

    #[test]
    fn only_what_both_sides_say_is_compared() {
        let actual = account(Some("o"), Some("p"));
        assert_eq!(account(None, None).compared_with(&actual), []);
        assert_eq!(actual.compared_with(&account(None, None)), []);
        assert_eq!(actual.compared_with(&actual), []);
    }

    #[test]
    fn what_differs_is_named() {
        let actual = account(Some("o"), Some("p"));
        assert_eq!(
            account(Some("other"), Some("p")).compared_with(&actual),
            [Mismatch::Organisation]
        );
        assert_eq!(
            account(None, Some("other")).compared_with(&actual),
            [Mismatch::Project]
        );
    }
}
