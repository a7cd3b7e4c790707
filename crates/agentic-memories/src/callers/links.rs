//! Links between numbers and the ids under which an operator knows those who call from them.

use std::io::Write;

use clap::Args;
use memories_domain::{CallerId, CallerKind, ProjectId};
use memories_server::wiring::caller_resolver;

use crate::{
    error_report::UsageError,
    render,
    stores::{DataDir, Stores},
};

/// List the other ids under which a caller is known
#[derive(Debug, Args)]
#[command(after_help = "\
Whoever reads the memories of one of them reads those of all.

Example:
  agentic-memories callers links --caller +12025550143")]
pub(crate) struct Links {
    /// Number or id of the caller
    #[arg(long, value_name = "NUMBER")]
    caller: String,
    /// Print JSON, for programs
    #[arg(long)]
    json: bool,
    #[command(flatten)]
    data_dir: DataDir,
}

/// Link a number to your own id of the person who calls from it
#[derive(Debug, Args)]
#[command(after_help = "\
Calls from the number are then told what is known under the id, and the other way round;
each keeps its own memories. No later call changes the link.

Example:
  agentic-memories callers link --caller +12025550143 --user-id customer-1")]
pub(crate) struct Link {
    /// Number or address of the telephone network
    #[arg(long, value_name = "NUMBER")]
    caller: String,
    /// Your own id of the person
    #[arg(long, value_name = "ID")]
    user_id: String,
    #[command(flatten)]
    data_dir: DataDir,
}

/// Remove the link of a number
#[derive(Debug, Args)]
#[command(after_help = "\
The memories of both stay as they are, and no later call restores the link.

Example:
  agentic-memories callers unlink --caller +12025550143")]
pub(crate) struct Unlink {
    /// Number or address of the telephone network
    #[arg(long, value_name = "NUMBER")]
    caller: String,
    #[command(flatten)]
    data_dir: DataDir,
}

impl Links {
    pub(super) async fn run(self, out: &mut dyn Write) -> anyhow::Result<()> {
        let stores = self.data_dir.open()?;
        let caller = parse(&stores, "--caller", &self.caller)?;
        let linked = stores
            .links()
            .linked(&ProjectId::default(), &caller)
            .await?;
        let keys: Vec<&str> = linked.iter().map(CallerId::as_str).collect();
        if self.json {
            render::json(out, &keys)?;
        } else if keys.is_empty() {
            writeln!(out, "This caller has no links.")?;
        } else {
            writeln!(out, "{}", keys.join("\n"))?;
        }
        Ok(())
    }
}

impl Link {
    pub(super) async fn run(self, out: &mut dyn Write) -> anyhow::Result<()> {
        let stores = self.data_dir.open()?;
        let caller = parse(&stores, "--caller", &self.caller)?;
        let user = parse(&stores, "--user-id", &self.user_id)?;
        if caller.kind() == CallerKind::UserId {
            return Err(UsageError(format!(
                "--caller: {} is an id of yours; give the number or address of the telephone \
                 network, and the id in --user-id",
                caller.as_str()
            ))
            .into());
        }
        if user.kind() != CallerKind::UserId {
            return Err(UsageError(
                "--user-id: this is no id of yours; to join two numbers, link both to one id"
                    .to_owned(),
            )
            .into());
        }
        let project = ProjectId::default();
        stores.links().link(&project, &caller, &user).await?;
        writeln!(out, "Linked {} to {}.", caller.as_str(), user.as_str())?;
        Ok(())
    }
}

impl Unlink {
    pub(super) async fn run(self, out: &mut dyn Write) -> anyhow::Result<()> {
        let stores = self.data_dir.open()?;
        let caller = parse(&stores, "--caller", &self.caller)?;
        let removed = stores
            .links()
            .unlink(&ProjectId::default(), &caller)
            .await?;
        let caller = caller.as_str();
        if removed {
            writeln!(out, "Removed the link of {caller}.")?;
        } else {
            writeln!(out, "{caller} has no link.")?;
        }
        Ok(())
    }
}

fn parse(stores: &Stores, option: &str, text: &str) -> Result<CallerId, UsageError> {
    let region = caller_resolver(&stores.config).region;
    CallerId::parse(text, region).map_err(|invalid| UsageError(format!("{option}: {invalid}")))
}
