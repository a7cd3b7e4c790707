use std::collections::BTreeMap;
use std::ffi::{OsStr, OsString};
use std::fmt;

use super::variable::{Variable, variables};

/// The values of the service's variables, taken from the process, a file or a
/// test. Variables that are not the service's are not kept.
#[derive(Clone, Default)]
pub struct Environment(BTreeMap<&'static str, OsString>);

/// A value that is not Unicode text.
pub(super) struct NotUnicode;

impl Environment {
    /// What the process was started with.
    #[must_use]
    pub fn process() -> Self {
        std::env::vars_os().collect()
    }

    /// Takes from `fallback`, such as a `.env` file, what is not here. A
    /// variable that is blank here stays so, which is how to unset it for once.
    #[must_use]
    pub fn or(self, fallback: Self) -> Self {
        let mut values = fallback.0;
        values.extend(self.0);
        Self(values)
    }

    /// The value without surrounding whitespace; a blank one counts as unset.
    pub(super) fn get(&self, variable: &Variable) -> Option<Result<&str, NotUnicode>> {
        let value = self.0.get(variable.name)?;
        match value.to_str().map(str::trim) {
            Some("") => None,
            Some(text) => Some(Ok(text)),
            None => Some(Err(NotUnicode)),
        }
    }
}

impl<Name: AsRef<OsStr>, Value: Into<OsString>> FromIterator<(Name, Value)> for Environment {
    fn from_iter<Pairs: IntoIterator<Item = (Name, Value)>>(pairs: Pairs) -> Self {
        let known = |name: &OsStr| variables().find(|variable| name == variable.name);
        let values = pairs
            .into_iter()
            .filter_map(|(name, value)| Some((known(name.as_ref())?.name, value.into())));
        Self(values.collect())
    }
}

impl fmt::Debug for Environment {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.debug_set().entries(self.0.keys()).finish()
    }
}

#[cfg(test)]
mod tests {
    use super::super::variable::{DATA_DIR, MEM0_API_KEY};
    use super::*;

    fn data_dir(environment: &Environment) -> Option<&str> {
        environment.get(&DATA_DIR).and_then(Result::ok)
    }

    #[test]
    fn the_process_wins_over_the_file() {
        let process = Environment::from_iter([("DATA_DIR", "/process")]);
        let file = Environment::from_iter([("DATA_DIR", "/file"), ("MEM0_API_KEY", "key")]);
        let both = process.or(file);
        assert_eq!(data_dir(&both), Some("/process"));
        assert!(both.get(&MEM0_API_KEY).is_some());
    }

    #[test]
    fn a_blank_variable_is_unset_and_hides_the_one_in_the_file() {
        let process = Environment::from_iter([("DATA_DIR", " \t")]);
        let file = Environment::from_iter([("DATA_DIR", "/file")]);
        assert_eq!(data_dir(&process.or(file)), None);
    }

    #[test]
    fn surrounding_whitespace_is_no_part_of_a_value() {
        assert_eq!(
            data_dir(&Environment::from_iter([("DATA_DIR", " /d \n")])),
            Some("/d")
        );
    }

    #[test]
    fn debug_output_names_variables_and_shows_no_value() {
        let environment = Environment::from_iter([("MEM0_API_KEY", "m0-value"), ("HOME", "/root")]);
        assert_eq!(format!("{environment:?}"), r#"{"MEM0_API_KEY"}"#);
    }
}
