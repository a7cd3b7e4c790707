//! The lines of a summary.

use std::ops::Range;

use jiff::{Timestamp, Zoned, civil::Date};
use rustc_hash::FxHashSet;
use smol_str::SmolStr;

use super::{
    answers::{answered_question, is_short, question_to_agent},
    dates::{ago, duration, pluralize},
    said::Quote,
    sanitize::sanitize,
    select,
};
use crate::{
    CallerRecord, Fact, FactItem, Knowledge, Locale, Memory, MemoryKind, Nature, Person,
    PersonIndex, PersonName, ProfileValue, Speaker, TimeMention, annotate_times, find_times,
    people::is_name_of_caller,
    text::{without_placeholders, words},
};

/// An arrangement for a day that the summary of the last call gives is told for so many other
/// things.
const MIN_UNTOLD_THINGS_OF_A_TOLD_DAY: usize = 3;

pub(super) struct Lines<'r> {
    record: &'r CallerRecord,
    knowledge: &'r Knowledge,
    now: &'r Zoned,
    locale: Locale,
    /// The words of the names that a line of the summary gives.
    names: FxHashSet<SmolStr>,
}

impl<'r> Lines<'r> {
    pub(super) fn new(record: &'r CallerRecord, now: &'r Zoned, locale: Locale) -> Self {
        let knowledge = record.knowledge();
        Self {
            record,
            knowledge,
            now,
            locale,
            names: names_of(knowledge),
        }
    }

    /// Who may be calling, on a line that several people use.
    pub(super) fn people(&self) -> Option<String> {
        let line = self.knowledge.line();
        if !line.is_shared() {
            return None;
        }
        let people: Vec<String> = line
            .people()
            .iter()
            .filter(|person| person.is_confirmed())
            .filter_map(|person| {
                let relation = person.relation.as_ref().map(|relation| {
                    let of = relation.of.as_ref();
                    let of = of.map_or_else(String::new, |of| format!(" of {}", of.to_text()));
                    format!("{}{of}", relation.kind.as_str())
                });
                Some(match (person.name.as_ref(), relation) {
                    (Some(name), Some(relation)) => format!("{} ({relation})", name.to_text()),
                    (Some(name), None) => name.to_text(),
                    (None, Some(relation)) => relation,
                    (None, None) => return None,
                })
            })
            .map(|person| sanitize(&person))
            .collect();
        Some(format!(
            "Several people call from this number: {}. Ask who is calling before using anything personal.",
            people.join(", ")
        ))
    }

    pub(super) fn call_history(&self) -> Option<String> {
        let calls = &self.record.calls;
        let Some(last) = &calls.last else {
            return (calls.count > 0).then(|| format!("{}.", pluralize(calls.count, "call")));
        };
        let connector = if calls.count > 1 {
            "; the last one"
        } else {
            ","
        };
        Some(format!(
            "{}{connector} {}, on {}, {} long.",
            pluralize(calls.count.max(1), "call"),
            ago(self.day(last.started_at), self.now.date()),
            self.date(last.started_at),
            duration(last.duration_secs),
        ))
    }

    /// Who is calling, if no fact says it.
    pub(super) fn caller(&self) -> Option<String> {
        let line = self.knowledge.line();
        if line.is_shared() || self.names().next().is_some() {
            return None;
        }
        let name = line.person(line.only_person()?)?.name.as_ref()?;
        Some(format!("Caller: {}.", sanitize(&name.to_text())))
    }

    /// Facts that are names, except those that the line about several people gives.
    pub(super) fn names(&self) -> impl Iterator<Item = String> {
        let is_shared = self.knowledge.line().is_shared();
        let is_told = move |fact: &Fact| {
            is_shared
                && words(&fact.value().to_text())
                    .iter()
                    .all(|word| self.names.contains(&word.text))
        };
        self.facts_where(move |fact| {
            is_name_of_caller(&fact.key) && !is_told(fact) && !self.is_of_called_for(fact)
        })
    }

    /// For whom somebody called, and whose facts are marked so.
    pub(super) fn called_for(&self) -> Option<String> {
        let people = self.knowledge.line().called_for().iter();
        let people: Vec<String> = people.filter_map(called_for_label).collect();
        (!people.is_empty()).then(|| sanitize(&format!("Has called for: {}.", people.join("; "))))
    }

