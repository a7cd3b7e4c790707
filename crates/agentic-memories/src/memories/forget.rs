use std::io::{self, IsTerminal, Write};

use clap::Args;
use memories_domain::{CallerId, ErasureReport};

use super::whose::Whose;
use crate::{failure::WrongUsage, render};

/// Remove every trace of a caller, under every agent, for good
#[derive(Debug, Args)]
#[command(after_help = "\
Memories, their history, calls and events that wait in the inbox are removed and
overwritten on disk. It cannot be undone; `export` first what should be kept.
What remains is that these calls were delivered, so that a repeated delivery
does not bring anything back.

Examples:
  agentic-memories memories forget --caller +12025550143
  agentic-memories memories forget --caller +12025550143 --yes --json")]
pub(crate) struct Forget {
    #[command(flatten)]
    whose: Whose,
    /// Do not ask
    #[arg(long)]
    yes: bool,
    /// Print JSON, for programs
    #[arg(long)]
    json: bool,
}

impl Forget {
    pub(super) async fn run(self, out: &mut dyn Write) -> anyhow::Result<()> {
        let file = self.whose.open()?;
        let caller = &file.scope.caller;
        if !self.yes && !confirmed(caller)? {
            writeln!(anstream::stderr(), "Nothing was removed.")?;
            return Ok(());
        }
        let forgotten = file.stored.forget(caller).await?;
        if self.json {
            render::json(out, &forgotten)?;
        } else {
            writeln!(out, "{}", told(&forgotten))?;
        }
        Ok(())
    }
}

fn confirmed(caller: &CallerId) -> anyhow::Result<bool> {
    if !io::stdin().is_terminal() {
        return Err(WrongUsage(
            "nobody is here to confirm: say --yes to forget this caller for good".to_owned(),
        )
        .into());
    }
    let mut terminal = anstream::stderr();
    write!(
        terminal,
        "Forget everything about {} for good? Type yes: ",
        caller.as_str()
    )?;
    terminal.flush()?;
    let mut answer = String::new();
    io::stdin().read_line(&mut answer)?;
    Ok(answer.trim().eq_ignore_ascii_case("yes"))
}

fn told(forgotten: &ErasureReport) -> String {
    let ErasureReport {
        memories,
        history_entries,
        calls,
        inbox_events,
    } = *forgotten;
    format!(
        "Removed {}, {}, {} and {}.",
        render::count(memories, "memory", "memories"),
        render::count(history_entries, "history entry", "history entries"),
        render::count(calls, "call", "calls"),
        render::count(inbox_events, "inbox event", "inbox events"),
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn it_says_what_was_removed() {
        let forgotten = ErasureReport {
            memories: 1,
            history_entries: 2,
            calls: 1,
            inbox_events: 0,
        };
        assert_eq!(
            told(&forgotten),
            "Removed 1 memory, 2 history entries, 1 call and 0 inbox events."
        );
    }
}
