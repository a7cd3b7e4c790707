use memories_domain::ports::IngestOutcome;

use super::upsert::UpsertOutcome;

#[derive(Default)]
pub(super) struct IngestCounts {
    pub(super) added: usize,
    pub(super) updated: usize,
    pub(super) confirmed: usize,
    pub(super) removed: usize,
}

impl IngestCounts {
    pub(super) fn count(&mut self, outcome: UpsertOutcome) {
        match outcome {
            UpsertOutcome::Added => self.added += 1,
            UpsertOutcome::Updated => self.updated += 1,
            UpsertOutcome::Confirmed => self.confirmed += 1,
            UpsertOutcome::Unchanged => {}
        }
    }
}

impl From<IngestCounts> for IngestOutcome {
    fn from(counts: IngestCounts) -> Self {
        let IngestCounts {
            added,
            updated,
            confirmed,
            removed,
        } = counts;
        Self::Ingested {
            added,
            updated,
            confirmed,
            removed,
        }
    }
}
