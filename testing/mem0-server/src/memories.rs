//! The stored memories, their history and background events.

use std::{
    collections::{BTreeMap, BTreeSet, HashSet},
    time::Duration,
};

use jiff::{Timestamp, civil::Date, tz::TimeZone};
use serde_json::{Map, Value, json};
use uuid::Uuid;

use crate::error::ApiError;

const ENTITIES: [&str; 4] = ["user_id", "agent_id", "app_id", "run_id"];

#[derive(Debug, Clone)]
pub(crate) struct StoredMemory {
    pub(crate) id: String,
    pub(crate) text: String,
    pub(crate) entities: BTreeMap<&'static str, String>,
    pub(crate) metadata: Map<String, Value>,
    expiration: Option<Date>,
    created_at: Timestamp,
    updated_at: Timestamp,
    /// The end of the simulated extraction.
    visible_from: Timestamp,
    /// The end of the simulated deletion.
    deleted_from: Option<Timestamp>,
}

impl StoredMemory {
    /// Creates a memory from the body of a request to add it.
    pub(crate) fn new(text: String, body: &Value) -> Result<Self, ApiError> {
        let entities: BTreeMap<_, _> = ENTITIES
            .into_iter()
            .filter_map(|key| Some((key, body.get(key)?.as_str()?.to_owned())))
            .filter(|(_, id)| !id.is_empty())
            .collect();
        if entities.is_empty() {
            return Err(ApiError::Invalid("At least one entity ID is required"));
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
            expiration: body.get("expiration_date").and_then(parse_date),
            created_at,
            updated_at: created_at,
            visible_from: Timestamp::now(),
            deleted_from: None,
        })
    }

    pub(crate) fn visible_after(mut self, lag: Duration) -> Self {
        self.visible_from = Timestamp::now()
            .saturating_add(lag)
            .unwrap_or(Timestamp::MAX);
        self
    }

    fn is_visible(&self, now: Timestamp) -> bool {
        self.visible_from <= now && self.deleted_from.is_none_or(|deleted| now < deleted)
    }

    /// The expiration date is the last day, in UTC, on which a memory is visible.
    pub(crate) fn has_expired(&self) -> bool {
        let today = Timestamp::now().to_zoned(TimeZone::UTC).date();
        self.expiration.is_some_and(|last_day| last_day < today)
    }

    /// The platform's JSON. The key of the run differs between endpoints.
    pub(crate) fn json(&self, run_key: &str) -> Value {
        let json = json!({
            "id": self.id, "memory": self.text, "metadata": self.metadata, "categories": null,
            "expiration_date": self.expiration, "created_at": self.created_at,
            "updated_at": self.updated_at,
        });
        ENTITIES.into_iter().fold(json, |json, key| {
            let name = if key == "run_id" { run_key } else { key };
            with_field(json, name, self.entities.get(key).map(String::as_str))
        })
    }
}

pub(crate) fn with_field(mut object: Value, key: &str, value: impl Into<Value>) -> Value {
    if let Some(fields) = object.as_object_mut() {
        fields.insert(key.to_owned(), value.into());
    }
    object
}

fn parse_date(value: &Value) -> Option<Date> {
    value.as_str()?.parse().ok()
}

/// An entry of a memory's history.
#[derive(Debug)]
struct HistoryEntry {
    memory: StoredMemory,
    event: &'static str,
    old: Option<String>,
    new: Option<String>,
    at: Timestamp,
}

/// All memories and their history, oldest first.
#[derive(Debug, Default)]
pub(crate) struct Memories {
    all: Vec<StoredMemory>,
    history: Vec<HistoryEntry>,
    events: HashSet<String>,
}

impl Memories {
    pub(crate) fn add(&mut self, memory: StoredMemory) {
        self.record(&memory, "ADD", None, Some(memory.text.clone()));
        self.all.push(memory);
    }

    /// Creates a background event and returns its id.
    pub(crate) fn create_event(&mut self) -> String {
        let id = Uuid::now_v7().to_string();
        self.events.insert(id.clone());
        id
    }

    pub(crate) fn has_event(&self, id: &str) -> bool {
        self.events.contains(id)
    }

