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

/// Every setting, in the order of the documentation. `depending` are the values
/// in force of unset variables that depend on others.
pub(super) fn settings(environment: &Environment, depending: &[(&Variable, &str)]) -> Vec<Setting> {
    variables()
        .map(|variable| {
            let depending = depending.iter().find(|(own, _)| *own == variable);
            let unset = depending.map(|(_, value)| *value).or(variable.default());
            setting(variable, environment, unset)
        })
        .collect()
}

fn setting(variable: &Variable, environment: &Environment, unset: Option<&str>) -> Setting {
    let (value, source) = match environment.get(variable).and_then(Result::ok) {
        Some(value) => (shown(variable, value), Source::Set),
        None => (unset.unwrap_or("not set").to_owned(), Source::Default),
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

#[cfg(test)]
mod tests {
    use super::super::Config;
    use super::*;

    fn read<const N: usize>(pairs: [(&str, &str); N]) -> Config {
        Config::read(&Environment::from_iter(pairs)).unwrap()
    }

    fn setting(config: &Config, name: &str) -> Setting {
        config
            .effective()
            .iter()
            .find(|setting| setting.variable == name)
            .unwrap()
            .clone()
    }

    #[test]
    fn every_variable_has_a_row_in_the_order_of_the_documentation() {
        let config = read([]);
        let rows: Vec<_> = config
            .effective()
            .iter()
            .map(|row| (row.variable, row.explanation))
            .collect();
        let table: Vec<_> = variables()
            .map(|variable| (variable.name, variable.explanation))
            .collect();
        assert_eq!(rows, table);
    }

    #[test]
    fn a_row_tells_the_value_and_where_it_comes_from() {
        let config = read([("MEM0_TIMEOUT", "2.5"), ("LOG_FORMAT", " ")]);
        let told = |name| {
            let Setting { value, source, .. } = setting(&config, name);
            (value, source)
        };
        assert_eq!(told("MEM0_TIMEOUT"), ("2.5".to_owned(), Source::Set));
        assert_eq!(told("LOG_FORMAT"), ("text".to_owned(), Source::Default));
        assert_eq!(
            told("DEFAULT_REGION"),
            ("not set".to_owned(), Source::Default)
        );
        assert_eq!(
            told("MEM0_API_KEY"),
            ("not set".to_owned(), Source::Default)
        );
    }

    #[test]
    fn the_store_that_the_key_chose_is_told() {
        let store = |config| {
            let Setting { value, source, .. } = setting(&config, "MEMORY_STORE");
            assert_eq!(source, Source::Default);
            value
        };
        assert_eq!(store(read([])), "sqlite");
        assert_eq!(store(read([("MEM0_API_KEY", "m0-key")])), "mem0");
    }

    #[test]
    fn of_a_secret_only_its_length_is_told() {
        let config = read([("ELEVENLABS_WORKSPACE_KEY", "twelve signs")]);
        assert_eq!(
            setting(&config, "ELEVENLABS_WORKSPACE_KEY").value,
            "set (12 characters)"
        );
    }
}
