use std::time::Duration;

use anyhow::{Context, bail, ensure};
use jiff::Timestamp;
use reqwest::StatusCode;
use serde_json::{Map, Value, json};

use super::{narrator::Narrator, recording::Recording, stage::Stage};
use crate::{platform::Answer, render};

/// Somebody who calls, and whom they call.
pub(super) struct Person {
    pub(super) number: &'static str,
    pub(super) agent: &'static str,
}

/// Variables of every reply; the others are profile facts.
pub(super) const STANDARD_VARIABLES: [&str; 7] = [
    "caller_id",
    "is_returning_caller",
    "call_count",
    "memory_count",
    "last_call_at",
    "last_call_summary",
    "memory_summary",
];

/// What the agent was told at the ring.
pub(super) struct Rung {
    pub(super) took: Duration,
    pub(super) variables: Map<String, Value>,
}

/// What a search found.
pub(super) struct Found {
    pub(super) took: Duration,
    pub(super) memories: Vec<FoundMemory>,
}

/// One memory of an answer.
#[derive(serde::Deserialize)]
pub(super) struct FoundMemory {
    #[serde(rename = "memory")]
    pub(super) text: String,
    pub(super) score: f64,
}

impl Rung {
    pub(super) fn memory_count(&self) -> usize {
        self.number("memory_count")
    }

    pub(super) fn calls(&self) -> String {
        render::count(self.number("call_count"), "call", "calls")
    }

    pub(super) fn summary(&self) -> String {
        self.variables
            .get("memory_summary")
            .and_then(Value::as_str)
            .unwrap_or_default()
            .to_owned()
    }

    pub(super) fn profile(&self) -> impl Iterator<Item = (&str, &Value)> {
        let facts = self
            .variables
            .iter()
            .filter(|(name, _)| !STANDARD_VARIABLES.contains(&name.as_str()));
        facts.map(|(name, value)| (name.as_str(), value))
    }

    pub(super) fn number(&self, name: &str) -> usize {
        self.variables
            .get(name)
            .and_then(Value::as_u64)
            .and_then(|number| number.try_into().ok())
            .unwrap_or_default()
    }

    pub(super) fn is(&self, name: &str, value: &str) -> bool {
        self.variables.get(name).is_some_and(|known| known == value)
    }
}

impl Found {
    pub(super) fn mention(&self, words: &str) -> bool {
        self.memories
            .iter()
            .any(|memory| memory.text.contains(words))
    }
}

pub(super) async fn ring(
    stage: &Stage,
    narrator: &mut Narrator<'_>,
    person: &Person,
) -> anyhow::Result<Rung> {
    let rung = ring_quietly(stage, person).await?;
    narrator.ring(&rung)?;
    Ok(rung)
}

pub(super) async fn ring_quietly(stage: &Stage, person: &Person) -> anyhow::Result<Rung> {
    let key = Some(&stage.keys.workspace);
    let answer = stage
        .platform
        .ring(&stage.deployment, key, ring_body(person)?)
        .await?;
    answered(&answer, StatusCode::OK, "the ring is answered")?;
    match answer
        .json()
        .as_mut()
        .and_then(|json| json.get_mut("dynamic_variables"))
        .map(Value::take)
    {
        Some(Value::Object(variables)) => Ok(Rung {
            took: answer.took,
            variables,
        }),
        _ => bail!("the ring's answer has no dynamic variables"),
    }
}

pub(super) fn ring_body(person: &Person) -> serde_json::Result<Vec<u8>> {
    serde_json::to_vec(&json!({
        "caller_id": person.number,
        "agent_id": person.agent,
        "called_number": "+12025550199",
        "call_sid": "CA00000000000000000000000000000000",
    }))
}

pub(super) async fn search(
    stage: &Stage,
    narrator: &mut Narrator<'_>,
    person: &Person,
    query: &str,
) -> anyhow::Result<Found> {
    let body = serde_json::to_vec(&json!({ "query": query, "user_id": person.number }))?;
    let key = Some(&stage.keys.retrieve);
    let answer = stage
        .platform
        .search(&stage.deployment, key, None, body)
        .await?;
    answered(&answer, StatusCode::OK, "the search is answered")?;
    let memories = answer
        .json()
        .as_mut()
        .and_then(|json| json.get_mut("memories"))
        .map(Value::take);
    let memories = memories.context("the search's answer has no memories")?;
    let found = Found {
        took: answer.took,
        memories: serde_json::from_value(memories)?,
    };
    narrator.search(query, &found)?;
    Ok(found)
}

pub(super) async fn hang_up(
    stage: &Stage,
    narrator: &mut Narrator<'_>,
    (person, call): (&Person, &Recording),
    rung: &Rung,
) -> anyhow::Result<()> {
    let delivery = call.deliver(&rung.variables, Timestamp::now())?;
    let key = stage.keys.signing()?;
    let answer = stage
        .platform
        .hang_up(&stage.deployment, Some(&key), delivery.body.clone())
        .await?;
    answered(&answer, StatusCode::OK, "the finished call is acknowledged")?;
    narrator.hang_up(&delivery, answer.took)?;
    stage.until_learned(person, &delivery.conversation).await
}

pub(super) fn answered(answer: &Answer, status: StatusCode, claim: &str) -> anyhow::Result<()> {
    ensure!(
        answer.status == status,
        "{claim} (the answer was {}: {})",
        answer.status,
        answer.text()
    );
    Ok(())
}
