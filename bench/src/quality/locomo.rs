//! The `LoCoMo` data set (Maharana et al. 2024): long conversations of two people
//! over months, with questions and the turns that answer them.

use std::{collections::HashMap, path::Path};

use anyhow::{Context, Result};
use jiff::{civil::DateTime, fmt::strtime, tz::TimeZone};
use serde_json::Value;

use super::conversation::{Conversation, Question, Utterance};

/// Questions about what the other person did, in words of the conversation.
const ADVERSARIAL: &str = "5 adversarial";
/// Questions of another conversation, with the names replaced.
const OTHER_CONVERSATION: &str = "another life";

const KINDS: [(u64, &str); 5] = [
    (1, "1 multi-hop"),
    (2, "2 temporal"),
    (3, "3 open-domain"),
    (4, "4 single-hop"),
    (5, ADVERSARIAL),
];

/// Reads `locomo10.json`. Questions without evidence are left out, except for
/// adversarial ones.
pub fn read(path: &Path) -> Result<Vec<Conversation>> {
    let text = std::fs::read_to_string(path).context("reading the data set")?;
    let values: Vec<Value> = serde_json::from_str(&text).context("not LoCoMo's format")?;
    let mut conversations: Vec<Conversation> =
        values.iter().map(conversation).collect::<Result<_>>()?;
    let questions: Vec<Vec<Question>> = conversations
        .iter()
        .map(|conversation| conversation.questions.clone())
        .collect();
    let people: Vec<[String; 2]> = values.iter().map(people).collect::<Result<_>>()?;
    let others = questions.iter().zip(&people).cycle().skip(1);
    let pairs = conversations.iter_mut().zip(&people).zip(others);
    for ((conversation, names), (other_questions, other_names)) in pairs {
        let now = conversation.end();
        let answerable = other_questions.iter().filter(|other| other.is_answerable());
        conversation.questions.extend(answerable.map(|question| {
            Question {
                text: other_names
                    .iter()
                    .zip(names)
                    .fold(question.text.clone(), |text, (other, name)| {
                        text.replace(other.as_str(), name)
                    }),
                now,
                kind: OTHER_CONVERSATION.to_owned(),
                evidence: Vec::new(),
            }
        }));
    }
    Ok(conversations)
}

fn people(value: &Value) -> Result<[String; 2]> {
    let conversation = value.get("conversation").context("no conversation")?;
    Ok([
        text(conversation, "speaker_a")?,
        text(conversation, "speaker_b")?,
    ])
}

fn conversation(value: &Value) -> Result<Conversation> {
    let sessions = value.get("conversation").context("no conversation")?;
    let mut conversation = Conversation {
        caller: text(sessions, "speaker_a")?,
        ..Conversation::default()
    };
    let mut positions = HashMap::new();
    for session in 1.. {
        let Some(date) = sessions.get(format!("session_{session}_date_time")) else {
            break;
        };
        let timestamp = seconds(date.as_str().context("a date that is not a string")?)?;
        let turns = sessions.get(format!("session_{session}"));
        for turn in turns.and_then(Value::as_array).into_iter().flatten() {
            positions.insert(text(turn, "dia_id")?, conversation.utterances.len());
            conversation.utterances.push(Utterance {
                speaker: text(turn, "speaker")?,
                text: text(turn, "text")?,
                session,
                timestamp,
            });
        }
    }
    let now = conversation.end();
    let questions = value.get("qa").and_then(Value::as_array);
    for value in questions.into_iter().flatten() {
        let number = value.get("category").and_then(Value::as_u64);
        let kind = KINDS.iter().find(|(kind, _)| Some(*kind) == number);
        let listed = value.get("evidence").and_then(Value::as_array);
        let evidence: Vec<usize> = listed
            .into_iter()
            .flatten()
            .filter_map(Value::as_str)
            .flat_map(|ids| ids.split([';', ' ', ',']))
            .filter_map(|id| positions.get(id).copied())
            .collect();
        let (_, kind) = kind.context("an unknown category")?;
        if !evidence.is_empty() || *kind == ADVERSARIAL {
            conversation.questions.push(Question {
                text: text(value, "question")?,
                now,
                kind: (*kind).to_owned(),
                evidence: if *kind == ADVERSARIAL {
                    Vec::new()
                } else {
                    evidence
                },
            });
        }
    }
    Ok(conversation)
}

fn text(value: &Value, key: &str) -> Result<String> {
    let text = value.get(key).and_then(Value::as_str);
    Ok(text.with_context(|| format!("no {key}"))?.to_owned())
}

/// "1:56 pm on 8 May, 2023".
fn seconds(date: &str) -> Result<i64> {
    let parsed: DateTime = strtime::parse("%I:%M %p on %d %B, %Y", date)?.to_datetime()?;
    Ok(parsed.to_zoned(TimeZone::UTC)?.timestamp().as_second())
}
