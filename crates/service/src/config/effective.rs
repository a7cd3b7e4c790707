use super::environment::Environment;
use super::variable::{Nature, Variable, variables};

/// A setting in force, fit to be shown.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Setting {
    /// The variable.
    pub variable: &'static str,
    /// Its value; of a secret only that it is set.
    pub value: String,
    /// Where the value comes from.
    pub source: Source,
    /// What the variable is for.
    pub explanation: &'static str,
}

/// Where a setting comes from.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Source {
    /// The environment.
    Set,
    /// The default, because the variable is unset or blank.
    Default,
}

/// Every setting, in the order of the documentation.
pub(super) fn settings(environment: &Environment) -> Vec<Setting> {
    variables()
        .map(|variable| setting(variable, environment))
        .collect()
}

fn setting(variable: &Variable, environment: &Environment) -> Setting {
    let (value, source) = match environment.get(variable).and_then(Result::ok) {
        Some(value) => (shown(variable, value), Source::Set),
        None => (
            variable.default().unwrap_or("not set").to_owned(),
            Source::Default,
        ),
    };
    Setting {
        variable: variable.name,
        value,
        source,
        explanation: variable.explanation,
    }
}

fn shown(variable: &Variable, value: &str) -> String {
    match variable.nature {
        Nature::Secret => format!("set ({} characters)", value.chars().count()),
        Nature::Optional | Nature::Default(_) => value.to_owned(),
    }
}
