//! Looks after what is remembered of one caller.

mod change;
mod forget;
mod read;

mod transfer;
mod whose;

use std::io::Write;

use clap::Subcommand;

/// Look after what is remembered of one caller
#[derive(Debug, Subcommand)]
#[command(after_help = "\
These commands work on the memories in DATA_DIR, beside a running service or
without one. A caller may be written as in a call: +12025550143, sip:+12025550143@host,
or (202) 555-0143 with DEFAULT_REGION=US.")]
pub(crate) enum Memories {
    List(read::List),
    Show(read::Show),
    Search(read::Search),
    Add(change::Add),
    Update(change::Update),
    Delete(change::Delete),
    History(read::History),
    Forget(forget::Forget),
    Export(transfer::Export),
    Import(transfer::Import),
}

impl Memories {
    pub(crate) async fn run(self, out: &mut dyn Write) -> anyhow::Result<()> {
        match self {
            Self::List(list) => list.run(out).await,
            Self::Show(show) => show.run(out).await,
            Self::Search(search) => search.run(out).await,
            Self::Add(add) => add.run(out).await,
            Self::Update(update) => update.run(out).await,
            Self::Delete(delete) => delete.run().await,
            Self::History(history) => history.run(out).await,
            Self::Forget(forget) => forget.run(out).await,
            Self::Export(export) => export.run(out).await,
            Self::Import(import) => import.run().await,
        }
    }
}
