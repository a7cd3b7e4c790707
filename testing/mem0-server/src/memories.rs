//! Everything remembered.

use std::{
    collections::{BTreeMap, BTreeSet, HashSet},
    time::Duration,
};

use jiff::{Timestamp, civil::Date, tz::TimeZone};
use serde_json::{Map, Value, json};
use uuid::Uuid;

use crate::reply::Refusal;

/// The entities a memory can be kept under.
const ENTITIES: [&str; 4] = ["user_id", "agent_id", "app_id", "run_id"];

/// One memory.
#[derive(Debug, Clone)]
pub(crate) struct Remembered {
    pub(crate) id: String,
    pub(crate) text: String,
    pub(crate) entities: BTreeMap<&'static str, String>,
    pub(crate) metadata: Map<String, Value>,
    expiration: Option<Date>,
    created_at: Timestamp,
    updated_at: Timestamp,
    /// When extraction is done.
    seen_from: Timestamp,
    /// When deletion is done.
    gone_from: Option<Timestamp>,
}

impl Remembered {
    /// A memory that comes of an add with this body.
    pub(crate) fn new(text: String, body: &Value) -> Result<Self, Refusal> {
        let entities: BTreeMap<_, _> = ENTITIES
            .into_iter()
            .filter_map(|key| Some((key, body.get(key)?.as_str()?.to_owned())))
            .filter(|(_, id)| !id.is_empty())
            .collect();
        if entities.is_empty() {
            return Err(Refusal::Invalid("At least one entity ID is required"));
        }
        let created_at = body
            .get("timestamp")
            .and_then(Value::as_i64)
            .and_then(|seconds| Timestamp::from_second(seconds).ok())
            .unwrap_or_else(Timestamp::now);
        Ok(Self {
            id: Uuid::now_v7().to_string(),
            text,
            entities,
            metadata: body
                .get("metadata")
                .and_then(Value::as_object)
                .cloned()
                .unwrap_or_default(),
            expiration: body.get("expiration_date").and_then(day),
            created_at,
            updated_at: created_at,
            seen_from: Timestamp::now(),
            gone_from: None,
        })
    }

    pub(crate) fn after(mut self, lag: Duration) -> Self {
        self.seen_from = Timestamp::now()
            .saturating_add(lag)
            .unwrap_or(Timestamp::MAX);
        self
    }

    fn is_seen(&self, now: Timestamp) -> bool {
        self.seen_from <= now && self.gone_from.is_none_or(|gone| now < gone)
    }

    /// It is shown up to and including its last day, in UTC.
    pub(crate) fn has_expired(&self) -> bool {
        let today = Timestamp::now().to_zoned(TimeZone::UTC).date();
        self.expiration.is_some_and(|last| last < today)
    }

    /// As the platform shows it; it has two names for a run.
    pub(crate) fn json(&self, run: &str) -> Value {
        let json = json!({
            "id": self.id, "memory": self.text, "metadata": self.metadata, "categories": null,
            "expiration_date": self.expiration, "created_at": self.created_at,
            "updated_at": self.updated_at,
        });
        ENTITIES.into_iter().fold(json, |json, key| {
            let name = if key == "run_id" { run } else { key };
            with(json, name, self.entities.get(key).map(String::as_str))
        })
    }
}

/// The object with one more field.
pub(crate) fn with(mut object: Value, key: &str, value: impl Into<Value>) -> Value {
    if let Some(fields) = object.as_object_mut() {
        fields.insert(key.to_owned(), value.into());
    }
    object
}

fn day(value: &Value) -> Option<Date> {
    value.as_str()?.parse().ok()
}

/// One change of a memory.
#[derive(Debug)]
struct Change {
    memory: Remembered,
    event: &'static str,
    old: Option<String>,
    new: Option<String>,
    at: Timestamp,
}

/// All memories and their changes, oldest first.
#[derive(Debug, Default)]
pub(crate) struct Memories {
    all: Vec<Remembered>,
    changes: Vec<Change>,
    events: HashSet<String>,
}

impl Memories {
    pub(crate) fn add(&mut self, memory: Remembered) {
        self.note(&memory, "ADD", None, Some(memory.text.clone()));
        self.all.push(memory);
    }

    /// Names something that happens in the background.
    pub(crate) fn event(&mut self) -> String {
        let id = Uuid::now_v7().to_string();
        self.events.insert(id.clone());
        id
    }

