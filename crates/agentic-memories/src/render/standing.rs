use jiff::{Timestamp, Zoned};
use memories_domain::{
    CallerRecord, ConversationId, Knowledge, Memory, MemoryStatus, Person, PersonName,
    ScoredMemory, Standing,
};
use serde::Serialize;

use super::minute;

/// Whether a memory holds, and whose it is.
#[derive(Debug, Serialize)]
pub(crate) struct MemoryStanding<'r> {
    pub(crate) status: MemoryStatus,
    /// What replaced, ended or corrected it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) changed_by: Option<Change<'r>>,
    /// The person it is about, where that is known.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) person: Option<String>,
}

#[derive(Debug, Serialize)]
pub(crate) struct Change<'r> {
    pub(crate) memory: &'r str,
    /// `None` for a memory that was added manually.
    pub(crate) conversation_id: Option<&'r ConversationId>,
    pub(crate) at: Timestamp,
}

/// A memory with its standing.
#[derive(Debug, Serialize)]
pub(crate) struct StandingMemory<'r> {
    #[serde(flatten)]
    pub(crate) memory: &'r Memory,
    #[serde(flatten)]
    pub(crate) standing: MemoryStanding<'r>,
}

/// A search result with the standing of what in it answers the query.
#[derive(Debug, Serialize)]
pub(crate) struct StandingHit<'r> {
    pub(crate) score: f32,
    pub(crate) memory: &'r Memory,
    #[serde(flatten)]
    pub(crate) standing: MemoryStanding<'r>,
}

/// Search results as they stand at `now`; `record` is that of the caller.
pub(crate) fn standing_hits<'r>(
    hits: &'r [ScoredMemory],
    record: &'r CallerRecord,
    now: &Zoned,
) -> Vec<StandingHit<'r>> {
    hits.iter()
        .map(|hit| StandingHit {
            score: hit.score,
            memory: &hit.memory,
            standing: MemoryStanding {
                person: hit.person.as_ref().map(|person| person.to_string()),
                ..MemoryStanding::of_hit(record, hit, now)
            },
        })
        .collect()
}

/// The memories of a record as they stand at `now`.
pub(crate) fn standing_memories<'r>(
    record: &'r CallerRecord,
    now: &Zoned,
) -> Vec<StandingMemory<'r>> {
    let memories = record.memories.iter().enumerate();
    memories
        .map(|(position, memory)| StandingMemory {
            memory,
            standing: MemoryStanding::new(record, position, now),
        })
        .collect()
}

impl<'r> MemoryStanding<'r> {
    pub(crate) fn new(record: &'r CallerRecord, position: usize, now: &Zoned) -> Self {
        let standing = record.knowledge().standing(position);
        Self::with(record, Some(position), standing, now)
    }

    fn of_hit(record: &'r CallerRecord, hit: &ScoredMemory, now: &Zoned) -> Self {
        let position = record.knowledge().position(&hit.memory.id);
        Self::with(record, position, hit.standing, now)
    }

    /// `position` is `None` for a memory that was removed in the meantime.
    fn with(
        record: &'r CallerRecord,
        position: Option<usize>,
        standing: Standing,
        now: &Zoned,
    ) -> Self {
        let knowledge = record.knowledge();
        let changed_by = standing.evidence().and_then(|evidence| {
            let memory = record.memories.get(evidence.memory)?;
            let source = memory.source.as_ref();
            Some(Change {
                memory: memory.id.as_str(),
                conversation_id: source.map(|source| &source.conversation_id),
                at: evidence.at,
            })
        });
        Self {
            status: MemoryStatus::new(
                standing,
                position
                    .into_iter()
                    .flat_map(|position| knowledge.days(position)),
                now,
            ),
            changed_by,
            person: position.and_then(|position| person_of(knowledge, position)),
        }
    }

    /// `replaced by conv_2, 2026-11-23 07:01`; empty for what simply holds.
    pub(crate) fn to_text(&self) -> String {
        match (self.status, &self.changed_by) {
            (MemoryStatus::Current, _) => String::new(),
            (status, None) => status.as_str().to_owned(),
            (status, Some(change)) => {
                let by = change
                    .conversation_id
                    .map_or_else(|| "hand".to_owned(), ToString::to_string);
                format!("{} by {by}, {}", status.as_str(), minute(change.at))
            }
        }
    }
}

fn person_of(knowledge: &Knowledge, position: usize) -> Option<String> {
    let line = knowledge.line();
    line.person(knowledge.person(position)?).map(person_name)
}

/// `Walter Ostrowski`, or what they are to somebody: `husband of Helen`.
fn person_name(person: &Person) -> String {
    match &person.name {
        Some(name) => name.to_text(),
        None => relation(person).unwrap_or_else(|| "unknown".to_owned()),
    }
}

fn relation(person: &Person) -> Option<String> {
    let relation = person.relation.as_ref()?;
    let of = relation.of.as_ref();
    let of = of.map_or_else(String::new, |of| format!(" of {}", of.to_text()));
    Some(format!("{}{of}", relation.kind.as_str()))
}

/// A person of a line.
#[derive(Debug, Serialize)]
pub(crate) struct PersonOfLine {
    name: Option<String>,
    /// Other names that were heard for them.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    other_spellings: Vec<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    relation: Option<String>,
    /// Whether they surely spoke.
    is_confirmed: bool,
    call_count: usize,
    #[serde(skip_serializing_if = "Option::is_none")]
    last_call_at: Option<Timestamp>,
}

/// The people of a line, in the order in which they first called.
pub(crate) fn people(record: &CallerRecord) -> Vec<PersonOfLine> {
    let people = record.knowledge().line().people().iter();
    people
        .map(|person| PersonOfLine {
            name: person.name.as_ref().map(PersonName::to_text),
            other_spellings: person
                .other_spellings
                .iter()
                .map(PersonName::to_text)
                .collect(),
            relation: relation(person),
            is_confirmed: person.is_confirmed(),
            call_count: person.calls.len(),
            last_call_at: person.calls.last().copied(),
        })
        .collect()
}

/// One line for the line, and one for each person; empty if nobody is known.
pub(crate) fn people_text(record: &CallerRecord) -> Vec<String> {
    let people = people(record);
    let title = match people.as_slice() {
        [] => return Vec::new(),
        _ if record.knowledge().line().is_shared() => {
            "Several people use this line; agents name nobody before it is clear who calls:"
        }
        [_] => "The caller:",
        _ => "One person is known to use this line, others were named:",
    };
    let people = people
        .iter()
        .map(|person| format!("  {}", person.to_text()));
    [title.to_owned()].into_iter().chain(people).collect()
}

impl PersonOfLine {
    fn to_text(&self) -> String {
        let mut parts = vec![self.name.clone().unwrap_or_else(|| "no name".to_owned())];
        parts.extend(self.relation.clone());
        if !self.other_spellings.is_empty() {
            parts.push(format!("also {}", self.other_spellings.join(", ")));
        }
        parts.push(super::count(self.call_count, "call", "calls"));
        if let Some(last) = self.last_call_at {
            parts.push(format!("the last one at {} UTC", minute(last)));
        }
        if !self.is_confirmed {
            parts.push("not sure".to_owned());
        }
        parts.join(", ")
    }
}
