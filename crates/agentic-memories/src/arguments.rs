use std::io::Write;

use clap::{Parser, Subcommand};

use crate::{call, callers, config, demo, doctor, inbox, memories, serve};

/// Long-term memory for ElevenLabs voice agents.
///
/// When the phone rings, the agent receives the caller's memories; during the call it
/// searches them; after the call, new memories are stored.
#[derive(Debug, Parser)]
#[command(version, about, after_help = AFTER_HELP)]
pub(crate) struct Arguments {
    #[command(subcommand)]
    pub(crate) command: Command,
}

const AFTER_HELP: &str = "\
Examples:
  agentic-memories demo                                     try it without any setup
  agentic-memories serve                                    run the service on http://127.0.0.1:8080
  agentic-memories memories list --caller +12025550143      the memories of a caller

Settings come from environment variables, and from the file .env in the working
directory for those that are not set; `agentic-memories config` shows them all.
Exit codes: 0 success, 1 failure, 2 wrong usage or settings.";

#[derive(Debug, Subcommand)]
pub(crate) enum Command {
    Serve(serve::Serve),
    Demo(demo::Demo),
    #[command(subcommand)]
    Call(call::Call),
    #[command(subcommand)]
    Memories(memories::Memories),
    #[command(subcommand)]
    Callers(callers::Callers),
    #[command(subcommand)]
    Inbox(inbox::Inbox),
    Config(config::ShowConfig),
    Doctor(doctor::Doctor),
}

impl Command {
    pub(crate) async fn run(self, out: &mut dyn Write) -> anyhow::Result<()> {
        match self {
            Self::Serve(serve) => serve.run(out).await,
            Self::Demo(demo) => demo.run(out).await,
            Self::Call(call) => call.run(out).await,
            Self::Memories(memories) => memories.run(out).await,
            Self::Callers(callers) => callers.run(out).await,
            Self::Inbox(inbox) => inbox.run(out).await,
            Self::Config(config) => config.run(out),
            Self::Doctor(doctor) => doctor.run(out).await,
        }
    }
}

#[cfg(test)]
mod tests {
    use clap::CommandFactory;

    use super::*;

    #[test]
    fn the_commands_are_well_formed() {
        Arguments::command().debug_assert();
    }

    #[test]
    fn every_command_and_every_option_has_a_help_text() {
        fn check(command: &clap::Command) {
            assert!(
                command.get_about().is_some(),
                "{} has no help text",
                command.get_name()
            );
            for argument in command.get_arguments() {
                assert!(
                    argument.get_help().is_some(),
                    "{} {} has no help text",
                    command.get_name(),
                    argument.get_id()
                );
            }
            command.get_subcommands().for_each(check);
        }
        check(&Arguments::command());
    }
}
