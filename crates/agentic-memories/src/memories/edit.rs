use std::io::Write;

use clap::Args;
use jiff::Timestamp;
use memories_domain::{
    Annotations, CallSpeaker, Certainty, Line, Memory, MemoryId, MemoryKind, PersonName,
    PrivateText, ProfileKey, ProfileValue, Subject, edit_text,
    ports::{MemoryUpdate, NewMemory},
};
use memories_server::config::MemoryConfig;

use super::caller::{CallerArgs, memory_id};
use crate::{error_report::UsageError, render};

/// Add a memory manually
#[derive(Debug, Args)]
#[command(after_help = "\
With MEMORY_TTL_DAYS set, the memory expires like memories extracted from calls.

Examples:
  agentic-memories memories add --caller +12025550143 'Pays by invoice.'
  agentic-memories memories add --caller +12025550143 --profile preferred_time 'mornings before ten'
  agentic-memories memories add --caller +12025550143 --profile allergies none
  agentic-memories memories add --caller +12025550143 --person Helen --profile date_of_birth 1958-03-02")]
pub(crate) struct Add {
    #[command(flatten)]
    caller_args: CallerArgs,
    /// The text of the memory; with --profile, the value of the fact
    #[arg(value_name = "TEXT", value_parser = non_empty_text)]
    text: PrivateText,
    /// Add a profile fact of this name, which agents receive as a variable; true, false and numbers keep their type
    #[arg(long, value_name = "KEY", value_parser = profile_key)]
    profile: Option<ProfileKey>,
    /// The person it is about, on a line that several people use: a name that `show` lists
    #[arg(long, value_name = "NAME")]
    person: Option<String>,
    /// Print JSON, for programs
    #[arg(long)]
    json: bool,
}

impl Add {
    pub(super) async fn run(self, out: &mut dyn Write) -> anyhow::Result<()> {
        let session = self.caller_args.open_or_create()?;
        let (text, kind) = text_and_kind(self.text, self.profile);
        let caller = match &self.person {
            Some(name) => {
                let record = session.memories.load(&session.scope).await?;
                Some(person_of_line(record.knowledge().line(), name)?)
            }
            None => None,
        };
        let memory = &session.stores.config.memory;
        let now = Timestamp::now();
        let annotations = Annotations {
            caller,
            ..annotate(&text, &kind, now, memory)
        };
        let declared = match &kind {
            MemoryKind::Profile { key, .. } => memory.facts.of(key).expires_at(now),
            MemoryKind::Factual { .. } | MemoryKind::Semantic { .. } => None,
        };
        let like_calls = memory
            .time_to_live
            .and_then(|ttl| now.checked_add(ttl).ok());
        let expires_at = [declared, like_calls].into_iter().flatten().min();
        let added = session
            .memories
            .add(
                &session.scope,
                NewMemory {
                    text,
                    kind,
                    annotations,
                    expires_at,
                },
            )
            .await?;
        print(out, &added, self.json)
    }
}

/// The text of a profile fact has the form of one extracted from a call.
fn text_and_kind(text: PrivateText, profile: Option<ProfileKey>) -> (PrivateText, MemoryKind) {
    let Some(key) = profile else {
        return (
            text,
            MemoryKind::Factual {
                subject: Subject::Caller,
            },
        );
    };
    let value: ProfileValue = serde_json::from_str(&text).unwrap_or(ProfileValue::Text(text));
    let text = format!("{}: {}", key.to_text(), value.to_text().as_str());
    (text.into(), MemoryKind::Profile { key, value })
}

/// As with a call: "tomorrow" is the day after now, in `TIME_ZONE`, and `FACTS` declares natures.
fn annotate(text: &str, kind: &MemoryKind, now: Timestamp, config: &MemoryConfig) -> Annotations {
    let said_at = now.to_zoned(config.time_zone.clone());
    Annotations::of(text, kind, &said_at, None, &config.facts)
}

fn person_of_line(line: &Line, name: &str) -> Result<CallSpeaker, UsageError> {
    let speaker = PersonName::parse(name).map(|name| CallSpeaker {
        name: Some(name),
        certainty: Certainty::Stated,
        other_spellings: Vec::new(),
        relation: None,
        on_behalf_of: None,
    });
    let person = speaker.as_ref().and_then(|speaker| line.speaker(speaker));
    let full_name = person.and_then(|person| line.person(person)?.name.clone());
    if let (Some(speaker), Some(name)) = (speaker, full_name) {
        return Ok(CallSpeaker {
            name: Some(name),
            ..speaker
        });
    }
    let people = line.people().iter();
    let names: Vec<String> = people
        .filter_map(|person| person.name.as_ref())
        .map(PersonName::to_text)
        .collect();
    let known = if names.is_empty() {
        "none".to_owned()
    } else {
        names.join(", ")
    };
    Err(UsageError(format!(
        "--person is nobody who uses this line, or could be several; known are: {known}"
    )))
}