    pub(crate) fn has_event(&self, id: &str) -> bool {
        self.events.contains(id)
    }

    /// What can be seen now, oldest first.
    pub(crate) fn seen(&self) -> impl Iterator<Item = &Remembered> {
        let now = Timestamp::now();
        self.all.iter().filter(move |memory| memory.is_seen(now))
    }

    pub(crate) fn get(&self, id: &str) -> Result<&Remembered, Refusal> {
        self.seen()
            .find(|memory| memory.id == id)
            .ok_or(Refusal::NoMemory)
    }

    pub(crate) fn update(&mut self, id: &str, update: &Value) -> Result<Value, Refusal> {
        self.get(id)?;
        let memory = self
            .all
            .iter_mut()
            .find(|memory| memory.id == id)
            .ok_or(Refusal::NoMemory)?;
        let old = memory.text.clone();
        if let Some(text) = update.get("text").and_then(Value::as_str) {
            text.clone_into(&mut memory.text);
        }
        if let Some(metadata) = update.get("metadata").and_then(Value::as_object) {
            memory.metadata.clone_from(metadata);
        }
        if let Some(expiration) = update.get("expiration_date") {
            memory.expiration = day(expiration);
        }
        memory.updated_at = Timestamp::now();
        let memory = memory.clone();
        self.note(&memory, "UPDATE", Some(old), Some(memory.text.clone()));
        Ok(memory.json("session_id"))
    }

    pub(crate) fn delete(&mut self, id: &str) -> Result<(), Refusal> {
        let memory = self.get(id)?.clone();
        self.all.retain(|memory| memory.id != id);
        self.note(&memory, "DELETE", Some(memory.text.clone()), None);
        Ok(())
    }

    /// Deletes, after a while, all memories of an entity; returns whether it had any.
    pub(crate) fn delete_entity(&mut self, key: &str, id: &str, lag: Duration) -> bool {
        let gone = Timestamp::now()
            .saturating_add(lag)
            .unwrap_or(Timestamp::MAX);
        let mut any = false;
        for memory in &mut self.all {
            let is_of_entity = memory.entities.get(key).is_some_and(|own| own == id);
            if is_of_entity && memory.gone_from.is_none() {
                memory.gone_from = Some(gone);
                any = true;
            }
        }
        self.changes
            .retain(|change| change.memory.entities.get(key).is_none_or(|own| own != id));
        any
    }

    pub(crate) fn history(&self, id: &str) -> Vec<Value> {
        self.changes
            .iter()
            .filter(|change| change.memory.id == id)
            .map(|change| {
                json!({
                    "id": Uuid::now_v7().to_string(), "memory_id": change.memory.id,
                    "event": change.event, "old_memory": change.old, "new_memory": change.new,
                    "user_id": change.memory.entities.get("user_id"), "input": [],
                    "metadata": change.memory.metadata, "created_at": change.at,
                    "updated_at": change.at,
                })
            })
            .collect()
    }

    /// Everybody and everything that has memories, with how many.
    pub(crate) fn entities(&self) -> Vec<Value> {
        let mut counts: BTreeMap<(&str, &str), usize> = BTreeMap::new();
        for memory in self.seen() {
            for (key, id) in &memory.entities {
                *counts.entry((key, id)).or_default() += 1;
            }
        }
        counts
            .into_iter()
            .map(|((key, id), total)| {
                let kind = key.trim_end_matches("_id");
                json!({"id": id, "name": id, "type": kind, "total_memories": total})
            })
            .collect()
    }

    fn note(
        &mut self,
        memory: &Remembered,
        event: &'static str,
        old: Option<String>,
        new: Option<String>,
    ) {
        self.changes.push(Change {
            memory: memory.clone(),
            event,
            old,
            new,
            at: Timestamp::now(),
        });
    }
}

/// How many of the query's words a text has, from 0 to 1.
pub(crate) fn likeness(query: &str, text: &str) -> f64 {
    let (query, text) = (words(query), words(text));
    let common = query.intersection(&text).count();
    #[expect(clippy::cast_precision_loss, reason = "texts have few words")]
    let share = common as f64 / query.len().max(1) as f64;
    share
}

fn words(text: &str) -> BTreeSet<String> {
    text.split(|c: char| !c.is_alphanumeric())
        .filter(|word| !word.is_empty())
        .map(str::to_lowercase)
        .collect()
}
