use jiff::{Timestamp, Zoned};
use serde::Serialize;

use crate::TimeMention;

/// Whether a memory still holds, as far as other memories say. Whether its time has passed
/// depends on when it is read: see [`Knowledge::is_past`](super::Knowledge::is_past).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Standing {
    #[default]
    Holds,
    /// A later value or arrangement took its place.
    Replaced(Evidence),
    /// It was cancelled, stopped or given up, or the promise was kept.
    Ended(Evidence),
    /// It was said or heard wrong.
    Corrected(Evidence),
}

/// The memory that changed another one's standing.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Evidence {
    /// The position of that memory in its record.
    pub memory: usize,
    /// When it was said.
    pub at: Timestamp,
}

impl Standing {
    #[must_use]
    pub const fn holds(&self) -> bool {
        matches!(self, Self::Holds)
    }

    #[must_use]
    pub const fn evidence(&self) -> Option<Evidence> {
        match self {
            Self::Holds => None,
            Self::Replaced(evidence) | Self::Ended(evidence) | Self::Corrected(evidence) => {
                Some(*evidence)
            }
        }
    }
}

/// How a memory stands when it is read.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum MemoryStatus {
    /// It holds, as far as is known.
    Current,
    /// It is about a day that is still to come.
    Upcoming,
    /// It is about days that have passed.
    Past,
    Replaced,
    Ended,
    Corrected,
}

impl MemoryStatus {
    /// The status of what has this standing and means these days.
    #[must_use]
    pub fn new<'d>(
        standing: Standing,
        days: impl IntoIterator<Item = &'d TimeMention>,
        now: &Zoned,
    ) -> Self {
        match standing {
            Standing::Replaced(_) => return Self::Replaced,
            Standing::Ended(_) => return Self::Ended,
            Standing::Corrected(_) => return Self::Corrected,
            Standing::Holds => {}
        }
        let mut days = days.into_iter().peekable();
        if days.peek().is_none() {
            Self::Current
        } else if days.all(|day| day.is_past(now)) {
            Self::Past
        } else {
            Self::Upcoming
        }
    }

    /// `current`, `upcoming`, `past`, `replaced`, `ended` or `corrected`.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Current => "current",
            Self::Upcoming => "upcoming",
            Self::Past => "past",
            Self::Replaced => "replaced",
            Self::Ended => "ended",
            Self::Corrected => "corrected",
        }
    }
}
