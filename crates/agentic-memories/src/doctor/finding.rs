use std::io::{self, Write};

use owo_colors::OwoColorize;
use serde::Serialize;

/// How something was found to be.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub(super) enum Verdict {
    /// As it should be.
    Good,
    /// It works and could be better.
    Advice,
    /// The service cannot do its work like this.
    Wrong,
}

/// What was found out about one thing.
#[derive(Debug, Serialize)]
pub(super) struct Finding {
    /// What was looked at.
    subject: &'static str,
    verdict: Verdict,
    /// How it is.
    says: String,
    /// What to do about it.
    #[serde(skip_serializing_if = "Option::is_none")]
    remedy: Option<String>,
}

impl Finding {
    pub(super) fn good(subject: &'static str, says: impl Into<String>) -> Self {
        Self {
            subject,
            verdict: Verdict::Good,
            says: says.into(),
            remedy: None,
        }
    }

    pub(super) fn advice(
        subject: &'static str,
        says: impl Into<String>,
        remedy: impl Into<String>,
    ) -> Self {
        Self {
            subject,
            verdict: Verdict::Advice,
            says: says.into(),
            remedy: Some(remedy.into()),
        }
    }

    pub(super) fn wrong(
        subject: &'static str,
        says: impl Into<String>,
        remedy: impl Into<String>,
    ) -> Self {
        Self {
            verdict: Verdict::Wrong,
            ..Self::advice(subject, says, remedy)
        }
    }
}

/// How many findings have this verdict.
pub(super) fn count(findings: &[Finding], verdict: Verdict) -> usize {
    let of = findings.iter().filter(|finding| finding.verdict == verdict);
    of.count()
}

/// A line for each finding, and one below it for what to do.
pub(super) fn tell(out: &mut dyn Write, findings: &[Finding]) -> io::Result<()> {
    for finding in findings {
        let Finding {
            subject,
            verdict,
            says,
            remedy,
        } = finding;
        let mark = match verdict {
            Verdict::Good => "good  ".green().to_string(),
            Verdict::Advice => "advice".yellow().to_string(),
            Verdict::Wrong => "wrong ".red().to_string(),
        };
        writeln!(out, "{mark}  {subject:<12}  {says}")?;
        if let Some(remedy) = remedy {
            writeln!(out, "{:22}{} {remedy}", "", "→".dimmed())?;
        }
    }
    Ok(())
}