/// Change the text of a memory; the former text goes to its history
#[derive(Debug, Args)]
#[command(after_help = "\
Example:
  agentic-memories memories update --caller +12025550143 0199c0de-0000-7000-8000-000000000000 'Pays by card.'")]
pub(crate) struct Update {
    #[command(flatten)]
    caller_args: CallerArgs,
    /// Id of the memory
    #[arg(value_name = "ID", value_parser = memory_id)]
    id: MemoryId,
    /// The new text
    #[arg(value_name = "TEXT", value_parser = non_empty_text)]
    text: PrivateText,
    /// Print JSON, for programs
    #[arg(long)]
    json: bool,
}

impl Update {
    pub(super) async fn run(self, out: &mut dyn Write) -> anyhow::Result<()> {
        let session = self.caller_args.open()?;
        let record = session.memories.load(&session.scope).await?;
        let mut memories = record.memories.iter();
        // A memory that is not found is reported by the update.
        let annotations = memories.find(|memory| memory.id == self.id).map(|memory| {
            let (text, kind) = edit_text(&memory.kind, self.text.clone());
            let config = &session.stores.config.memory;
            annotate(&text, &kind, Timestamp::now(), config)
        });
        let update = MemoryUpdate {
            text: Some(self.text),
            annotations,
            ..MemoryUpdate::default()
        };
        let updated = session
            .memories
            .update(&session.scope, &self.id, update)
            .await?;
        print(out, &updated, self.json)
    }
}

/// Delete one memory, and with a profile fact its former values; the last texts go to the history
#[derive(Debug, Args)]
#[command(after_help = "\
To erase everything about a caller, use `forget`.

Example:
  agentic-memories memories delete --caller +12025550143 0199c0de-0000-7000-8000-000000000000")]
pub(crate) struct Delete {
    #[command(flatten)]
    caller_args: CallerArgs,
    /// Id of the memory
    #[arg(value_name = "ID", value_parser = memory_id)]
    id: MemoryId,
}

impl Delete {
    pub(super) async fn run(self) -> anyhow::Result<()> {
        let session = self.caller_args.open()?;
        session.memories.delete(&session.scope, &self.id).await?;
        writeln!(anstream::stderr(), "Deleted {}.", self.id)?;
        Ok(())
    }
}

fn print(out: &mut dyn Write, memory: &Memory, json: bool) -> anyhow::Result<()> {
    if json {
        render::json(out, memory)?;
    } else {
        render::details(out, memory)?;
    }
    Ok(())
}

fn non_empty_text(text: &str) -> Result<PrivateText, String> {
    let text = text.trim();
    if text.is_empty() {
        Err("the text is empty".to_owned())
    } else {
        Ok(text.into())
    }
}

fn profile_key(text: &str) -> Result<ProfileKey, String> {
    ProfileKey::parse(text)
        .filter(|key| key.as_str() == text)
        .ok_or_else(|| {
            "expected letters, digits and underscores, at most 64, such as preferred_time"
                .to_owned()
        })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_added_profile_fact_has_the_text_of_an_extracted_one() {
        let (text, kind) = text_and_kind(
            "mornings".into(),
            Some(profile_key("preferred_time").unwrap()),
        );
        assert_eq!(text.as_str(), "preferred time: mornings");
        assert!(matches!(
            kind,
            MemoryKind::Profile {
                value: ProfileValue::Text(_),
                ..
            }
        ));
    }

    #[test]
    fn true_false_and_numbers_keep_their_type() {
        let value = |text: &str| match text_and_kind(text.into(), ProfileKey::parse("k")).1 {
            MemoryKind::Profile { value, .. } => value,
            other => panic!("{other:?}"),
        };
        assert_eq!(value("true"), ProfileValue::Bool(true));
        assert_eq!(value("10"), ProfileValue::Number(10.into()));
        assert_eq!(value("010"), ProfileValue::Text("010".into()));
        assert_eq!(value("null"), ProfileValue::Text("null".into()));
    }

    #[test]
    fn a_key_that_cannot_be_a_variable_is_rejected() {
        assert!(profile_key("preferred time").is_err());
        assert!(profile_key("system__time").is_err());
        assert!(profile_key("preferred_time").is_ok());
    }
}
