//! Memories that answer a question by what they are.

use jiff::{Timestamp, Zoned, civil::Date};

use super::{Knowledge, Nature, analysis::Part};
use crate::{Memory, MemoryKind, Speaker, people::is_name_of_caller};

impl Knowledge {
    /// The memories that say the names of the people on the line, best first: facts, then what they
    /// said themselves, the latest first.
    #[must_use]
    pub fn names(&self, memories: &[Memory]) -> Vec<usize> {
        let people = self.line.people();
        let given: Vec<String> = people
            .iter()
            .filter_map(|person| Some(person.name.as_ref()?.given()?.to_lowercase()))
            .collect();
        let mut names: Vec<(bool, Timestamp, usize)> = memories
            .iter()
            .enumerate()
            .filter(|(position, memory)| {
                let is_fact = matches!(&memory.kind, MemoryKind::Profile { key, .. } if is_name_of_caller(key));
                let is_said = matches!(
                    memory.kind,
                    MemoryKind::Semantic { speaker: Some(Speaker::Caller), .. }
                );
                self.standing(*position).holds()
                    && (is_fact
                        || is_said
                            && self.analyses.get(*position).is_some_and(|analysis| {
                                analysis
                                    .parts
                                    .iter()
                                    .any(|part| given.iter().any(|name| part.words.contains(name)))
                            }))
            })
            .map(|(position, memory)| {
                let is_fact = matches!(memory.kind, MemoryKind::Profile { .. });
                (is_fact, memory.updated_at, position)
            })
            .collect();
        names.sort_unstable_by(|a, b| b.cmp(a));
        names.into_iter().map(|(_, _, position)| position).collect()
    }

    /// The memories about appointments to come, the soonest first.
    #[must_use]
    pub fn upcoming(&self, memories: &[Memory], now: &Zoned) -> Vec<usize> {
        let mut upcoming: Vec<(Date, bool, usize)> = (0..memories.len())
            .filter(|&position| {
                let is_fact = self.facts.iter().any(|fact| {
                    fact.nature == Nature::Event
                        && fact.items.iter().any(|item| item.memory == position)
                });
                (is_fact || self.is_arrangement(position)) && self.is_upcoming(position, now)
            })
            .filter_map(|position| {
                let day = self
                    .holding(position)
                    .flat_map(|part| &part.days)
                    .filter(|day| !day.is_past(now))
                    .map(|day| day.from)
                    .min()?;
                let is_fact = matches!(
                    memories.get(position).map(|memory| &memory.kind),
                    Some(MemoryKind::Profile { .. })
                );
                Some((day, !is_fact, position))
            })
            .collect();
        upcoming.sort_unstable();
        upcoming
            .into_iter()
            .map(|(_, _, position)| position)
            .collect()
    }

    /// Whether a memory tells nothing but asks.
    #[must_use]
    pub fn only_asks(&self, position: usize) -> bool {
        let informative = |part: &&Part| part.is_informative();
        let mut parts = self.analyses.get(position).into_iter().flat_map(|analysis| &analysis.parts).filter(informative).peekable();
        parts.peek().is_some() && parts.all(|part| part.is_question)
    }
}
