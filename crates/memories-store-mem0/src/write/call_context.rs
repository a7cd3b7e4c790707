use std::ops::AddAssign;

use jiff::Timestamp;
use mem0_client::Error;
use memories_domain::{Scope, Source, ports::IngestOutcome};

/// The call that is being ingested.
pub(super) struct CallContext {
    pub(super) scope: Scope,
    pub(super) source: Source,
    pub(super) expires_at: Option<Timestamp>,
}

/// The changes that ingesting a part of a call made.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct IngestCounts {
    pub(super) added: usize,
    pub(super) updated: usize,
    pub(super) confirmed: usize,
    pub(super) removed: usize,
}

impl AddAssign for IngestCounts {
    fn add_assign(&mut self, other: Self) {
        self.added += other.added;
        self.updated += other.updated;
        self.confirmed += other.confirmed;
        self.removed += other.removed;
    }
}

impl From<IngestCounts> for IngestOutcome {
    fn from(counts: IngestCounts) -> Self {
        Self::Ingested {
            added: counts.added,
            updated: counts.updated,
            confirmed: counts.confirmed,
            removed: counts.removed,
        }
    }
}

/// Why a part of a call was not added, or not all of it.
pub(super) struct AddError {
    pub(super) cause: Error,
    /// Whether the platform may have stored some of it.
    pub(super) may_have_applied: bool,
}

impl From<Error> for AddError {
    fn from(cause: Error) -> Self {
        Self {
            may_have_applied: cause.may_have_been_processed(),
            cause,
        }
    }
}
