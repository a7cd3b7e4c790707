use super::environment::{Environment, InvalidValue};
use super::error::{ConfigError, Problem};
use super::variable::Variable;

/// Reads variables and collects their problems.
pub(super) struct Reader<'a> {
    environment: &'a Environment,
    problems: Vec<Problem>,
}

/// A value is invalid; the reader has its problem.
#[derive(Debug)]
pub(super) struct Reported(());

impl<'a> Reader<'a> {
    pub(super) const fn new(environment: &'a Environment) -> Self {
        Self {
            environment,
            problems: Vec::new(),
        }
    }

    /// The value of a variable or its default, if it has either.
    ///
    /// The error of `parse` continues a sentence that begins with the variable's name.
    pub(super) fn optional<T>(
        &mut self,
        variable: &Variable,
        parse: impl FnOnce(&str) -> Result<T, String>,
    ) -> Result<Option<T>, Reported> {
        let (name, text) = match self.environment.get(variable) {
            Ok(Some(value)) => (value.name, Some(value.text)),
            Ok(None) => (variable.name, variable.default()),
            Err(InvalidValue::NotUnicode(name)) => {
                return Err(self.report_as(name, variable, "is not UTF-8 text"));
            }
            Err(InvalidValue::Conflict { alias }) => {
                let message =
                    format!("and its alias {alias} have different values: set one of them");
                return Err(self.report(variable, message));
            }
        };
        text.map(parse)
            .transpose()
            .map_err(|message| self.report_as(name, variable, message))
    }

    /// The value of a variable or its default.
    pub(super) fn required<T>(
        &mut self,
        variable: &Variable,
        parse: impl FnOnce(&str) -> Result<T, String>,
    ) -> Result<T, Reported> {
        self.optional(variable, parse)?
            .ok_or_else(|| self.report(variable, "is not set"))
    }

    /// Adds a problem.
    pub(super) fn report(&mut self, variable: &Variable, message: impl Into<String>) -> Reported {
        self.report_as(variable.name, variable, message)
    }

    /// Adds a problem of a variable that is set under `name`.
    fn report_as(
        &mut self,
        name: &'static str,
        variable: &Variable,
        message: impl Into<String>,
    ) -> Reported {
        self.problems.push(Problem {
            variable: name,
            message: message.into(),
            example: variable.example,
        });
        Reported(())
    }

    pub(super) fn into_error(self) -> ConfigError {
        ConfigError::new(self.problems)
    }
}
