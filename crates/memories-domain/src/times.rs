use jiff::civil::{Date, Time};
use serde::{Deserialize, Serialize};

/// A time that a text mentions, resolved against the moment it was said.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct TimeMention {
    pub start: u32,
    pub end: u32,
    pub from: Date,
    pub until: Date,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub time: Option<Time>,
    pub relative: bool,
}
