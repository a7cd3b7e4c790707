use std::io::Write;

use anyhow::Context;
use clap::Args;
use jiff::{Timestamp, civil::Date, tz::TimeZone};
use memories_domain::{
    CallerRecord, MemoryId, SummaryStyle, memory_summary, ports::ExplainedMemory,
};
use owo_colors::OwoColorize;
use serde_json::{Value, json};

use super::caller::{CallerArgs, memory_id, no_memory};
use crate::{embedding_model::AccessMode, render};

const NOTHING_FOUND: &str = "No matching memory.";

/// List the memories of a caller, oldest first
#[derive(Debug, Args)]
#[command(after_help = "\
A memory that no longer holds is listed with the conversation that replaced, ended or
corrected it, and one about a day as upcoming or past.

With --as-of, later calls are left out, and memories that were edited or deleted since
are listed as they were. Expired memories are not restored. On the Mem0 Platform, edited
memories are listed as they are now, and deleted ones are missing.

Examples:
  agentic-memories memories list --caller +12025550143
  agentic-memories memories list --caller +12025550143 --as-of 2026-11-23
  agentic-memories memories list --caller +12025550143 --json | jq -r '.[].text'")]
pub(crate) struct List {
    #[command(flatten)]
    caller_args: CallerArgs,
    /// List what was known at this time, such as 2026-11-23T09:30:00Z, or at the end of this day, in UTC
    #[arg(long, value_name = "DATE|TIMESTAMP", value_parser = date_or_timestamp)]
    as_of: Option<Timestamp>,
    /// Print JSON, for programs
    #[arg(long)]
    json: bool,
}

impl List {
    pub(super) async fn run(self, out: &mut dyn Write) -> anyhow::Result<()> {
        let session = self.caller_args.open()?;
        let record = match self.as_of {
            Some(at) => session.memories.load_as_of(&session.scope, at).await?,
            None => session.memories.load(&session.scope).await?,
        };
        let zone = session.stores.config.memory.time_zone.clone();
        let now = self.as_of.unwrap_or_else(Timestamp::now).to_zoned(zone);
        let memories = render::standing_memories(&record, &now);
        if self.json {
            render::json(out, &memories)?;
        } else if record.memories.is_empty() {
            let then = self
                .as_of
                .map(|at| format!(" of {} UTC or before", render::minute(at)));
            writeln!(
                out,
                "This caller has no memories{}.",
                then.unwrap_or_default()
            )?;
        } else {
            let has_people = record.knowledge().line().people().len() > 1;
            let table = render::memories(&memories, has_people);
            writeln!(out, "{}", table.trim_fmt())?;
            writeln!(out, "{}", totals(&record))?;
            for line in render::people_text(&record) {
                writeln!(out, "{line}")?;
            }
        }
        Ok(())
    }
}

/// Show the summary that agents receive about a caller, or all fields of one memory
#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  agentic-memories memories show --caller +12025550143
  agentic-memories memories show --caller +12025550143 0199c0de-0000-7000-8000-000000000000")]
pub(crate) struct Show {
    #[command(flatten)]
    caller_args: CallerArgs,
    /// Id of a memory [default: the summary]
    #[arg(value_name = "ID", value_parser = memory_id)]
    id: Option<MemoryId>,
    /// Print JSON, for programs
    #[arg(long)]
    json: bool,
}

impl Show {
    pub(super) async fn run(self, out: &mut dyn Write) -> anyhow::Result<()> {
        let session = self.caller_args.open()?;
        let record = session.memories.load(&session.scope).await?;
        let config = &session.stores.config;
        let now = Timestamp::now().to_zoned(config.memory.time_zone.clone());
        if let Some(id) = &self.id {
            let memories = render::standing_memories(&record, &now);
            let found = memories.iter().find(|found| &found.memory.id == id);
            let found = found.with_context(|| no_memory(id))?;
            if self.json {
                render::json(out, found)?;
            } else {
                render::details(out, found.memory)?;
                render::standing_details(out, &found.standing)?;
            }
            return Ok(());
        }
        let style = SummaryStyle {
            locale: config.reply.locale,
            max_chars: config.reply.memory_summary_max_chars,
        };
        let summary = memory_summary(&record, &now, style);
        if self.json {
            render::json(out, &overview(&record, &summary))?;
        } else {
            writeln!(out, "{summary}\n\n{}", totals(&record).dimmed())?;
            for line in render::people_text(&record) {
                writeln!(out, "{}", line.dimmed())?;
            }
        }
        Ok(())
    }
}

