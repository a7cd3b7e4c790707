//! What the record of a caller says happened to its memories, for the history.

use super::{Evidence, Knowledge, Standing};

/// How what a memory says stopped holding.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum StandingChangeKind {
    /// A later value took its place.
    Replaced,
    /// It is arranged for another day.
    Moved,
    /// It was cancelled, stopped or given up, or the promise was kept.
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
                let is_moved = !part.days.is_empty() && self.means_a_day(evidence.memory);
                let Some(kind) = kind_of(standing, is_moved) else {
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

    fn means_a_day(&self, position: usize) -> bool {
        self.analyses
            .get(position)
            .is_some_and(|analysis| analysis.parts.iter().any(|part| !part.days.is_empty()))
    }
}

const fn kind_of(standing: &Standing, is_moved: bool) -> Option<StandingChangeKind> {
    match standing {
        Standing::Holds => None,
        Standing::Replaced(_) if is_moved => Some(StandingChangeKind::Moved),
        Standing::Replaced(_) => Some(StandingChangeKind::Replaced),
        Standing::Ended(_) => Some(StandingChangeKind::Ended),
        Standing::Corrected(_) => Some(StandingChangeKind::Corrected),
    }
}
