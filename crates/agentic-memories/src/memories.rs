//! Administers the memories of one caller.

mod caller;
mod edit;
mod forget;
mod history;
mod read;
mod transfer;

use std::io::Write;

use clap::Subcommand;

/// List, search, edit and erase the memories of one caller
#[derive(Debug, Subcommand)]
#[command(after_help = "\
These commands work on the memories in DATA_DIR, whether or not a service is
running. A caller can be written as in a call: +12025550143, sip:+12025550143@host,
or (202) 555-0143 with DEFAULT_COUNTRY=US.")]
pub(crate) enum Memories {
    List(read::List),
    Show(read::Show),
    Search(read::Search),
    Add(edit::Add),
    Update(edit::Update),
    Delete(edit::Delete),
    History(history::History),
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
