use serde::{Deserialize, Serialize};

/// The person or agent that a factual memory is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Subject {
    Caller,
    /// Searchable, and left out of the summary.
    Agent,
}

/// The speaker of a turn.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Speaker {
    /// The person on the line, on inbound and outbound calls.
    Caller,
    Agent,
}
