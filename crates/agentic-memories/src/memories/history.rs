use std::io::Write;

use clap::Args;
use memories_domain::MemoryId;

use super::caller::{CallerArgs, memory_id};
use crate::render;

/// List the changes of memories, oldest first
#[derive(Debug, Args)]
#[command(after_help = "\
What a call replaced, moved, ended or corrected is listed with that call and its agent, and with
the text that brought it about as the new one.

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
        let (memories, scope) = (&session.memories, &session.scope);
        let recorded = memories.history(scope, self.id.as_ref()).await?;
        let record = memories.load(scope).await?;
        let lines = render::history_lines(recorded, &record, self.id.as_ref());
        if self.json {
            render::json(out, &lines)?;
        } else if lines.is_empty() {
            writeln!(out, "No history entries.")?;
        } else {
            writeln!(out, "{}", render::history(&lines).trim_fmt())?;
        }
        Ok(())
    }
}