    fn is_of_called_for(&self, fact: &Fact) -> bool {
        let line = self.knowledge.line();
        fact.person.is_some_and(|person| line.is_called_for(person))
    }

    /// Appointments and the like that have not passed, soonest first.
    pub(super) fn upcoming_facts(&self) -> impl Iterator<Item = String> {
        let mut facts: Vec<&Fact> = self
            .knowledge
            .facts()
            .iter()
            .filter(|fact| self.is_upcoming(fact))
            .collect();
        facts.sort_by_key(|fact| self.first_day(fact));
        facts.into_iter().map(|fact| self.fact_line(fact))
    }

    /// All other facts that hold, the latest first.
    pub(super) fn facts(&self) -> impl Iterator<Item = String> {
        self.facts_where(|fact| {
            !is_name_of_caller(&fact.key) && !self.is_upcoming(fact) && !self.is_past(fact)
        })
    }

    fn facts_where(&self, is_wanted: impl Fn(&Fact) -> bool) -> impl Iterator<Item = String> {
        self.knowledge
            .facts()
            .iter()
            .rev()
            .filter(move |fact| is_wanted(fact))
            .map(|fact| self.fact_line(fact))
    }

    fn is_upcoming(&self, fact: &Fact) -> bool {
        fact.nature == Nature::Event
            && fact
                .items
                .iter()
                .any(|item| self.knowledge.is_upcoming(item.memory, self.now))
    }

    fn is_past(&self, fact: &Fact) -> bool {
        fact.nature == Nature::Event
            && fact
                .items
                .iter()
                .all(|item| self.knowledge.is_past(item.memory, self.now))
    }

    fn first_day(&self, fact: &Fact) -> Option<Date> {
        fact.items
            .iter()
            .filter_map(|item| self.record.memories.get(item.memory))
            .flat_map(|memory| memory.annotations.times.iter().map(|time| time.from))
            .min()
    }

    /// `name: value.`, with the person on a shared line. The full stop is there because a dynamic
    /// variable has no line breaks.
    fn fact_line(&self, fact: &Fact) -> String {
        let value = fact_text(fact, self.record, self.now, self.locale);
        let person = fact
            .person
            .and_then(|person| self.person_name(person))
            .map(|name| format!(" ({name})"))
            .unwrap_or_default();
        let mut line = sanitize(&format!("{}{person}: {value}", fact.key.to_text()));
        if line.ends_with(|c: char| c.is_alphanumeric() || c == ')') {
            line.push('.');
        }
        line
    }

    /// The summary of the last call, with the dates of relative times.
    pub(super) fn last_call_summary(&self) -> Option<String> {
        let last = self.record.calls.last.as_ref()?;
        let text = without_placeholders(last.summary.as_ref()?)?;
        let said_at = last.started_at.to_zoned(self.now.time_zone().clone());
        let times = find_times(&text, &said_at, None);
        Some(annotate_times(&text, &times, self.now, self.locale))
    }

    /// Promises and bookings of the agent for a day that has not passed, the latest first.
    pub(super) fn upcoming_promises(&self, limit: usize) -> impl Iterator<Item = (String, String)> {
        let mut told: FxHashSet<String> = FxHashSet::default();
        let told_days = self.days_of_last_summary();
        let mut said = self.words_of_last_summary();
        said.extend(self.names.iter().cloned());
        select::promises(self.record)
            .filter(move |&position| {
                let knowledge = self.knowledge;
                if !knowledge.is_upcoming(position, self.now) {
                    return false;
                }
                let untold = || knowledge.untold_in_arrangement(position, &said);
                if knowledge.repeats_an_event(position) {
                    return untold() > 0;
                }
                let is_told = |day: &TimeMention| {
                    let mut told = told_days.iter();
                    told.any(|told| {
                        told.from == day.from && (day.time.is_none() || told.time.is_some())
                    })
                };
                knowledge.is_commitment(position)
                    || !knowledge.days(position).all(is_told)
                    || untold() >= MIN_UNTOLD_THINGS_OF_A_TOLD_DAY
            })
            .take(limit)
            .filter_map(|position| self.promise(position))
            // Of a promise that each call repeats, the latest.
            .filter(move |(_, text)| told.insert(text.clone()))
    }

