//! The evaluation set in `bench/evaluation`: invented callers with twenty calls
//! each, and questions about them.

use std::{collections::HashMap, fs, path::Path};

use anyhow::{Context, Result};
use jiff::Timestamp;
use memories_search::SpeakerAliases;
use serde::{Deserialize, de::DeserializeOwned};

use super::conversation::{Conversation, Question, Utterance};

#[derive(Deserialize)]
struct Caller {
    language: String,
    calls: Vec<Call>,
}

#[derive(Deserialize)]
struct Call {
    conversation_id: String,
    started_at: Timestamp,
    turns: Vec<Turn>,
}

#[derive(Deserialize)]
struct Turn {
    speaker: String,
    text: String,
}

#[derive(Deserialize)]
struct QuestionJson {
    question: String,
    kind: String,
    asked_at: Timestamp,
    evidence: Vec<(String, usize)>,
}

/// Reads a directory with one file per caller under `calls` and `questions`.
pub fn read(directory: &Path) -> Result<Vec<Conversation>> {
    let mut files: Vec<_> = fs::read_dir(directory.join("calls"))
        .context("reading the callers")?
        .map(|entry| Ok(entry?.file_name()))
        .collect::<Result<_>>()?;
    files.sort_unstable();
    let read = |file| {
        conversation(
            parse(&directory.join("calls").join(file))?,
            parse(&directory.join("questions").join(file))?,
        )
    };
    files.iter().map(read).collect()
}

fn parse<T: DeserializeOwned>(path: &Path) -> Result<T> {
    let text = fs::read(path).with_context(|| format!("reading {}", path.display()))?;
    serde_json::from_slice(&text).with_context(|| format!("parsing {}", path.display()))
}

fn conversation(caller: Caller, questions: Vec<QuestionJson>) -> Result<Conversation> {
    let mut conversation = Conversation {
        caller: "caller".to_owned(),
        speakers: SpeakerAliases::for_phone_calls(),
        language: Some(caller.language),
        ..Conversation::default()
    };
    let mut starts = HashMap::new();
    for (session, call) in caller.calls.into_iter().enumerate() {
        starts.insert(call.conversation_id, conversation.utterances.len());
        let turns = call.turns.into_iter();
        conversation.utterances.extend(turns.map(|turn| Utterance {
            speaker: turn.speaker,
            text: turn.text,
            session,
            timestamp: call.started_at.as_second(),
        }));
    }
    for question in questions {
        let position = |(call, turn): &(String, usize)| {
            let start = starts
                .get(call)
                .with_context(|| format!("no call {call}"))?;
            Ok(start + turn)
        };
        conversation.questions.push(Question {
            text: question.question,
            now: question.asked_at.as_second(),
            kind: question.kind,
            evidence: question
                .evidence
                .iter()
                .map(position)
                .collect::<Result<_>>()?,
        });
    }
    Ok(conversation)
}
