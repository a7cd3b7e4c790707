//! `.env.example` says what the table of variables says.

use std::fmt::Write as _;

use super::variable::{Nature, Variable};
use super::{Config, Environment, TOPICS, variables};

const FILE: &str = include_str!("../../../../.env.example");

const HEAD: &str = "\
# Settings of AgenticMemories. Copy this file to .env and remove the `#` before what you set.
# What is behind `=` is the default or, where it says so, an example.
";

fn text() -> String {
    let mut text = HEAD.to_owned();
    for topic in TOPICS {
        writeln!(text, "\n# --- {} ---", topic.title).unwrap();
        for variable in topic.variables {
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
        nature,
        ..
    } = variable;
    match nature {
        Nature::Secret => format!("# Unset by default. Here belongs: {example}\n#{name}=\n"),
        Nature::Optional => format!(
            "# Unset by default; an example:\n#{name}={}\n",
            quoted(example)
        ),
        Nature::Default(value) if value == example => format!("#{name}={}\n", quoted(value)),
        Nature::Default(value) => {
            format!(
                "# Or, for example: {name}={}\n#{name}={}\n",
                quoted(example),
                quoted(value)
            )
        }
    }
}

/// Quotes a value that a `.env` file would otherwise take apart.
fn quoted(value: &str) -> String {
    if value.contains([' ', '{', '"']) {
        format!("'{value}'")
    } else {
        value.to_owned()
    }
}

/// The settings of the file after the `#` before each was removed.
fn uncommented() -> Vec<(String, String)> {
    let starts_setting = |line: &str| line.starts_with(|first: char| first.is_ascii_uppercase());
    let settings: Vec<&str> = FILE
        .lines()
        .filter_map(|line| line.strip_prefix('#'))
        .filter(|line| starts_setting(line))
        .collect();
    dotenvy::from_read_iter(settings.join("\n").as_bytes())
        .collect::<Result<_, _>>()
        .unwrap()
}

#[test]
fn the_file_lists_every_variable_with_its_default_and_explanation() {
    if std::env::var_os("WRITE_ENV_EXAMPLE").is_some() {
        let path = concat!(env!("CARGO_MANIFEST_DIR"), "/../../.env.example");
        std::fs::write(path, text()).unwrap();
        return;
    }
    assert!(
        FILE == text(),
        "write .env.example anew: WRITE_ENV_EXAMPLE=1 cargo test -p memories-server env_example"
    );
}

#[test]
fn the_file_is_accepted_with_every_setting_switched_on() {
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
fn the_file_sets_every_default_to_itself() {
    for (name, value) in uncommented() {
        let variable = variables().find(|variable| variable.name == name).unwrap();
        if let Some(default) = variable.default() {
            assert_eq!(value, default, "{name}");
        }
    }
}
