use super::environment::{Environment, NotUnicode};
use super::error::{ConfigError, Problem};
use super::variable::Variable;

/// Reads variables and collects what is wrong with them.
pub(super) struct Reader<'a> {
    environment: &'a Environment,
    problems: Vec<Problem>,
}

/// A value was refused, and the reader has noted why.
#[derive(Debug)]
pub(super) struct Refused(());

impl<'a> Reader<'a> {
    pub(super) const fn new(environment: &'a Environment) -> Self {
        Self {
            environment,
            problems: Vec::new(),
        }
    }

    /// The value of a variable or its default, if it has either.
    ///
    /// `parse` says what is wrong in words that follow the variable's name.
    pub(super) fn optional<T>(
        &mut self,
        variable: &Variable,
        parse: impl FnOnce(&str) -> Result<T, String>,
    ) -> Result<Option<T>, Refused> {
        let text = match self.environment.get(variable) {
            Some(Ok(text)) => Some(text),
            Some(Err(NotUnicode)) => return Err(self.refuse(variable, "is not UTF-8 text")),
            None => variable.default(),
        };
        text.map(parse)
            .transpose()
            .map_err(|complaint| self.refuse(variable, complaint))
    }

    /// The value of a variable or its default.
    pub(super) fn required<T>(
        &mut self,
        variable: &Variable,
        parse: impl FnOnce(&str) -> Result<T, String>,
    ) -> Result<T, Refused> {
        self.optional(variable, parse)?
            .ok_or_else(|| self.refuse(variable, "is not set"))
    }

    pub(super) fn into_error(self) -> ConfigError {
        ConfigError::new(self.problems)
    }

    /// Notes what is wrong with a variable, in words that follow its name.
    pub(super) fn refuse(&mut self, variable: &Variable, complaint: impl Into<String>) -> Refused {
        self.problems.push(Problem::new(variable, complaint));
        Refused(())
    }
}
