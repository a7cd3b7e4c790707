use std::io::Write;

use anyhow::Context;
use clap::{Args, Subcommand, ValueEnum};
use memories_domain::{EventInbox, InboxState};

use crate::{
    render,
    stored::{DataDir, Stored},
};

/// See what became of finished calls, and try failed ones again
#[derive(Debug, Subcommand)]
#[command(after_help = "\
Every authentic event is kept in the inbox before it is acknowledged:
  pending   waits to be learned, or to be tried again
  learned   has become memories; its body is dropped
  empty     teaches nothing; its body is dropped
  kept      was not understood, and is kept as it came
  dead      failed too often, and is kept as it came")]
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
  agentic-memories inbox list --state dead --json")]
pub(crate) struct List {
    /// Only events in this state
    #[arg(long, value_name = "STATE")]
    state: Option<State>,
    /// Most events shown
    #[arg(long, value_name = "N", default_value_t = 50)]
    limit: usize,
    #[command(flatten)]
    data_dir: DataDir,
    /// Print JSON, for programs
    #[arg(long)]
    json: bool,
}

#[derive(Debug, Clone, Copy, ValueEnum)]
enum State {
    Pending,
    Ingested,
    Empty,
    Kept,
    Dead,
}

impl From<State> for InboxState {
    fn from(state: State) -> Self {
        match state {
            State::Pending => Self::Pending,
            State::Ingested => Self::Ingested,
            State::Empty => Self::Empty,
            State::Kept => Self::Kept,
            State::Dead => Self::Dead,
        }
    }
}

impl List {
    async fn run(self, out: &mut dyn Write) -> anyhow::Result<()> {
        let Stored { file, .. } = self.data_dir.open()?;
        let events = file
            .list(self.state.map(InboxState::from), self.limit)
            .await?;
        if self.json {
            render::json(out, &events)?;
        } else if events.is_empty() {
            writeln!(out, "There are no such events.")?;
        } else {
            writeln!(out, "{}", render::events(&events).trim_fmt())?;
        }
        Ok(())
    }
}

/// Show one event, and its body where it is still kept
#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  agentic-memories inbox show 7
  agentic-memories inbox show 7 --body > event.json")]
pub(crate) struct Show {
    /// Id of the event
    #[arg(value_name = "ID")]
    id: i64,
    /// Print the body alone, byte for byte as it came
    #[arg(long, conflicts_with = "json")]
    body: bool,
    #[command(flatten)]
    data_dir: DataDir,
    /// Print JSON, for programs
    #[arg(long)]
    json: bool,
}

impl Show {
    async fn run(self, out: &mut dyn Write) -> anyhow::Result<()> {
        let Stored { file, .. } = self.data_dir.open()?;
        let id = self.id;
        let (event, body) = file
            .show(id)
            .await?
            .with_context(|| format!("there is no event {id}"))?;
        if self.body {
            let body =
                body.with_context(|| format!("the body of event {id} is not kept any more"))?;
            out.write_all(&body)?;
        } else if self.json {
            render::json(out, &event)?;
        } else {
            writeln!(out, "{}", render::events(&[event]).trim_fmt())?;
        }
        Ok(())
    }
}

/// Try dead and kept events again; a running service takes them up within seconds
#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  agentic-memories inbox retry 7
  agentic-memories inbox retry --all")]
pub(crate) struct Retry {
    /// Id of the event
    #[arg(
        value_name = "ID",
        required_unless_present = "all",
        conflicts_with = "all"
    )]
    id: Option<i64>,
    /// All dead and kept events
    #[arg(long)]
    all: bool,
    #[command(flatten)]
    data_dir: DataDir,
}

impl Retry {
    async fn run(self, out: &mut dyn Write) -> anyhow::Result<()> {
        let Stored { file, .. } = self.data_dir.open()?;
        let count = file.retry(self.id).await?;
        if let Some(id) = self.id.filter(|_| count == 0) {
            anyhow::bail!("event {id} is neither dead nor kept, so there is nothing to try again");
        }
        writeln!(
            out,
            "{} will be tried again.",
            render::count(count, "event", "events")
        )?;
        Ok(())
    }
}
