use std::fmt;

use super::variable::Variable;

/// Settings the service cannot start with: all of them, so that they can be
/// corrected in one go. No secret's value is in the text.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub struct ConfigError {
    problems: Vec<Problem>,
}

/// What is wrong with one variable.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Problem {
    /// The variable.
    pub variable: &'static str,
    /// What is wrong with its value, in words that follow the name.
    pub complaint: String,
    /// A value that is accepted; for a secret, where to get one.
    pub example: &'static str,
}

impl ConfigError {
    pub(super) const fn new(problems: Vec<Problem>) -> Self {
        Self { problems }
    }

    /// The problems, in the order of the documentation.
    #[must_use]
    pub fn problems(&self) -> &[Problem] {
        &self.problems
    }
}

impl Problem {
    pub(super) fn new(variable: &Variable, complaint: impl Into<String>) -> Self {
        Self {
            variable: variable.name,
            complaint: complaint.into(),
            example: variable.example,
        }
    }
}

impl fmt::Display for ConfigError {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.problems.len() {
            1 => formatter.write_str("a setting cannot be used:")?,
            count => write!(formatter, "{count} settings cannot be used:")?,
        }
        self.problems
            .iter()
            .try_for_each(|problem| write!(formatter, "\n  {problem}"))
    }
}

impl fmt::Display for Problem {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self {
            variable,
            complaint,
            example,
        } = self;
        write!(
            formatter,
            "{variable} {complaint}; for example {variable}={example}"
        )
    }
}
