//! The `LoCoMo` data set (Maharana et al. 2024): long conversations of two people
//! over months, with questions and the turns that answer them.

use std::{collections::HashMap, path::Path};

use anyhow::{Context, Result};
use jiff::{civil::DateTime, fmt::strtime, tz::TimeZone};
use serde_json::Value;

use super::{Case, Question, Said};

/// Questions about what the other person did: their words are all there.
const ADVERSARIAL: &str = "5 adversarial";
/// Questions about another conversation's people under the names of this one's.
const ELSEWHERE: &str = "another life";

const KINDS: [(u64, &str); 5] = [
    (1, "1 multi-hop"),
    (2, "2 temporal"),
    (3, "3 open-domain"),
    (4, "4 single-hop"),
    (5, ADVERSARIAL),
];

/// Reads `locomo10.json`: one case for each conversation, with the questions
/// that have evidence.
pub fn read(path: &Path) -> Result<Vec<Case>> {
    let text = std::fs::read_to_string(path).context("reading the data set")?;
    let conversations: Vec<Value> = serde_json::from_str(&text).context("not LoCoMo's format")?;
    let mut cases: Vec<Case> = conversations.iter().map(case).collect::<Result<_>>()?;
    let asked: Vec<Vec<Question>> = cases.iter().map(|case| case.questions.clone()).collect();
    let people: Vec<[String; 2]> = conversations.iter().map(people).collect::<Result<_>>()?;
    let others = asked.iter().zip(&people).cycle().skip(1);
    for ((case, here), (asked, there)) in cases.iter_mut().zip(&people).zip(others) {
        let now = case.memories.last().map_or(0, |said| said.at);
        let answerable = asked.iter().filter(|question| question.is_answerable());
        case.questions.extend(answerable.map(|question| {
            Question {
                text: there
                    .iter()
                    .zip(here)
                    .fold(question.text.clone(), |text, (there, here)| {
                        text.replace(there.as_str(), here)
                    }),
                now,
                kind: ELSEWHERE.to_owned(),
                evidence: Vec::new(),
            }
        }));
    }
    Ok(cases)
}

fn people(value: &Value) -> Result<[String; 2]> {
    let conversation = value.get("conversation").context("no conversation")?;
    Ok([
        text(conversation, "speaker_a")?,
        text(conversation, "speaker_b")?,
    ])
}

fn case(value: &Value) -> Result<Case> {
    let conversation = value.get("conversation").context("no conversation")?;
    let mut case = Case::default();
    let mut positions = HashMap::new();
    for session in 1.. {
        let Some(date) = conversation.get(format!("session_{session}_date_time")) else {
            break;
        };
        let at = seconds(date.as_str().context("a date that is no text")?)?;
        let turns = conversation.get(format!("session_{session}"));
        for turn in turns.and_then(Value::as_array).into_iter().flatten() {
            positions.insert(text(turn, "dia_id")?, case.memories.len());
            case.memories.push(Said {
                speaker: text(turn, "speaker")?,
                text: text(turn, "text")?,
                conversation: session,
                at,
            });
        }
    }
    let now = case.memories.last().map_or(0, |said| said.at);
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
            case.questions.push(Question {
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
    Ok(case)
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
