use std::io::Write;

use anyhow::{Context, bail};
use clap::{Args, Subcommand, ValueEnum, builder::PossibleValue};
use jiff::Timestamp;
use memories_domain::{
    EventId,
    ports::{ClaimedContent, InboxState},
};
use owo_colors::OwoColorize;

use crate::{
    failed_calls, render,
    stores::{DataDir, Stores},
    warnings_of_calls,
};

/// List finished calls and their state, and retry failed ones
#[derive(Debug, Subcommand)]
#[command(after_help = "\
Every authentic event is stored in the inbox before it is acknowledged:
  pending        waiting for its first or its next attempt
  ingested       its memories are stored; its content is deleted
  skipped        contains nothing to remember, or its call failed; its content is deleted
  unprocessable  cannot be parsed as a call; its body is stored
  dead_letter    failed too often; its content is stored")]
pub(crate) enum Inbox {
    List(List),
    Show(Show),
    Retry(Retry),
}

impl Inbox {
    pub(crate) async fn run(self, out: &mut dyn Write) -> anyhow::Result<()> {
        match self {
            Self::List(list) => list.run(out).await,
            Self::Show(show) => show.run(out).await,
            Self::Retry(retry) => retry.run(out).await,
        }
    }
}

/// List events, newest first
#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  agentic-memories inbox list
  agentic-memories inbox list --state dead_letter --json")]
pub(crate) struct List {
    /// Only events in this state
    #[arg(long, value_name = "STATE")]
    state: Option<StateArg>,
    /// Maximum number of events
    #[arg(long, value_name = "N", default_value_t = 50)]
    limit: usize,
    #[command(flatten)]
    data_dir: DataDir,
    /// Print JSON, for programs
    #[arg(long)]
    json: bool,
}

#[derive(Debug, Clone, Copy)]
struct StateArg(InboxState);

impl ValueEnum for StateArg {
    fn value_variants<'a>() -> &'a [Self] {
        const VARIANTS: [StateArg; 5] = [
            StateArg(InboxState::Pending),
            StateArg(InboxState::Ingested),
            StateArg(InboxState::Skipped),
            StateArg(InboxState::Unprocessable),
            StateArg(InboxState::DeadLetter),
        ];
        &VARIANTS
    }

    fn to_possible_value(&self) -> Option<PossibleValue> {
        Some(PossibleValue::new(self.0.name()))
    }
}

impl List {
    async fn run(self, out: &mut dyn Write) -> anyhow::Result<()> {
        let stores = self.data_dir.open()?;
        let state = self.state.map(|StateArg(state)| state);
        let events = stores.inbox().list(state, self.limit).await?;
        if self.json {
            render::json(out, &events)?;
        } else if events.is_empty() {
            writeln!(out, "{}", no_events(state))?;
        } else {
            writeln!(out, "{}", render::events(&events).trim_fmt())?;
        }
        out.flush()?;
        warn(&stores).await
    }
}

/// What the operator must know of calls, also of those that are too old for a list.
async fn warn(stores: &Stores) -> anyhow::Result<()> {
    let mut terminal = anstream::stderr();
    for failed in failed_calls::recent(stores.inbox(), Timestamp::now()).await? {
        writeln!(
            terminal,
            "{} {}, the last one at {} UTC: {}; see `agentic-memories doctor`",
            "warning:".yellow(),
            render::count(failed.count, "call", "calls"),
            render::minute(failed.last_at),
            failed.cause,
        )?;
    }
    for warning in warnings_of_calls::recent(stores.warnings()).await? {
        let remedy = &warning.remedy;
        writeln!(terminal, "{} {warning}: {remedy}", "warning:".yellow())?;
    }
    Ok(())
}

/// Show one event or, until that is deleted, its content
#[derive(Debug, Args)]
#[command(after_help = "\
The content of an unprocessable event is its body, byte for byte as it was signed;
the content of any other event is the call parsed from it, as JSON.

Examples:
  agentic-memories inbox show 0199c0de-0000-7000-8000-000000000000
  agentic-memories inbox show 0199c0de-0000-7000-8000-000000000000 --content > event.json")]
pub(crate) struct Show {
    /// Id of the event
    #[arg(value_name = "ID", value_parser = event_id)]
    id: EventId,
    /// Print the content alone
    #[arg(long, conflicts_with = "json")]
    content: bool,
    #[command(flatten)]
    data_dir: DataDir,
    /// Print JSON, for programs
    #[arg(long)]
    json: bool,
}

impl Show {
    async fn run(self, out: &mut dyn Write) -> anyhow::Result<()> {
        let stores = self.data_dir.open()?;
        let id = &self.id;
        let (event, content) = stores
            .inbox()
            .show(id)
            .await?
            .with_context(|| format!("there is no event {id}"))?;
        if self.content {
            match content.with_context(|| format!("the content of event {id} is deleted"))? {
                // `out` removes escape sequences outside a terminal.
                ClaimedContent::Raw(body) => std::io::stdout().write_all(&body)?,
                ClaimedContent::Call(call) => render::json(out, &call)?,
            }
        } else if self.json {
            render::json(out, &event)?;
        } else {
            writeln!(out, "{}", render::events(&[event]).trim_fmt())?;
        }
        Ok(())
    }
}

/// Retry events that failed, now; a running service does so within seconds
#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  agentic-memories inbox retry 0199c0de-0000-7000-8000-000000000000
  agentic-memories inbox retry --all")]
pub(crate) struct Retry {
    /// Id of the event
    #[arg(
        value_name = "ID",
        value_parser = event_id,
        required_unless_present = "all",
        conflicts_with = "all"
    )]
    id: Option<EventId>,
    /// All dead letters, unprocessable events and those that wait for another attempt
    #[arg(long)]
    all: bool,
    #[command(flatten)]
    data_dir: DataDir,
}

impl Retry {
    async fn run(self, out: &mut dyn Write) -> anyhow::Result<()> {
        let stores = self.data_dir.open()?;
        let inbox = stores.inbox();
        let count = inbox.retry(self.id.as_ref()).await?;
        if let Some(id) = self.id.filter(|_| count == 0) {
            match inbox.show(&id).await? {
                None => bail!("there is no event {id}"),
                Some((event, _)) => bail!(
                    "event {id} is {}; only events that failed can be retried",
                    event.state.name()
                ),
            }
        }
        writeln!(
            out,
            "{} will be retried.",
            render::count(count, "event", "events")
        )?;
        Ok(())
    }
}

fn no_events(state: Option<InboxState>) -> String {
    state.map_or_else(
        || "No events.".to_owned(),
        |state| format!("No events in state {}.", state.name()),
    )
}

fn event_id(text: &str) -> Result<EventId, String> {
    EventId::parse(text).map_err(|problem| problem.to_string())
}
