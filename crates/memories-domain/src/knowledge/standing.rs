use jiff::{Timestamp, Zoned};
use serde::Serialize;

use crate::TimeMention;

/// Whether a memory still holds, as far as other memories say. Whether its time has passed
/// depends on when it is read: see [`Knowledge::is_past`](super::Knowledge::is_past).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Standing {
    #[default]
    Holds,
    /// It holds and is a promise: nothing shows that it was kept.
    Promised,
    /// The promise was kept.
    Kept(Evidence),
    /// A later value took its place.
    Replaced(Evidence),
    /// It is arranged for another time.
    Moved(Evidence),
    /// The arrangement is off, or the promise was withdrawn.
    Cancelled(Evidence),
    /// It was stopped or given up, or is settled.
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
        matches!(self, Self::Holds | Self::Promised)
    }

    #[must_use]
    pub const fn evidence(&self) -> Option<Evidence> {
        match self {
            Self::Holds | Self::Promised => None,
            Self::Kept(evidence)
            | Self::Replaced(evidence)
            | Self::Moved(evidence)
            | Self::Cancelled(evidence)
            | Self::Ended(evidence)
            | Self::Corrected(evidence) => Some(*evidence),
        }
    }
}

/// How a memory stands when it is read.
///
/// A promise is open, kept, past or cancelled, an event upcoming, past, moved or cancelled, and all
/// else current, replaced or ended. Anything can have been said or heard wrong.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum MemoryStatus {
    /// It holds, as far as is known.
    Current,
    /// A promise without a day, or for one that is still to come, and nothing shows that it was kept.
    Open,
    /// It is about a day that is still to come.
    Upcoming,
    /// It is about days that have passed. Whether a promise was kept is not known then.
    Past,
    /// A promise, and a later call shows that it was kept.
    Kept,
    /// It takes place at another time.
    Moved,
    /// It does not take place, or the promise was withdrawn.
    Cancelled,
    /// A later value took its place.
    Replaced,
    /// It was stopped or given up, or is settled.
    Ended,
    /// It was said or heard wrong.
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
        let (without_days, to_come) = match standing {
            Standing::Kept(_) => return Self::Kept,
            Standing::Replaced(_) => return Self::Replaced,
            Standing::Moved(_) => return Self::Moved,
            Standing::Cancelled(_) => return Self::Cancelled,
            Standing::Ended(_) => return Self::Ended,
            Standing::Corrected(_) => return Self::Corrected,
            Standing::Holds => (Self::Current, Self::Upcoming),
            Standing::Promised => (Self::Open, Self::Open),
        };
        let mut days = days.into_iter().peekable();
        if days.peek().is_none() {
            without_days
        } else if days.all(|day| day.is_past(now)) {
            Self::Past
        } else {
            to_come
        }
    }

    /// As it is written in replies: `current`, `open`, …
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Current => "current",
            Self::Open => "open",
            Self::Upcoming => "upcoming",
            Self::Past => "past",
            Self::Kept => "kept",
            Self::Moved => "moved",
            Self::Cancelled => "cancelled",
            Self::Replaced => "replaced",
            Self::Ended => "ended",
            Self::Corrected => "corrected",
        }
    }
}
