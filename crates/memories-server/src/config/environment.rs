use std::collections::BTreeMap;
use std::ffi::{OsStr, OsString};
use std::fmt;

use super::variable::{Variable, variables};

/// The values of the service's variables, from the process, a file or a test. Other variables are
/// dropped.
#[derive(Clone, Default)]
pub struct Environment(BTreeMap<&'static str, OsString>);

/// The value of a variable.
#[derive(Clone, Copy)]
pub(super) struct EnvValue<'a> {
    /// The name it was set under, which may be the alias.
    pub(super) name: &'static str,
    /// Without surrounding whitespace, not empty.
    pub(super) text: &'a str,
}

/// Why a variable has no value.
#[derive(Debug)]
pub(super) enum InvalidValue {
    /// The variable that is set under this name is not UTF-8.
    NotUnicode(&'static str),
    /// The variable and its alias have different values.
    Conflict { alias: &'static str },
}

impl Environment {
    /// The environment of this process.
    #[must_use]
    pub fn process() -> Self {
        std::env::vars_os().collect()
    }

    /// Adds the variables of `fallback`, such as a `.env` file, that are not set here under any
    /// name. An empty variable counts as set, so that it can hide the one in the file.
    #[must_use]
    pub fn or(mut self, mut fallback: Self) -> Self {
        for variable in variables() {
            if !variable.names().any(|name| self.0.contains_key(name)) {
                let values = variable
                    .names()
                    .filter_map(|name| fallback.0.remove_entry(name));
                self.0.extend(values);
            }
        }
        self
    }

    /// The value of a variable; an empty one counts as unset.
    pub(super) fn get(&self, variable: &Variable) -> Result<Option<EnvValue<'_>>, InvalidValue> {
        let named = self.get_by_name(variable.name)?;
        let Some(alias) = variable.alias else {
            return Ok(named);
        };
        match (named, self.get_by_name(alias)?) {
            (Some(named), Some(aliased)) if named.text != aliased.text => {
                Err(InvalidValue::Conflict { alias })
            }
            (named, aliased) => Ok(named.or(aliased)),
        }
    }

    fn get_by_name(&self, name: &'static str) -> Result<Option<EnvValue<'_>>, InvalidValue> {
        let Some(value) = self.0.get(name) else {
            return Ok(None);
        };
        match value.to_str().map(str::trim) {
            Some("") => Ok(None),
            Some(text) => Ok(Some(EnvValue { name, text })),
            None => Err(InvalidValue::NotUnicode(name)),
        }
    }
}

impl<Name: AsRef<OsStr>, Value: Into<OsString>> FromIterator<(Name, Value)> for Environment {
    fn from_iter<Pairs: IntoIterator<Item = (Name, Value)>>(pairs: Pairs) -> Self {
        let static_name = |given: &OsStr| {
            variables()
                .flat_map(Variable::names)
                .find(|name| given == *name)
        };
        let values = pairs
            .into_iter()
            .filter_map(|(name, value)| Some((static_name(name.as_ref())?, value.into())));
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
    use super::super::variable::{DATA_DIR, MEM0_API_KEY, MEMORY_TIMEOUT};
    use super::*;

    fn get<'a>(environment: &'a Environment, variable: &Variable) -> Option<&'a str> {
        let value = environment.get(variable).unwrap();
        value.map(|value| value.text)
    }

    #[test]
    fn the_process_takes_precedence_over_the_file() {
        let process = Environment::from_iter([("DATA_DIR", "/process")]);
        let file = Environment::from_iter([("DATA_DIR", "/file"), ("MEM0_API_KEY", "key")]);
        let both = process.or(file);
        assert_eq!(get(&both, &DATA_DIR), Some("/process"));
        assert_eq!(get(&both, &MEM0_API_KEY), Some("key"));
    }

    #[test]
    fn an_empty_variable_is_unset_and_hides_the_one_in_the_file() {
        let process = Environment::from_iter([("DATA_DIR", " \t")]);
        let file = Environment::from_iter([("DATA_DIR", "/file")]);
        assert_eq!(get(&process.or(file), &DATA_DIR), None);
    }

    #[test]
    fn surrounding_whitespace_is_trimmed() {
        assert_eq!(
            get(&Environment::from_iter([("DATA_DIR", " /d \n")]), &DATA_DIR),
            Some("/d")
        );
    }

    #[test]
    fn an_alias_sets_the_variable() {
        let environment = Environment::from_iter([("MEM0_TIMEOUT", "2"), ("MEMORY_TIMEOUT", "")]);
        assert_eq!(get(&environment, &MEMORY_TIMEOUT), Some("2"));
    }

    #[test]
    fn an_alias_in_the_process_takes_precedence_over_the_name_in_the_file() {
        let process = Environment::from_iter([("MEM0_TIMEOUT", "2")]);
        let file = Environment::from_iter([("MEMORY_TIMEOUT", "3")]);
        assert_eq!(get(&process.or(file), &MEMORY_TIMEOUT), Some("2"));
    }

    #[test]
    fn a_name_and_its_alias_may_agree_and_must_not_differ() {
        let both =
            |alias| Environment::from_iter([("MEMORY_TIMEOUT", "2"), ("MEM0_TIMEOUT", alias)]);
        assert_eq!(get(&both("2"), &MEMORY_TIMEOUT), Some("2"));
        assert!(matches!(
            both("3").get(&MEMORY_TIMEOUT),
            Err(InvalidValue::Conflict {
                alias: "MEM0_TIMEOUT"
            })
        ));
    }

    #[test]
    fn debug_output_shows_names_without_values() {
        let environment = Environment::from_iter([("MEM0_API_KEY", "m0-value"), ("HOME", "/root")]);
        assert_eq!(format!("{environment:?}"), r#"{"MEM0_API_KEY"}"#);
    }
}
