//! What the record of a caller says happened to its memories, for the history.

use super::{Evidence, Knowledge, Standing};

/// How what a memory says stopped holding.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum StandingChangeKind {
    /// The promise was kept.
    Kept,
    /// A later value took its place.
    Replaced,
    /// It is arranged for another time.
    Moved,
    /// The arrangement is off, or the promise was withdrawn.
    Cancelled,
    /// It was stopped or given up, or is settled.
    Ended,
    /// It was said or heard wrong.
    Corrected,
}

/// What another memory did to all or some of the sentences of a memory.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StandingChange {
    /// The position of the memory in its record.
    pub memory: usize,
    pub kind: StandingChangeKind,
    /// What brought it about.
    pub evidence: Evidence,
    /// The first byte of each of these sentences, and the one behind it.
    pub sentences: Vec<std::ops::Range<usize>>,
}

impl Knowledge {
    /// Every change of what holds, in the order in which they were said.
    #[must_use]
    pub fn changes(&self) -> Vec<StandingChange> {
        let mut changes: Vec<StandingChange> = Vec::new();
        for (memory, (standings, analysis)) in self.standings.iter().zip(&self.analyses).enumerate()
        {
            let first = changes.len();
            for (standing, part) in standings.iter().zip(&analysis.parts) {
                let Some(evidence) = standing.evidence() else {
                    continue;
                };
                let Some(kind) = kind_of(standing) else {
                    continue;
                };
                let of_memory = changes.get_mut(first..).unwrap_or_default();
                let same = of_memory
                    .iter_mut()
                    .find(|change| change.kind == kind && change.evidence == evidence);
                match same {
                    Some(change) => change.sentences.push(part.range.clone()),
                    None => changes.push(StandingChange {
                        memory,
                        kind,
                        evidence,
                        sentences: vec![part.range.clone()],
                    }),
                }
            }
        }
        changes.sort_by_key(|change| change.evidence.at);
        changes
    }
}

const fn kind_of(standing: &Standing) -> Option<StandingChangeKind> {
    match standing {
        Standing::Holds | Standing::Promised => None,
        Standing::Kept(_) => Some(StandingChangeKind::Kept),
        Standing::Replaced(_) => Some(StandingChangeKind::Replaced),
        Standing::Moved(_) => Some(StandingChangeKind::Moved),
        Standing::Cancelled(_) => Some(StandingChangeKind::Cancelled),
        Standing::Ended(_) => Some(StandingChangeKind::Ended),
        Standing::Corrected(_) => Some(StandingChangeKind::Corrected),
    }
}
