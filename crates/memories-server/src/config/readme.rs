//! The README's table of variables says what the table of variables says.

use super::variable::Nature;
use super::variables;

const README: &str = include_str!("../../../../README.md");

/// Name and default of each row of the README's table, without backticks.
fn rows() -> Vec<(&'static str, &'static str)> {
    let (_, section) = README.split_once("\n## Variables\n").unwrap();
    let (section, _) = section.split_once("\n## ").unwrap();
    section
        .lines()
        .filter(|line| line.starts_with("| `"))
        .map(|line| {
            let mut cells = line.split('|').map(|cell| cell.trim().trim_matches('`'));
            cells.next();
            (cells.next().unwrap(), cells.next().unwrap())
        })
        .collect()
}

#[test]
fn the_readme_lists_every_variable_with_its_default_and_no_other() {
    let mut documented = rows();
    let mut existing: Vec<_> = variables()
        .map(|variable| match variable.nature {
            Nature::Secret | Nature::Optional => (variable.name, "unset"),
            Nature::Default(value) => (variable.name, value),
        })
        .collect();
    documented.sort_unstable();
    existing.sort_unstable();
    assert_eq!(documented, existing);
}