    /// Promises of the latest calls without a day.
    pub(super) fn open_promises(&self, limit: usize) -> impl Iterator<Item = (String, String)> {
        select::promises_of_recent_calls(self.record)
            .filter(|&position| {
                !self.knowledge.is_upcoming(position, self.now)
                    && !self.knowledge.is_past(position, self.now)
            })
            .take(limit)
            .filter_map(|position| self.promise(position))
    }

    /// Promises of the latest calls for a day that has passed.
    pub(super) fn past_promises(&self, limit: usize) -> impl Iterator<Item = (String, String)> {
        select::promises_of_recent_calls(self.record)
            .filter(|&position| {
                self.knowledge.is_commitment(position) && self.knowledge.is_past(position, self.now)
            })
            .take(limit)
            .filter_map(|position| {
                let memory = self.record.memories.get(position)?;
                // What it said beside is told as a note.
                let text: String = self
                    .knowledge
                    .promised_parts(position)
                    .map(|(range, days)| self.dated_part(position, memory, range, days))
                    .collect();
                let text = without_placeholders(&text)?;
                Some((self.dated("Agent said", position, memory), text))
            })
    }

    fn promise(&self, position: usize) -> Option<(String, String)> {
        let memory = self.record.memories.get(position)?;
        let open: Vec<Range<usize>> = if self.knowledge.is_commitment(position) {
            self.knowledge.open_parts(position, self.now).collect()
        } else {
            // What it says beside is a note.
            self.knowledge.arranged_parts(position, self.now).collect()
        };
        let whole = if open.is_empty() {
            self.annotated(position, memory)?
        } else {
            let parts = open
                .into_iter()
                .map(|range| self.annotated_part(position, memory, range));
            without_placeholders(&parts.collect::<String>())?
        };
        Some(match select::commitment_sentences(&whole) {
            Some(text) => (self.dated("Agent promised", position, memory), text),
            None => (self.dated("Agent arranged", position, memory), whole),
        })
    }

    /// Statements by the caller, statements without a speaker, manual entries and the agent's notes:
    /// the most useful first, and none that says only what is told already.
    pub(super) fn statements(&self, limit: usize) -> impl Iterator<Item = Quote> {
        let mut said = self.words_of_last_summary();
        for fact in self.knowledge.facts() {
            let value = fact.value().to_text();
            said.extend(words(&value).into_iter().map(|word| word.text));
        }
        select::statements(self.record, &self.names, self.now, limit)
            .into_iter()
            .filter_map(move |position| {
                let memory = self.record.memories.get(position)?;
                if self.knowledge.is_repeated(position, &self.names, &said) {
                    return None;
                }
                let quote = self.statement(position, memory)?;
                said.extend(words(&memory.text).into_iter().map(|word| word.text));
                Some(quote)
            })
    }

    fn days_of_last_summary(&self) -> Vec<TimeMention> {
        let Some(last) = self.record.calls.last.as_ref() else {
            return Vec::new();
        };
        let said_at = last.started_at.to_zoned(self.now.time_zone().clone());
        let summary = last.summary.as_deref().unwrap_or_default();
        find_times(summary, &said_at, None)
    }

    fn words_of_last_summary(&self) -> FxHashSet<SmolStr> {
        let last = self.record.calls.last.as_ref();
        let summary = last.and_then(|call| call.summary.as_deref());
        let words = summary.map(words).unwrap_or_default();
        words.into_iter().map(|word| word.text).collect()
    }

    fn statement(&self, position: usize, memory: &Memory) -> Option<Quote> {
        let quote = |label: &str, text: String| Quote {
            date: self.date(memory.updated_at),
            label: self.voice(label, position),
            text,
        };
        let told = || {
            let text = self.told(position, memory)?;
            let question = question_to_agent(memory, &text);
            // Whether what was asked about a day took place is said elsewhere.
            Some(
                match question.filter(|question| !self.mentions_a_day(question, memory)) {
                    Some(question) => quote("Agent answered", format!("{question} – {text}")),
                    None => quote(statement_label(memory), text),
                },
            )
        };
        let Some(question) = answered_question(memory) else {
            return told();
        };
        if self.mentions_a_day(question, memory) {
            // Whether that day still holds is said elsewhere.
            return if is_short(memory) { None } else { told() };
        }
        let answer = self.annotated(position, memory)?;
        Some(quote("Caller answered", format!("{question} – {answer}")))
    }

