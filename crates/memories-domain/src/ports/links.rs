use async_trait::async_trait;
use serde::Serialize;

use super::StoreError;
use crate::{CallerId, ProjectId};

/// Learns from which numbers the people call whom the operator knows by an id of its own.
///
/// A link joins what is read, never what is stored: each caller keeps its own memories, so that
/// removing a link leaves both as they were.
#[async_trait]
pub trait CallerLinks: Send + Sync + 'static {
    /// The other callers that are the same person.
    async fn linked(
        &self,
        project: &ProjectId,
        caller: &CallerId,
    ) -> Result<Vec<CallerId>, StoreError>;

    /// A call of `user` came from `number`.
    ///
    /// The first user of a number is linked to it. A second one makes the number ambiguous: it is
    /// then linked to nobody. Nothing that an operator linked or unlinked changes.
    async fn learn(
        &self,
        project: &ProjectId,
        number: &CallerId,
        user: &CallerId,
    ) -> Result<LinkOutcome, StoreError>;
}

/// The operations of an administrator.
#[async_trait]
pub trait CallerLinksAdmin: CallerLinks {
    /// Links a number or address to a user, in place of any other.
    async fn link(
        &self,
        project: &ProjectId,
        number: &CallerId,
        user: &CallerId,
    ) -> Result<(), StoreError>;

    /// Removes the link of a number or address; no call restores it. Returns whether there was one.
    async fn unlink(&self, project: &ProjectId, number: &CallerId) -> Result<bool, StoreError>;

    /// Erases all links of a caller, wherever its memories are kept.
    async fn forget(&self, project: &ProjectId, caller: &CallerId) -> Result<(), StoreError>;
}

/// What a call changed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum LinkOutcome {
    Linked,
    /// Another user called from this number before: it is linked to nobody from now on.
    Ambiguous,
    Unchanged,
}
