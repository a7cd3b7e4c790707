//! What the platform remembers.

use std::fmt;

use jiff::{Timestamp, civil::Date};
use serde::Deserialize;
use serde_json::{Map, Value};

use crate::{MemoryId, decode};

/// One memory. Only its id and text are always there.
///
/// `Debug` shows no text, no metadata and nobody's id.
#[derive(Clone, PartialEq, Deserialize)]
#[non_exhaustive]
pub struct Memory {
    /// The platform's name of it.
    pub id: MemoryId,
    /// What is remembered.
    pub memory: String,
    /// The user it is kept under.
    #[serde(default, deserialize_with = "decode::lenient")]
    pub user_id: Option<String>,
    /// The agent it is kept under.
    #[serde(default, deserialize_with = "decode::lenient")]
    pub agent_id: Option<String>,
    /// The application it is kept under.
    #[serde(default, deserialize_with = "decode::lenient")]
    pub app_id: Option<String>,
    #[serde(default, deserialize_with = "decode::lenient")]
    run_id: Option<String>,
    #[serde(default, deserialize_with = "decode::lenient")]
    session_id: Option<String>,
    /// What it was given when it was added.
    #[serde(default, deserialize_with = "decode::lenient")]
    pub metadata: Map<String, Value>,
    /// What the platform sorts it under, some seconds after it was added.
    #[serde(default, deserialize_with = "decode::lenient")]
    pub categories: Vec<String>,
    /// How well it fits the query, from 0 to 1: a combination of several measures, good for
    /// comparing the results of one search. Only in the results of a search.
    #[serde(default, deserialize_with = "decode::lenient")]
    pub score: Option<f64>,
    /// What the score is made of.
    #[serde(default, deserialize_with = "decode::lenient")]
    pub score_breakdown: Option<ScoreBreakdown>,
    /// The memory that took its place.
    #[serde(default, deserialize_with = "decode::lenient")]
    pub replaced_by: Option<MemoryId>,
    /// Whether the platform wrote it from other memories.
    #[serde(default, deserialize_with = "decode::lenient")]
    pub synthesized: bool,
    /// The last day, in UTC, on which it is shown.
    #[serde(default, deserialize_with = "decode::day")]
    pub expiration_date: Option<Date>,
    /// When it was made.
    #[serde(default, deserialize_with = "decode::time")]
    pub created_at: Option<Timestamp>,
    /// When it was last changed.
    #[serde(default, deserialize_with = "decode::time")]
    pub updated_at: Option<Timestamp>,
}

impl Memory {
    /// The run it comes from. The platform calls it `run_id` in the results of a search and
    /// `session_id` everywhere else.
    #[must_use]
    pub fn run_id(&self) -> Option<&str> {
        self.run_id.as_deref().or(self.session_id.as_deref())
    }
}

/// What a score is made of.
#[derive(Debug, Clone, Copy, PartialEq, Default, Deserialize)]
#[serde(default)]
#[non_exhaustive]
pub struct ScoreBreakdown {
    /// Likeness of meaning.
    #[serde(deserialize_with = "decode::lenient")]
    pub semantic: Option<f64>,
    /// Likeness of words.
    #[serde(deserialize_with = "decode::lenient")]
    pub bm25: Option<f64>,
    /// The same people and things.
    #[serde(deserialize_with = "decode::lenient")]
    pub entity: Option<f64>,
}

impl fmt::Debug for Memory {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Memory")
            .field("id", &self.id)
            .field("score", &self.score)
            .field("created_at", &self.created_at)
            .finish_non_exhaustive()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn memory(json: serde_json::Value) -> Memory {
        serde_json::from_value(json).unwrap()
    }

    #[test]
    fn an_id_and_a_text_suffice() {
        let memory = memory(serde_json::json!({"id": "1", "memory": "Likes tea"}));
        assert_eq!(
            (memory.id.as_str(), memory.memory.as_str()),
            ("1", "Likes tea")
        );
        assert_eq!(memory.metadata, Map::new());
        assert_eq!(memory.run_id(), None);
    }

    #[test]
    fn nulls_and_unknown_fields_are_tolerated() {
        let memory = memory(serde_json::json!({
            "id": "1", "memory": "Likes tea", "user_id": null, "metadata": null,
            "categories": null, "score": null, "score_breakdown": null, "updated_at": null,
            "expiration_date": null, "synthesized": null, "structured_attributes": {"day": 3},
            "relations": [], "mem0_notice": "Upgrade!",
        }));
        assert!(memory.categories.is_empty() && !memory.synthesized);
    }

    #[test]
    fn the_run_is_found_under_both_of_its_names() {
        for (run, session, expected) in [
            (Some("r"), None, "r"),
            (None, Some("s"), "s"),
            (Some("r"), Some("s"), "r"),
        ] {
            let memory = memory(serde_json::json!({
                "id": "1", "memory": "m", "run_id": run, "session_id": session,
            }));
            assert_eq!(memory.run_id(), Some(expected));
        }
    }

    #[test]
    fn a_result_of_a_search_is_read_in_full() {
        let memory = memory(serde_json::json!({
            "id": "1", "memory": "m", "user_id": "u", "agent_id": "a", "app_id": "p",
            "metadata": {"channel": "voice"}, "categories": ["food"], "score": 0.71,
            "score_breakdown": {"semantic": 0.5, "bm25": 0.2}, "replaced_by": "2",
            "synthesized": true, "expiration_date": "2027-01-31",
            "created_at": "2026-11-20T02:10:11.5-08:00", "updated_at": "2026-11-20T10:10:12Z",
        }));
        assert_eq!(memory.user_id.as_deref(), Some("u"));
        assert_eq!(memory.metadata["channel"], "voice");
        assert_eq!(memory.score, Some(0.71));
        assert_eq!(memory.score_breakdown.unwrap().bm25, Some(0.2));
        assert_eq!(memory.replaced_by, Some(MemoryId::new("2").unwrap()));
        assert_eq!(memory.expiration_date, Some("2027-01-31".parse().unwrap()));
        assert_eq!(
            memory.created_at,
            Some("2026-11-20T10:10:11.5Z".parse().unwrap())
        );
    }

    #[test]
    fn debug_does_not_show_what_is_remembered_of_whom() {
        let memory = memory(serde_json::json!({
            "id": "1", "memory": "Likes tea", "user_id": "+12025550143",
            "metadata": {"name": "Robin"},
        }));
        let shown = format!("{memory:?}");
        assert!(!shown.contains("tea") && !shown.contains("0143") && !shown.contains("Robin"));
    }
}
