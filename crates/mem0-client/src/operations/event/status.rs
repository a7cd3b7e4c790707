use serde::Deserialize;

/// The status of a background operation.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(from = "String")]
#[non_exhaustive]
pub enum EventStatus {
    /// Not started yet.
    Pending,
    /// In progress.
    Running,
    /// Completed, possibly without results.
    Succeeded,
    /// Failed permanently.
    Failed,
    /// A status that this crate does not support.
    Other(String),
}

impl EventStatus {
    /// Whether the operation has ended.
    #[must_use]
    pub const fn is_final(&self) -> bool {
        matches!(self, Self::Succeeded | Self::Failed)
    }
}

impl From<String> for EventStatus {
    fn from(status: String) -> Self {
        match status.as_str() {
            "PENDING" => Self::Pending,
            "RUNNING" => Self::Running,
            "SUCCEEDED" => Self::Succeeded,
            "FAILED" => Self::Failed,
            _ => Self::Other(status),
        }
    }
}
