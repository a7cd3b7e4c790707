use std::io::Write;

use clap::Args;
use memories_server::config::{Setting, Source};
use owo_colors::OwoColorize;
use serde_json::json;

use crate::{environment::configuration, render};

/// Print the effective configuration: every setting, its source and its meaning
#[derive(Debug, Args)]
#[command(after_help = "\
Of keys only the length is printed.

Examples:
  agentic-memories config
  MEMORY_SCOPE=agent agentic-memories config --json")]
pub(crate) struct ShowConfig {
    /// Print JSON, for programs
    #[arg(long)]
    json: bool,
}

impl ShowConfig {
    pub(crate) fn run(self, out: &mut dyn Write) -> anyhow::Result<()> {
        let config = configuration([])?;
        if self.json {
            let rows: Vec<_> = config.effective().iter().map(row).collect();
            render::json(out, &rows)?;
        } else {
            let mut table = render::table(["variable", "value", "source", "meaning"]);
            for setting in config.effective() {
                let Setting {
                    variable,
                    value,
                    explanation,
                    ..
                } = setting;
                table.add_row([variable, value.as_str(), source(setting), explanation]);
            }
            writeln!(out, "{}", table.trim_fmt())?;
        }
        for warning in config.warnings() {
            writeln!(anstream::stderr(), "{} {warning}", "warning:".yellow())?;
        }
        Ok(())
    }
}

fn row(setting: &Setting) -> serde_json::Value {
    let Setting {
        variable,
        value,
        explanation,
        ..
    } = setting;
    json!({ "variable": variable, "value": value, "source": source(setting), "explanation": explanation })
}

const fn source(setting: &Setting) -> &'static str {
    match setting.source {
        Source::Set => "set",
        Source::Default => "default",
    }
}
