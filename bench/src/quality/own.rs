//! Our own set: invented callers with twenty calls each, and questions about them.

use std::{collections::HashMap, fs, path::Path};

use anyhow::{Context, Result};
use jiff::Timestamp;
use memories_search::SpeakerAliases;
use serde::{Deserialize, de::DeserializeOwned};

use super::{Case, Question, Said};

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
#[expect(clippy::struct_field_names, reason = "as the files name it")]
struct Asked {
    question: String,
    kind: String,
    asked_at: Timestamp,
    evidence: Vec<(String, usize)>,
}

/// Reads a folder with one file for each caller under `calls` and `questions`.
pub fn read(folder: &Path) -> Result<Vec<Case>> {
    let mut files: Vec<_> = fs::read_dir(folder.join("calls"))
        .context("reading the callers")?
        .map(|entry| Ok(entry?.file_name()))
        .collect::<Result<_>>()?;
    files.sort_unstable();
    let read = |file| {
        case(
            parse(&folder.join("calls").join(file))?,
            parse(&folder.join("questions").join(file))?,
        )
    };
    files.iter().map(read).collect()
}

fn parse<T: DeserializeOwned>(path: &Path) -> Result<T> {
    let text = fs::read(path).with_context(|| format!("reading {}", path.display()))?;
    serde_json::from_slice(&text).with_context(|| format!("understanding {}", path.display()))
}

fn case(caller: Caller, asked: Vec<Asked>) -> Result<Case> {
    let mut case = Case {
        speakers: SpeakerAliases::of_a_call(),
        language: Some(caller.language),
        ..Case::default()
    };
    let mut firsts = HashMap::new();
    for (conversation, call) in caller.calls.into_iter().enumerate() {
        firsts.insert(call.conversation_id, case.memories.len());
        case.memories
            .extend(call.turns.into_iter().map(|turn| Said {
                speaker: turn.speaker,
                text: turn.text,
                conversation,
                at: call.started_at.as_second(),
            }));
    }
    for asked in asked {
        let position = |(call, turn): &(String, usize)| {
            let first = firsts
                .get(call)
                .with_context(|| format!("no call {call}"))?;
            Ok(first + turn)
        };
        case.questions.push(Question {
            text: asked.question,
            now: asked.asked_at.as_second(),
            kind: asked.kind,
            evidence: asked.evidence.iter().map(position).collect::<Result<_>>()?,
        });
    }
    Ok(case)
}
