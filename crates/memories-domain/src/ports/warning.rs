use async_trait::async_trait;
use jiff::{SignedDuration, Timestamp};

use super::InboxError;
use crate::{OperatorWarning, ProjectId};

/// Keeps what an operator must know, beside the events.
#[async_trait]
pub trait WarningLog: Send + Sync + 'static {
    /// Records that a warning holds now. One that is recorded again has only a later time.
    async fn record(&self, project: &ProjectId, warning: OperatorWarning)
    -> Result<(), InboxError>;

    /// The warnings that held within [`RecordedWarning::MAX_AGE`], latest first.
    async fn recent(&self) -> Result<Vec<RecordedWarning>, InboxError>;
}

/// A warning, and when it held.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RecordedWarning {
    pub warning: OperatorWarning,
    pub first_at: Timestamp,
    /// To the hour or so: a service does not record every ring.
    pub last_at: Timestamp,
}

impl RecordedWarning {
    /// What was mended longer ago is no news.
    pub const MAX_AGE: SignedDuration = SignedDuration::from_hours(14 * 24);
}
