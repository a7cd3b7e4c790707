use super::environment::Environment;
use super::variable::{Variable, VariableKind, variables};

/// An effective setting, safe to print.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Setting {
    pub variable: &'static str,
    /// Its value; of a secret only the length.
    pub value: String,
    pub source: Source,
    pub explanation: &'static str,
}

/// Where a setting comes from.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Source {
    /// The environment.
    Set,
    /// The default, because the variable is unset or empty.
    Default,
}

/// Every setting, in the order of the documentation. `derived_defaults` are the defaults of
/// variables whose default depends on others.
pub(super) fn settings(
    environment: &Environment,
    derived_defaults: &[(&Variable, &str)],
) -> Vec<Setting> {
    variables()
        .map(|variable| {
            let derived = derived_defaults.iter().find(|(own, _)| *own == variable);
            let default = derived.map(|(_, value)| *value).or(variable.default());
            setting(variable, environment, default)
        })
        .collect()
}

fn setting(variable: &Variable, environment: &Environment, default: Option<&str>) -> Setting {
    let (value, source) = match environment.get(variable) {
        Ok(Some(value)) => (redacted(variable, value.text), Source::Set),
        _ => (default.unwrap_or("not set").to_owned(), Source::Default),
    };
    Setting {
        variable: variable.name,
        value,
        source,
        explanation: variable.explanation,
    }
}

fn redacted(variable: &Variable, value: &str) -> String {
    match variable.kind {
        VariableKind::Secret => format!("set ({} characters)", value.chars().count()),
        VariableKind::Optional | VariableKind::Default(_) => value.to_owned(),
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
    fn every_variable_has_a_setting_in_the_order_of_the_documentation() {
        let config = read([]);
        let settings: Vec<_> = config
            .effective()
            .iter()
            .map(|setting| (setting.variable, setting.explanation))
            .collect();
        let table: Vec<_> = variables()
            .map(|variable| (variable.name, variable.explanation))
            .collect();
        assert_eq!(settings, table);
    }

    #[test]
    fn a_setting_shows_its_value_and_where_that_comes_from() {
        let config = read([("MEMORY_TIMEOUT", "2.5"), ("LOG_FORMAT", " ")]);
        let shown = |name| {
            let Setting { value, source, .. } = setting(&config, name);
            (value, source)
        };
        assert_eq!(shown("MEMORY_TIMEOUT"), ("2.5".to_owned(), Source::Set));
        assert_eq!(shown("LOG_FORMAT"), ("text".to_owned(), Source::Default));
        assert_eq!(
            shown("DEFAULT_COUNTRY"),
            ("not set".to_owned(), Source::Default)
        );
        assert_eq!(
            shown("MEM0_API_KEY"),
            ("not set".to_owned(), Source::Default)
        );
    }

    #[test]
    fn a_value_set_by_an_alias_is_shown_under_the_variables_name() {
        let config = read([("MEM0_TIMEOUT", "2.5")]);
        assert_eq!(setting(&config, "MEMORY_TIMEOUT").value, "2.5");
    }

    #[test]
    fn the_store_that_the_key_implies_is_shown() {
        let store = |config| {
            let Setting { value, source, .. } = setting(&config, "MEMORY_STORE");
            assert_eq!(source, Source::Default);
            value
        };
        assert_eq!(store(read([])), "sqlite");
        assert_eq!(store(read([("MEM0_API_KEY", "m0-key")])), "mem0");
    }

    #[test]
    fn a_secret_is_shown_as_its_length() {
        let config = read([("ELEVENLABS_WORKSPACE_KEY", "twelve signs")]);
        assert_eq!(
            setting(&config, "ELEVENLABS_WORKSPACE_KEY").value,
            "set (12 characters)"
        );
    }
}
