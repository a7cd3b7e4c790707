use std::fmt;

/// All problems of a configuration, so that they can be corrected at once. Contains no value of a
/// secret.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub struct ConfigError {
    problems: Vec<Problem>,
}

/// A variable with an unusable value.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Problem {
    /// The name under which it was set.
    pub variable: &'static str,
    /// The problem with its value; continues a sentence that begins with the name.
    pub message: String,
    /// A valid value; for a secret, where to get one.
    pub example: &'static str,
}

impl ConfigError {
    pub(super) const fn new(problems: Vec<Problem>) -> Self {
        Self { problems }
    }

    /// In the order of the documentation.
    #[must_use]
    pub fn problems(&self) -> &[Problem] {
        &self.problems
    }
}

impl fmt::Display for ConfigError {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.problems.len() {
            1 => formatter.write_str("a setting is invalid:")?,
            count => write!(formatter, "{count} settings are invalid:")?,
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
            message,
            example,
        } = self;
        write!(
            formatter,
            "{variable} {message}; for example {variable}={example}"
        )
    }
}
