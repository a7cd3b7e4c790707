use jiff::Timestamp;

use crate::{Memory, PrivateText};

/// The memories and the call history of one caller.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct CallerRecord {
    /// Oldest first.
    pub memories: Vec<Memory>,
    pub calls: CallHistory,
}

#[derive(Debug, Clone, PartialEq, Default)]
pub struct CallHistory {
    pub count: u64,
    pub first_at: Option<Timestamp>,
    pub last: Option<LastCall>,
}

#[derive(Debug, Clone, PartialEq)]
pub struct LastCall {
    pub started_at: Timestamp,
    pub duration_secs: u64,
    pub summary: Option<PrivateText>,
}
