use jiff::Timestamp;

use crate::{Memory, PrivateText};

/// Everything known about one caller.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct CallerRecord {
    /// All memories, oldest first.
    pub memories: Vec<Memory>,
    /// The calls so far.
    pub calls: CallHistory,
}

/// The calls of a caller, in short.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct CallHistory {
    /// How many calls there were.
    pub count: u64,
    /// When the first one began.
    pub first_at: Option<Timestamp>,
    /// The latest one.
    pub last: Option<LastCall>,
}

/// A caller's latest call.
#[derive(Debug, Clone, PartialEq)]
pub struct LastCall {
    /// When it began.
    pub started_at: Timestamp,
    /// How long it lasted, in seconds.
    pub duration_secs: u64,
    /// What it was about.
    pub summary: Option<PrivateText>,
}