fn overview(record: &CallerRecord, summary: &str) -> Value {
    let calls = &record.calls;
    json!({
        "memory_summary": summary,
        "people": render::people(record),
        "memory_count": record.memories.len(),
        "call_count": calls.count,
        "first_call_at": calls.first_at,
        "last_call_at": calls.last.as_ref().map(|call| call.started_at),
        "last_call_summary": calls.last.as_ref().and_then(|call| call.summary.as_deref()),
    })
}

fn totals(record: &CallerRecord) -> String {
    let memories = render::count(record.memories.len(), "memory", "memories");
    match &record.calls.last {
        Some(last) => {
            let calls = if record.calls.count == 1 {
                "call"
            } else {
                "calls"
            };
            format!(
                "{memories}, {} {calls}, the last one at {} UTC",
                record.calls.count,
                render::minute(last.started_at)
            )
        }
        None => format!("{memories}, no calls"),
    }
}

/// Search a caller's memories as an agent does in a call
#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  agentic-memories memories search --caller +12025550143 'which boiler'
  agentic-memories memories search --caller +12025550143 'which boiler' --explain")]
pub(crate) struct Search {
    #[command(flatten)]
    caller_args: CallerArgs,
    /// Search query
    #[arg(value_name = "QUERY")]
    query: String,
    /// Maximum number of memories [default: the variable `MEMORY_SEARCH_LIMIT`, else 3]
    #[arg(long, value_name = "N")]
    limit: Option<usize>,
    /// Print what each feature of this program's ranking adds to a score, in log-odds
    #[arg(long, conflicts_with = "json")]
    explain: bool,
    /// Print JSON, for programs
    #[arg(long)]
    json: bool,
}

impl Search {
    pub(super) async fn run(self, out: &mut dyn Write) -> anyhow::Result<()> {
        let session = self.caller_args.open_for(AccessMode::Search)?;
        let limit = self
            .limit
            .unwrap_or(session.stores.config.memory.search_limit);
        if self.explain {
            let store = session.stores.locally_ranked_memories();
            let explained = store.explain(&session.scope, &self.query, limit).await?;
            return print_explanations(out, &explained);
        }
        let found = session
            .memories
            .search(&session.scope, &self.query, limit)
            .await?;
        let record = session.memories.load(&session.scope).await?;
        let now = Timestamp::now().to_zoned(session.stores.config.memory.time_zone.clone());
        let found = render::standing_hits(&found, &record, &now);
        if self.json {
            render::json(out, &found)?;
        } else if found.is_empty() {
            writeln!(out, "{NOTHING_FOUND}")?;
        } else {
            writeln!(out, "{}", render::search_hits(&found).trim_fmt())?;
        }
        Ok(())
    }
}

fn print_explanations(out: &mut dyn Write, found: &[ExplainedMemory]) -> anyhow::Result<()> {
    if found.is_empty() {
        writeln!(out, "{NOTHING_FOUND}")?;
    }
    for explained in found {
        render::explanation(out, explained)?;
    }
    Ok(())
}

/// A date is the end of that day, in UTC, as times are printed.
fn date_or_timestamp(text: &str) -> Result<Timestamp, String> {
    let end_of_day = |date: Date| {
        let end = date.at(23, 59, 59, 999_999_999).to_zoned(TimeZone::UTC);
        end.map(|end| end.timestamp())
    };
    let parsed = text.parse::<Timestamp>();
    parsed
        .or_else(|_| Date::strptime("%Y-%m-%d", text).and_then(end_of_day))
        .map_err(|_| {
            "expected a date such as 2026-11-23, or a time such as 2026-11-23T09:30:00Z".to_owned()
        })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_date_is_the_end_of_its_day_and_a_timestamp_is_itself() {
        let parsed = |text| date_or_timestamp(text).map(|at| at.to_string());
        let end = "2026-11-23T23:59:59.999999999Z";
        assert_eq!(parsed("2026-11-23").as_deref(), Ok(end));
        let time = "2026-11-23T08:30:00Z";
        assert_eq!(parsed("2026-11-23T09:30:00+01:00").as_deref(), Ok(time));
    }

    #[test]
    fn anything_else_is_rejected() {
        for text in [
            "",
            "yesterday",
            "23.11.2026",
            "2026-11-23T09:30:00",
            "2026-13-01",
        ] {
            assert!(date_or_timestamp(text).is_err(), "{text}");
        }
    }
}
