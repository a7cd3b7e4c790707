use std::io::Write;

use clap::Args;
use jiff::Timestamp;
use memories_domain::{CallerRecord, MemoryId, ScoredMemory, StoreError, brief};
use memories_index::{Explanation, IndexedRecord};
use owo_colors::OwoColorize;
use serde_json::{Value, json};

use super::whose::{CallerFile, Whose, memory_id};
use crate::{ranker::Use, render};

/// List everything that is known about a caller, oldest first
#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  agentic-memories memories list --caller +12025550143
  agentic-memories memories list --caller +12025550143 --json | jq -r '.[].text'")]
pub(crate) struct List {
    #[command(flatten)]
    whose: Whose,
    /// Print JSON, for programs
    #[arg(long)]
    json: bool,
}

impl List {
    pub(super) async fn run(self, out: &mut dyn Write) -> anyhow::Result<()> {
        let file = self.whose.open()?;
        let record = file.store.recall(&file.scope).await?;
        if self.json {
            render::json(out, &record.memories)?;
        } else if record.memories.is_empty() {
            writeln!(out, "Nothing is known about this caller.")?;
        } else {
            writeln!(out, "{}", render::memories(&record.memories).trim_fmt())?;
            writeln!(out, "{}", totals(&record))?;
        }
        Ok(())
    }
}

/// Show what an agent is told about a caller, or one memory in full
#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  agentic-memories memories show --caller +12025550143
  agentic-memories memories show --caller +12025550143 0199c0de-0000-7000-8000-000000000000")]
pub(crate) struct Show {
    #[command(flatten)]
    whose: Whose,
    /// Id of a memory [default: what an agent is told]
    #[arg(value_name = "ID", value_parser = memory_id)]
    id: Option<MemoryId>,
    /// Print JSON, for programs
    #[arg(long)]
    json: bool,
}

impl Show {
    pub(super) async fn run(self, out: &mut dyn Write) -> anyhow::Result<()> {
        let file = self.whose.open()?;
        if let Some(id) = &self.id {
            let memory = file.memory(id).await?;
            if self.json {
                render::json(out, &memory)?;
            } else {
                render::in_full(out, &memory)?;
            }
            return Ok(());
        }
        let record = file.store.recall(&file.scope).await?;
        let summary = brief(
            &record,
            Timestamp::now(),
            file.stored.config.reply.brief_max_chars,
        );
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
    whose: Whose,
    /// What to search for
    #[arg(value_name = "QUERY")]
    query: String,
    /// Most memories shown [default: the variable `MEM0_SEARCH_LIMIT`, else 3]
    #[arg(long, value_name = "N")]
    limit: Option<usize>,
    /// Tell what each part of the ranking of this program adds to a score, in log-odds
    #[arg(long, conflicts_with = "json")]
    explain: bool,
    /// Print JSON, for programs
    #[arg(long)]
    json: bool,
}

impl Search {
    pub(super) async fn run(self, out: &mut dyn Write) -> anyhow::Result<()> {
        let file = self.whose.open_for(Use::Search)?;
        let limit = self.limit.unwrap_or(file.stored.config.memory.search_limit);
        if self.explain {
            return explain(out, &explained(&file, &self.query, limit).await?);
        }
        let found = file.store.search(&file.scope, &self.query, limit).await?;
        if self.json {
            let found: Vec<Value> = found
                .iter()
                .map(|found| json!({ "score": found.score, "memory": found.memory }))
                .collect();
            render::json(out, &found)?;
        } else if found.is_empty() {
            writeln!(out, "Nothing on record answers this.")?;
        } else {
            writeln!(out, "{}", render::found(&found).trim_fmt())?;
        }
        Ok(())
    }
}

/// What this program's ranking finds, and why; on the Mem0 Platform, among what
/// is recalled from there.
async fn explained(
    file: &CallerFile,
    query: &str,
    limit: usize,
) -> Result<Vec<(ScoredMemory, Explanation)>, StoreError> {
    if file.stored.mem0.is_none() {
        return file.stored.file.explain(&file.scope, query, limit).await;
    }
    let known = IndexedRecord::new(file.store.recall(&file.scope).await?);
    let now = Timestamp::now();
    let found = known.search(query, now, limit).into_iter();
    let with_reasons = found.filter_map(|found| {
        let why = known.explain(query, now, &found.memory.id)?;
        Some((found, why))
    });
    Ok(with_reasons.collect())
}

fn explain(out: &mut dyn Write, found: &[(ScoredMemory, Explanation)]) -> anyhow::Result<()> {
    if found.is_empty() {
        writeln!(out, "Nothing on record answers this.")?;
    }
    for (ScoredMemory { memory, .. }, explanation) in found {
        render::explanation(out, memory, explanation)?;
    }
    Ok(())
}

/// Show how memories came about and changed, oldest change first
#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  agentic-memories memories history --caller +12025550143
  agentic-memories memories history --caller +12025550143 0199c0de-0000-7000-8000-000000000000")]
pub(crate) struct History {
    #[command(flatten)]
    whose: Whose,
    /// Id of a memory [default: all of the caller's]
    #[arg(value_name = "ID", value_parser = memory_id)]
    id: Option<MemoryId>,
    /// Print JSON, for programs
    #[arg(long)]
    json: bool,
}

impl History {
    pub(super) async fn run(self, out: &mut dyn Write) -> anyhow::Result<()> {
        let file = self.whose.open()?;
        let entries = file.store.history(&file.scope, self.id.as_ref()).await?;
        if self.json {
            render::json(out, &entries)?;
        } else if entries.is_empty() {
            writeln!(out, "There is no history.")?;
        } else {
            writeln!(out, "{}", render::history(&entries).trim_fmt())?;
        }
        Ok(())
    }
}
