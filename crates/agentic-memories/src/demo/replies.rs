use std::time::Duration;

use memories_server::BUILTIN_VARIABLES;
use serde::Deserialize;
use serde_json::{Map, Value};

use crate::render;

/// The reply to `/client-data`.
pub(super) struct ClientDataReply {
    pub(super) elapsed: Duration,
    pub(super) variables: Map<String, Value>,
}

/// The reply to `/retrieve`.
pub(super) struct RetrieveReply {
    pub(super) elapsed: Duration,
    pub(super) memories: Vec<SearchHit>,
}

#[derive(Deserialize)]
pub(super) struct SearchHit {
    #[serde(rename = "memory")]
    pub(super) text: String,
    pub(super) score: f64,
}

impl ClientDataReply {
    pub(super) fn memory_count(&self) -> usize {
        self.number("memory_count")
    }

    pub(super) fn calls(&self) -> String {
        render::count(self.number("call_count"), "call", "calls")
    }

    pub(super) fn summary(&self) -> &str {
        let summary = self.variables.get("memory_summary");
        summary.and_then(Value::as_str).unwrap_or_default()
    }

    pub(super) fn profile_facts(&self) -> impl Iterator<Item = (&str, &Value)> {
        self.variables
            .iter()
            .map(|(name, value)| (name.as_str(), value))
            .filter(|(name, _)| !BUILTIN_VARIABLES.contains(name))
    }

    pub(super) fn number(&self, name: &str) -> usize {
        self.variables
            .get(name)
            .and_then(Value::as_u64)
            .and_then(|number| number.try_into().ok())
            .unwrap_or_default()
    }

    pub(super) fn has(&self, name: &str, value: &str) -> bool {
        self.variables
            .get(name)
            .is_some_and(|actual| actual == value)
    }
}

impl RetrieveReply {
    pub(super) fn mentions(&self, words: &str) -> bool {
        self.memories.iter().any(|hit| hit.text.contains(words))
    }
}
