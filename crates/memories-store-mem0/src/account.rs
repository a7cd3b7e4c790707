/// An organisation and a project of the Mem0 Platform; `None` where unknown.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Account {
    pub org_id: Option<String>,
    pub project_id: Option<String>,
}

/// A configured id that is not the one the API key belongs to.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum AccountMismatch {
    #[error("MEM0_ORG_ID is not the organisation that MEM0_API_KEY belongs to")]
    Organisation,
    #[error(
        "MEM0_PROJECT_ID is not the project that MEM0_API_KEY belongs to; memories are stored in the key's project"
    )]
    Project,
}

impl Account {
    /// Compares the configured account with the actual one. An id that either lacks is not
    /// compared.
    #[must_use]
    pub fn mismatches(&self, actual: &Self) -> Vec<AccountMismatch> {
        let differ = |configured: &Option<String>, actual: &Option<String>| {
            configured
                .as_ref()
                .zip(actual.as_ref())
                .is_some_and(|(configured, actual)| configured != actual)
        };
        let organisation =
            differ(&self.org_id, &actual.org_id).then_some(AccountMismatch::Organisation);
        let project =
            differ(&self.project_id, &actual.project_id).then_some(AccountMismatch::Project);
        organisation.into_iter().chain(project).collect()
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
    fn an_unknown_id_matches_every_other() {
        let actual = account(Some("o"), Some("p"));
        assert_eq!(account(None, None).mismatches(&actual), []);
        assert_eq!(actual.mismatches(&account(None, None)), []);
        assert_eq!(actual.mismatches(&actual), []);
    }

    #[test]
    fn each_id_that_differs_is_reported() {
        let actual = account(Some("o"), Some("p"));
        assert_eq!(
            account(Some("other"), Some("p")).mismatches(&actual),
            [AccountMismatch::Organisation]
        );
        assert_eq!(
            account(None, Some("other")).mismatches(&actual),
            [AccountMismatch::Project]
        );
    }
}
