use std::io::{self, Write};

use owo_colors::OwoColorize;
use serde::Serialize;

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub(super) enum Status {
    Ok,
    /// The service works, but could work better.
    Warn,
    /// The service cannot work.
    Fail,
}

/// The result of one check.
#[derive(Debug, Serialize)]
pub(super) struct Check {
    subject: &'static str,
    status: Status,
    message: String,
    /// How to fix or improve it.
    #[serde(skip_serializing_if = "Option::is_none")]
    remedy: Option<String>,
}

impl Check {
    pub(super) fn ok(subject: &'static str, message: impl Into<String>) -> Self {
        Self {
            subject,
            status: Status::Ok,
            message: message.into(),
            remedy: None,
        }
    }

    pub(super) fn warn(
        subject: &'static str,
        message: impl Into<String>,
        remedy: impl Into<String>,
    ) -> Self {
        Self {
            subject,
            status: Status::Warn,
            message: message.into(),
            remedy: Some(remedy.into()),
        }
    }

    pub(super) fn fail(
        subject: &'static str,
        message: impl Into<String>,
        remedy: impl Into<String>,
    ) -> Self {
        Self {
            status: Status::Fail,
            ..Self::warn(subject, message, remedy)
        }
    }
}

pub(super) fn count(checks: &[Check], status: Status) -> usize {
    let matching = checks.iter().filter(|check| check.status == status);
    matching.count()
}

/// One line per check, and one below it for its remedy.
pub(super) fn print(out: &mut dyn Write, checks: &[Check]) -> io::Result<()> {
    for check in checks {
        let Check {
            subject,
            status,
            message,
            remedy,
        } = check;
        let mark = match status {
            Status::Ok => "ok  ".green().to_string(),
            Status::Warn => "warn".yellow().to_string(),
            Status::Fail => "fail".red().to_string(),
        };
        writeln!(out, "{mark}  {subject:<12}  {message}")?;
        if let Some(remedy) = remedy {
            writeln!(out, "{:20}{} {remedy}", "", "→".dimmed())?;
        }
    }
    Ok(())
}
