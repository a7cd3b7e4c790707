//! `.env.example` and the tables of `docs/configuration.md` are generated from the table of
//! variables.

use std::fmt::Write as _;

use super::variable::{Variable, VariableKind};
use super::{Config, Environment, SECTIONS, variables};

/// Set to write the files instead of comparing them.
const UPDATE: &str = "UPDATE_GENERATED";
const HOW_TO_UPDATE: &str =
    "is outdated: run UPDATE_GENERATED=1 cargo test -p memories-server generated";

fn compare_or_update(path: &str, current: &str, generated: &str) {
    if std::env::var_os(UPDATE).is_some() {
        let root = concat!(env!("CARGO_MANIFEST_DIR"), "/../../");
        std::fs::write(format!("{root}{path}"), generated).unwrap();
    } else {
        assert!(current == generated, "{path} {HOW_TO_UPDATE}");
    }
}

mod env_example {
    use super::*;

    const FILE: &str = include_str!("../../../../.env.example");

    const HEAD: &str = "\
# Settings of AgenticMemories. Copy this file to .env and remove the `#` before those you set.
# The value after `=` is the default or, where noted, an example.
";

    fn generate() -> String {
        let mut text = HEAD.to_owned();
        for section in SECTIONS {
            writeln!(text, "\n# --- {} ---", section.title).unwrap();
            for variable in section.variables {
                writeln!(text, "\n# {}", variable.explanation).unwrap();
                text.push_str(&assignment(variable));
            }
        }
        text
    }

    fn assignment(variable: &Variable) -> String {
        let Variable {
            name,
            example,
            kind,
            ..
        } = variable;
        match kind {
            VariableKind::Secret => format!("# Unset by default. Set it to: {example}\n#{name}=\n"),
            VariableKind::Optional => format!(
                "# Unset by default; an example:\n#{name}={}\n",
                quoted(example)
            ),
            VariableKind::Default(value) if value == example => {
                format!("#{name}={}\n", quoted(value))
            }
            VariableKind::Default(value) => format!(
                "# Another example: {name}={}\n#{name}={}\n",
                quoted(example),
                quoted(value)
            ),
        }
    }

    /// Quotes a value that a `.env` file would otherwise split or expand.
    fn quoted(value: &str) -> String {
        if value.contains([' ', '{', '"']) {
            format!("'{value}'")
        } else {
            value.to_owned()
        }
    }

    /// The settings of the file without the `#` before each.
    fn uncommented() -> Vec<(String, String)> {
        let is_setting = |line: &&str| line.starts_with(|first: char| first.is_ascii_uppercase());
        let settings: Vec<&str> = FILE
            .lines()
            .filter_map(|line| line.strip_prefix('#'))
            .filter(is_setting)
            .collect();
        dotenvy::from_read_iter(settings.join("\n").as_bytes())
            .collect::<Result<_, _>>()
            .unwrap()
    }

    #[test]
    fn the_file_lists_every_variable_with_its_default_and_explanation() {
        compare_or_update(".env.example", FILE, &generate());
    }

    #[test]
    fn the_file_is_valid_with_every_setting_uncommented() {
        let settings = uncommented();
        let names: Vec<&str> = settings.iter().map(|(name, _)| name.as_str()).collect();
        assert_eq!(
            names,
            variables()
                .map(|variable| variable.name)
                .collect::<Vec<_>>()
        );
        Config::read(&Environment::from_iter(settings)).unwrap();
    }

    #[test]
    fn the_file_sets_every_variable_with_a_default_to_it() {
        for (name, value) in uncommented() {
            let variable = variables().find(|variable| variable.name == name).unwrap();
            if let Some(default) = variable.default() {
                assert_eq!(value, default, "{name}");
            }
        }
    }
}

mod documentation {
    use super::*;

    const FILE: &str = include_str!("../../../../docs/configuration.md");
    const BEGIN: &str = "<!-- begin: generated";
    const END: &str = "<!-- end";

    /// The file with its generated part replaced.
    fn generate() -> String {
        let begin = FILE.find(BEGIN).unwrap();
        let tables_start = begin + FILE[begin..].find('\n').unwrap() + 1;
        let tables_end = tables_start + FILE[tables_start..].find(END).unwrap();
        let sections: Vec<String> = SECTIONS
            .iter()
            .map(|section| format!("## {}\n\n{}", section.title, table(section.variables)))
            .collect();
        format!(
            "{}{}{}",
            &FILE[..tables_start],
            sections.join("\n"),
            &FILE[tables_end..]
        )
    }

    fn table(variables: &[Variable]) -> String {
        let mut table = "| variable | default | meaning |\n|---|---|---|\n".to_owned();
        for variable in variables {
            let default = match variable.kind {
                VariableKind::Secret => "unset (secret)".to_owned(),
                VariableKind::Optional => "unset".to_owned(),
                VariableKind::Default(value) => format!("`{value}`"),
            };
            let alias = variable.alias.map(|alias| format!(" Alias: `{alias}`."));
            writeln!(
                table,
                "| `{}` | {default} | {}{} |",
                variable.name,
                variable.explanation,
                alias.unwrap_or_default()
            )
            .unwrap();
        }
        table
    }

    #[test]
    fn the_tables_list_every_variable_with_its_default_and_explanation() {
        compare_or_update("docs/configuration.md", FILE, &generate());
    }
}