    /// The currently visible memories, oldest first.
    pub(crate) fn visible(&self) -> impl Iterator<Item = &StoredMemory> {
        let now = Timestamp::now();
        self.all.iter().filter(move |memory| memory.is_visible(now))
    }

    pub(crate) fn get(&self, id: &str) -> Result<&StoredMemory, ApiError> {
        self.visible()
            .find(|memory| memory.id == id)
            .ok_or(ApiError::MemoryNotFound)
    }

    pub(crate) fn update(&mut self, id: &str, update: &Value) -> Result<Value, ApiError> {
        self.get(id)?;
        let memory = self
            .all
            .iter_mut()
            .find(|memory| memory.id == id)
            .ok_or(ApiError::MemoryNotFound)?;
        let old = memory.text.clone();
        if let Some(text) = update.get("text").and_then(Value::as_str) {
            text.clone_into(&mut memory.text);
        }
        if let Some(metadata) = update.get("metadata").and_then(Value::as_object) {
            memory.metadata.clone_from(metadata);
        }
        if let Some(expiration) = update.get("expiration_date") {
            memory.expiration = parse_date(expiration);
        }
        memory.updated_at = Timestamp::now();
        let memory = memory.clone();
        self.record(&memory, "UPDATE", Some(old), Some(memory.text.clone()));
        Ok(memory.json("session_id"))
    }

    pub(crate) fn delete(&mut self, id: &str) -> Result<(), ApiError> {
        let memory = self.get(id)?.clone();
        self.all.retain(|memory| memory.id != id);
        self.record(&memory, "DELETE", Some(memory.text.clone()), None);
        Ok(())
    }

    /// Deletes all memories of an entity after `lag`; returns whether it had any.
    pub(crate) fn delete_entity(&mut self, key: &str, id: &str, lag: Duration) -> bool {
        let deleted_from = Timestamp::now()
            .saturating_add(lag)
            .unwrap_or(Timestamp::MAX);
        let mut found = false;
        for memory in &mut self.all {
            let belongs_to_entity = memory.entities.get(key).is_some_and(|value| value == id);
            if belongs_to_entity && memory.deleted_from.is_none() {
                memory.deleted_from = Some(deleted_from);
                found = true;
            }
        }
        self.history.retain(|entry| {
            entry
                .memory
                .entities
                .get(key)
                .is_none_or(|value| value != id)
        });
        found
    }

    pub(crate) fn history(&self, id: &str) -> Vec<Value> {
        self.history
            .iter()
            .filter(|entry| entry.memory.id == id)
            .map(|entry| {
                json!({
                    "id": Uuid::now_v7().to_string(), "memory_id": entry.memory.id,
                    "event": entry.event, "old_memory": entry.old, "new_memory": entry.new,
                    "user_id": entry.memory.entities.get("user_id"), "input": [],
                    "metadata": entry.memory.metadata, "created_at": entry.at,
                    "updated_at": entry.at,
                })
            })
            .collect()
    }

    /// All entities with memories, with the number of memories.
    pub(crate) fn entities(&self) -> Vec<Value> {
        let mut counts: BTreeMap<(&str, &str), usize> = BTreeMap::new();
        for memory in self.visible() {
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

    fn record(
        &mut self,
        memory: &StoredMemory,
        event: &'static str,
        old: Option<String>,
        new: Option<String>,
    ) {
        self.history.push(HistoryEntry {
            memory: memory.clone(),
            event,
            old,
            new,
            at: Timestamp::now(),
        });
    }
}

/// The fraction of the query's words that a text contains, from 0 to 1.
pub(crate) fn word_overlap(query: &str, text: &str) -> f64 {
    let (query, text) = (words(query), words(text));
    let common = query.intersection(&text).count();
    #[expect(clippy::cast_precision_loss, reason = "texts have few words")]
    let overlap = common as f64 / query.len().max(1) as f64;
    overlap
}

fn words(text: &str) -> BTreeSet<String> {
    text.split(|c: char| !c.is_alphanumeric())
        .filter(|word| !word.is_empty())
        .map(str::to_lowercase)
        .collect()
}
