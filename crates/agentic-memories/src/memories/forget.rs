use std::io::{self, IsTerminal, Write};

use clap::Args;
use memories_domain::{CallerId, ports::ErasureReport};

use super::caller::CallerArgs;
use crate::{error_report::UsageError, render, stores::Erasure};

/// Erase a caller under every agent, permanently
#[derive(Debug, Args)]
#[command(after_help = "\
Memories, their history, calls and events in the inbox are removed and overwritten
on disk. This cannot be undone; `export` first if need be. Only digests of the
conversations' ids remain, so that a repeated delivery does not restore the caller's memories.

Examples:
  agentic-memories memories forget --caller +12025550143
  agentic-memories memories forget --caller +12025550143 --yes --json")]
pub(crate) struct Forget {
    #[command(flatten)]
    caller_args: CallerArgs,
    /// Do not ask for confirmation
    #[arg(long)]
    yes: bool,
    /// Print JSON, for programs
    #[arg(long)]
    json: bool,
}

impl Forget {
    pub(super) async fn run(self, out: &mut dyn Write) -> anyhow::Result<()> {
        let session = self.caller_args.open_former()?;
        let (project, caller) = (&session.scope.project, &session.scope.caller);
        if !self.yes && !confirmed(caller)? {
            writeln!(anstream::stderr(), "Nothing was erased.")?;
            return Ok(());
        }
        let erasure = session.stores.forget(project, caller).await?;
        if self.json {
            render::json(out, &erasure)?;
        } else {
            writeln!(out, "{}", summary(&erasure))?;
        }
        Ok(())
    }
}

fn confirmed(caller: &CallerId) -> anyhow::Result<bool> {
    if !io::stdin().is_terminal() {
        return Err(UsageError(
            "there is no terminal to confirm on: pass --yes to erase this caller permanently"
                .to_owned(),
        )
        .into());
    }
    let mut terminal = anstream::stderr();
    write!(
        terminal,
        "Erase everything about {} permanently? Type yes: ",
        caller.as_str()
    )?;
    terminal.flush()?;
    let mut answer = String::new();
    io::stdin().read_line(&mut answer)?;
    Ok(answer.trim().eq_ignore_ascii_case("yes"))
}

fn summary(erasure: &Erasure) -> String {
    let ErasureReport {
        memories,
        history_entries,
        calls,
    } = erasure.report;
    format!(
        "Removed {}, {}, {} and {}.",
        render::count(memories, "memory", "memories"),
        render::count(history_entries, "history entry", "history entries"),
        render::count(calls, "call", "calls"),
        render::count(erasure.inbox_events, "inbox event", "inbox events"),
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_output_counts_what_was_removed() {
        let erasure = Erasure {
            report: ErasureReport {
                memories: 1,
                history_entries: 2,
                calls: 1,
            },
            inbox_events: 0,
        };
        assert_eq!(
            summary(&erasure),
            "Removed 1 memory, 2 history entries, 1 call and 0 inbox events."
        );
    }
}
