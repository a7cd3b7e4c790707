use jiff::Timestamp;

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
