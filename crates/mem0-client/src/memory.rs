//! Memories as the platform returns them.

use std::fmt;

use jiff::{Timestamp, civil::Date};
use serde::Deserialize;
use serde_json::{Map, Value};

use crate::{MemoryId, wire::decode};

/// A memory. Only its id and text are always present.
///
/// `Debug` shows neither the text nor the metadata nor entity ids.
#[derive(Clone, PartialEq, Deserialize)]
#[non_exhaustive]
pub struct Memory {
    /// The memory's id.
    pub id: MemoryId,
    /// The memory's text.
    pub memory: String,
    /// The user it belongs to.
    #[serde(default, deserialize_with = "decode::lenient")]
    pub user_id: Option<String>,
    /// The agent it belongs to.
    #[serde(default, deserialize_with = "decode::lenient")]
    pub agent_id: Option<String>,
    /// The application it belongs to.
    #[serde(default, deserialize_with = "decode::lenient")]
    pub app_id: Option<String>,
    #[serde(default, deserialize_with = "decode::lenient")]
    run_id: Option<String>,
    #[serde(default, deserialize_with = "decode::lenient")]
    session_id: Option<String>,
    /// The metadata from the request that added it.
    #[serde(default, deserialize_with = "decode::lenient")]
    pub metadata: Map<String, Value>,
    /// The categories that the platform assigns a few seconds after the memory was added.
    #[serde(default, deserialize_with = "decode::lenient")]
    pub categories: Vec<String>,
    /// The relevance to the query, from 0 to 1. It combines several measures and is comparable only
    /// within the results of one search. Present only in search results.
    #[serde(default, deserialize_with = "decode::lenient")]
    pub score: Option<f64>,
    /// The components of the score.
    #[serde(default, deserialize_with = "decode::lenient")]
    pub score_breakdown: Option<ScoreBreakdown>,
    /// The memory that superseded this one.
    #[serde(default, deserialize_with = "decode::lenient")]
    pub replaced_by: Option<MemoryId>,
    /// Whether the platform derived it from other memories.
    #[serde(default, deserialize_with = "decode::lenient")]
    pub synthesized: bool,
    /// The last day, in UTC, on which reads return it.
    #[serde(default, deserialize_with = "decode::day")]
    pub expiration_date: Option<Date>,
    /// The time of its creation.
    #[serde(default, deserialize_with = "decode::time")]
    pub created_at: Option<Timestamp>,
    /// The time of its last change.
    #[serde(default, deserialize_with = "decode::time")]
    pub updated_at: Option<Timestamp>,
}

impl Memory {
    /// The run it originates from. The platform's field is `run_id` in search results and
    /// `session_id` everywhere else.
    #[must_use]
    pub fn run_id(&self) -> Option<&str> {
        self.run_id.as_deref().or(self.session_id.as_deref())
    }
}

/// The components of a score.
#[derive(Debug, Clone, Copy, PartialEq, Default, Deserialize)]
#[serde(default)]
#[non_exhaustive]
pub struct ScoreBreakdown {
    /// The semantic similarity.
    #[serde(deserialize_with = "decode::lenient")]
    pub semantic: Option<f64>,
    /// The BM25 keyword score.
    #[serde(deserialize_with = "decode::lenient")]
    pub bm25: Option<f64>,
    /// The score of matching named entities.
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

    fn parse(json: serde_json::Value) -> Memory {
        serde_json::from_value(json).unwrap()
    }

    #[test]
    fn an_id_and_a_text_are_sufficient() {
        let memory = parse(serde_json::json!({"id": "1", "memory": "Likes tea"}));
        assert_eq!(
            (memory.id.as_str(), memory.memory.as_str()),
            ("1", "Likes tea")
        );
        assert_eq!(memory.metadata, Map::new());
        assert_eq!(memory.run_id(), None);
    }

    #[test]
    fn nulls_and_unknown_fields_are_tolerated() {
        let memory = parse(serde_json::json!({
            "id": "1", "memory": "Likes tea", "user_id": null, "metadata": null,
            "categories": null, "score": null, "score_breakdown": null, "updated_at": null,
            "expiration_date": null, "synthesized": null, "structured_attributes": {"day": 3},
            "relations": [], "mem0_notice": "Upgrade!",
        }));
        assert!(memory.categories.is_empty() && !memory.synthesized);
    }

    #[test]
    fn both_names_of_the_run_are_supported() {
        for (run, session, expected) in [
            (Some("r"), None, "r"),
            (None, Some("s"), "s"),
            (Some("r"), Some("s"), "r"),
        ] {
            let memory = parse(serde_json::json!({
                "id": "1", "memory": "m", "run_id": run, "session_id": session,
            }));
            assert_eq!(memory.run_id(), Some(expected));
        }
    }

    #[test]
    fn a_search_result_is_deserialised_in_full() {
        let memory = parse(serde_json::json!({
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
    fn debug_shows_neither_text_nor_ids_nor_metadata() {
        let memory = parse(serde_json::json!({
            "id": "1", "memory": "Likes tea", "user_id": "+12025550143",
            "metadata": {"name": "Robin"},
        }));
        let shown = format!("{memory:?}");
        assert!(!shown.contains("tea") && !shown.contains("0143") && !shown.contains("Robin"));
    }
}