    /// The sentences that hold and say more than who is speaking.
    fn told(&self, position: usize, memory: &Memory) -> Option<String> {
        if memory.source.is_none() {
            return self.annotated(position, memory);
        }
        let text: String = self
            .knowledge
            .telling_parts(position, &self.names)
            .map(|part| {
                if part.begins {
                    self.annotated_part(position, memory, part.range)
                } else {
                    self.dated_part(position, memory, part.range, part.days)
                }
            })
            .collect();
        without_placeholders(&text)
    }

    /// A sentence, which says so if its days were to come and have passed.
    fn dated_part(
        &self,
        position: usize,
        memory: &Memory,
        range: Range<usize>,
        days: &[TimeMention],
    ) -> String {
        let said_on = self.day(memory.updated_at);
        let is_over = days.iter().any(|day| day.until >= said_on)
            && days.iter().all(|day| day.is_past(self.now));
        let text = self.annotated_part(position, memory, range);
        if is_over { marked_as_past(text) } else { text }
    }

    pub(super) fn earlier_summaries(&self, limit: usize) -> impl Iterator<Item = (String, String)> {
        select::earlier_summaries(self.record, limit).filter_map(|position| {
            let memory = self.record.memories.get(position)?;
            let text = self.annotated_whole(position, memory)?;
            Some((self.dated("Summary of the call", position, memory), text))
        })
    }

    fn mentions_a_day(&self, question: &str, memory: &Memory) -> bool {
        let said_at = memory.updated_at.to_zoned(self.now.time_zone().clone());
        let language = memory
            .source
            .as_ref()
            .and_then(|source| source.language.as_deref());
        !find_times(question, &said_at, language).is_empty()
    }

    /// The sentences that hold, without redactions, with the dates of relative times.
    fn annotated(&self, position: usize, memory: &Memory) -> Option<String> {
        let mut text = String::with_capacity(memory.text.len());
        for range in self.knowledge.holding_parts(position) {
            text.push_str(&self.annotated_part(position, memory, range));
        }
        without_placeholders(&text)
    }

    fn annotated_whole(&self, position: usize, memory: &Memory) -> Option<String> {
        without_placeholders(&self.annotated_part(position, memory, 0..memory.text.len()))
    }

    fn annotated_part(&self, position: usize, memory: &Memory, range: Range<usize>) -> String {
        self.knowledge
            .without_ended_items(position, range)
            .map(|range| {
                let times = memory.annotations.times.iter();
                let times: Vec<TimeMention> = times
                    .filter(|time| {
                        range.contains(&(time.start as usize)) && time.end as usize <= range.end
                    })
                    .filter_map(|time| time.shifted_back(range.start))
                    .collect();
                let text = memory.text.get(range).unwrap_or_default();
                annotate_times(text, &times, self.now, self.locale)
            })
            .collect()
    }

    fn dated(&self, label: &str, position: usize, memory: &Memory) -> String {
        let label = self.voice(label, position);
        format!("{label} on {}", self.date(memory.updated_at))
    }

    /// Who spoke, by name on a shared line.
    fn voice(&self, label: &str, position: usize) -> String {
        let person = self
            .knowledge
            .line()
            .is_shared()
            .then(|| self.knowledge.person(position))
            .flatten()
            .and_then(|person| self.person_name(person));
        match person {
            Some(name) if label == "Caller said" => format!("{name} said"),
            Some(name) if label == "Caller answered" => format!("{name} answered"),
            Some(name) if label == "Agent promised" => format!("Agent promised {name}"),
            _ => label.to_owned(),
        }
    }

