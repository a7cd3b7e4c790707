use std::io::Write;

use clap::Args;
use jiff::Timestamp;
use memories_domain::{
    CallerRecord, MemoryId, SummaryStyle, memory_summary, ports::ExplainedMemory,
};
use owo_colors::OwoColorize;
use serde_json::{Value, json};

use super::caller::{CallerArgs, memory_id};
use crate::{embedding_model::AccessMode, render};

const NOTHING_FOUND: &str = "No matching memory.";

/// List the memories of a caller, oldest first
#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  agentic-memories memories list --caller +12025550143
  agentic-memories memories list --caller +12025550143 --json | jq -r '.[].text'")]
pub(crate) struct List {
    #[command(flatten)]
    caller_args: CallerArgs,
    /// Print JSON, for programs
    #[arg(long)]
    json: bool,
}

impl List {
    pub(super) async fn run(self, out: &mut dyn Write) -> anyhow::Result<()> {
        let session = self.caller_args.open()?;
        let record = session.memories.load(&session.scope).await?;
        if self.json {
            render::json(out, &record.memories)?;
        } else if record.memories.is_empty() {
            writeln!(out, "This caller has no memories.")?;
        } else {
            writeln!(out, "{}", render::memories(&record.memories).trim_fmt())?;
            writeln!(out, "{}", totals(&record))?;
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
        if let Some(id) = &self.id {
            let memory = session.memory(id).await?;
            if self.json {
                render::json(out, &memory)?;
            } else {
                render::details(out, &memory)?;
            }
            return Ok(());
        }
        let record = session.memories.load(&session.scope).await?;
        let config = &session.stores.config;
        let style = SummaryStyle {
            locale: config.reply.locale,
            max_chars: config.reply.memory_summary_max_chars,
        };
        let now = Timestamp::now().to_zoned(config.memory.time_zone.clone());
        let summary = memory_summary(&record, &now, style);
        if self.json {
            render::json(out, &overview(&record, &summary))?;
        } else {
            writeln!(out, "{summary}\n\n{}", totals(&record).dimmed())?;
        }
        Ok(())
    }
}

fn overview(record: &CallerRecord, summary: &str) -> Value {
    let calls = &record.calls;
    json!({
        "memory_summary": summary,
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
        if self.json {
            let found: Vec<Value> = found
                .iter()
                .map(|found| json!({ "score": found.score, "memory": found.memory }))
                .collect();
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

/// List the changes of memories, oldest first
#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  agentic-memories memories history --caller +12025550143
  agentic-memories memories history --caller +12025550143 0199c0de-0000-7000-8000-000000000000")]
pub(crate) struct History {
    #[command(flatten)]
    caller_args: CallerArgs,
    /// Id of a memory [default: all memories of the caller]
    #[arg(value_name = "ID", value_parser = memory_id)]
    id: Option<MemoryId>,
    /// Print JSON, for programs
    #[arg(long)]
    json: bool,
}

impl History {
    pub(super) async fn run(self, out: &mut dyn Write) -> anyhow::Result<()> {
        let session = self.caller_args.open()?;
        let entries = session
            .memories
            .history(&session.scope, self.id.as_ref())
            .await?;
        if self.json {
            render::json(out, &entries)?;
        } else if entries.is_empty() {
            writeln!(out, "No history entries.")?;
        } else {
            writeln!(out, "{}", render::history(&entries).trim_fmt())?;
        }
        Ok(())
    }
}