    /// The given name, unless it is that of several people on the line.
    fn person_name(&self, person: PersonIndex) -> Option<String> {
        let line = self.knowledge.line();
        if line.is_called_for(person) {
            return called_for_label(line.person(person)?).map(|label| sanitize(&label));
        }
        let name = line.person(person)?.name.as_ref()?;
        let is_own = |given: &str| {
            line.only_where(|other| {
                let other = other.name.as_ref().and_then(PersonName::given);
                other.is_some_and(|other| other.eq_ignore_ascii_case(given))
            }) == Some(person)
        };
        let given = name.given().filter(|given| is_own(given));
        Some(sanitize(
            &given.map_or_else(|| name.to_text(), str::to_owned),
        ))
    }

    fn day(&self, moment: Timestamp) -> Date {
        moment.to_zoned(self.now.time_zone().clone()).date()
    }

    fn date(&self, moment: Timestamp) -> String {
        self.locale.date(self.day(moment))
    }
}

/// `Rosa, mother`, or what is known of that.
fn called_for_label(person: &Person) -> Option<String> {
    let given = person
        .name
        .as_ref()
        .map(|name| name.given().map_or_else(|| name.to_text(), str::to_owned));
    let relation = person
        .relation
        .as_ref()
        .map(|relation| relation.kind.as_str().to_owned());
    match (given, relation) {
        (Some(given), Some(relation)) => Some(format!("{given}, {relation}")),
        (given, relation) => given.or(relation),
    }
}

/// A date in full is not annotated, and does not say that it has passed.
fn marked_as_past(sentence: String) -> String {
    const PASSED: &str = "date passed";
    if sentence.contains(PASSED) {
        return sentence;
    }
    let line = sentence.trim_end();
    let end = line.trim_end_matches(['.', '!', '?', '…']);
    let (mark, space) = (
        line.get(end.len()..).unwrap_or_default(),
        sentence.get(line.len()..).unwrap_or_default(),
    );
    format!("{end} ({PASSED}){mark}{space}")
}

/// The words of the names of the people on the line, as far as a summary gives them.
fn names_of(knowledge: &Knowledge) -> FxHashSet<SmolStr> {
    let line = knowledge.line();
    let only = line.only_person().and_then(|person| line.person(person));
    let people = line.people().iter().filter(|person| {
        if line.is_shared() {
            person.is_confirmed()
        } else {
            only == Some(*person)
        }
    });
    people
        .filter_map(|person| person.name.as_ref())
        .flat_map(|name| words(&name.to_text()))
        .map(|word| word.text)
        .collect()
}

/// The value of a fact as it stands at `now`: with the dates of relative times. `None` for an event
/// that has passed.
#[must_use]
pub fn current_value(
    fact: &Fact,
    record: &CallerRecord,
    now: &Zoned,
    locale: Locale,
) -> Option<ProfileValue> {
    let is_past = |item: &FactItem| record.knowledge().is_past(item.memory, now);
    if fact.nature == Nature::Event && fact.items.iter().all(is_past) {
        return None;
    }
    let value = fact.value();
    Some(match value {
        ProfileValue::Text(_) => ProfileValue::Text(fact_text(fact, record, now, locale).into()),
        other => other,
    })
}

/// The value of a fact with the dates of relative times.
fn fact_text(fact: &Fact, record: &CallerRecord, now: &Zoned, locale: Locale) -> String {
    match fact.items.as_slice() {
        [item] => {
            let text = item.value.to_text();
            let Some(memory) = record.memories.get(item.memory) else {
                return text.into_string();
            };
            // The text of the memory is `name: value`.
            let prefix = memory.text.len().saturating_sub(text.len());
            let times: Vec<TimeMention> = memory
                .annotations
                .times
                .iter()
                .filter_map(|time| time.shifted_back(prefix))
                .collect();
            if memory.text.ends_with(text.as_str()) {
                annotate_times(&text, &times, now, locale)
            } else {
                text.into_string()
            }
        }
        _ => fact.value().to_text().into_string(),
    }
}

fn statement_label(memory: &Memory) -> &'static str {
    match memory.kind {
        MemoryKind::Semantic {
            speaker: Some(Speaker::Agent),
            ..
        } => "Agent said",
        MemoryKind::Semantic {
            speaker: Some(_), ..
        } => "Caller said",
        _ => "Noted",
    }
}
