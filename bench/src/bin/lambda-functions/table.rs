//! A Markdown table with the median and range of each implementation, and their ratio.

use std::{fmt::Write as _, time::Duration};

use crate::packages::Implementation;

pub(crate) struct Row {
    name: String,
    unit: &'static str,
    rust: Vec<f64>,
    python: Vec<f64>,
}

impl Row {
    pub(crate) fn new(name: impl Into<String>, unit: &'static str) -> Self {
        Self {
            name: name.into(),
            unit,
            rust: Vec::new(),
            python: Vec::new(),
        }
    }

    /// Adds a value.
    pub(crate) fn add(&mut self, implementation: Implementation, value: f64) {
        match implementation {
            Implementation::Rust => self.rust.push(value),
            Implementation::Python => self.python.push(value),
        }
    }
}

pub(crate) fn markdown(rows: &[Row]) -> String {
    let mut table = "| | ours | Python | Python / ours |\n|---|---:|---:|---:|\n".to_owned();
    for row in rows {
        let (mut rust, mut python) = (row.rust.clone(), row.python.clone());
        let ratio = quantile(&mut python, 0.5) / quantile(&mut rust, 0.5);
        let (name, unit) = (&row.name, row.unit);
        let (rust, python) = (format_range(&rust), format_range(&python));
        // Writing to a string cannot fail.
        let _ = writeln!(
            table,
            "| {name} | {rust} {unit} | {python} {unit} | {} |",
            round(ratio)
        );
    }
    table
}

/// The quantile by the nearest-rank method. Sorts `values`.
pub(crate) fn quantile(values: &mut [f64], quantile: f64) -> f64 {
    values.sort_by(f64::total_cmp);
    #[expect(
        clippy::cast_possible_truncation,
        clippy::cast_precision_loss,
        clippy::cast_sign_loss,
        reason = "there are a few thousand values"
    )]
    let rank = (quantile * values.len() as f64).ceil() as usize;
    values
        .get(rank.saturating_sub(1))
        .copied()
        .unwrap_or(f64::NAN)
}

pub(crate) fn milliseconds(duration: Duration) -> f64 {
    duration.as_secs_f64() * 1_000.0
}

#[expect(clippy::cast_precision_loss, reason = "a few hundred million bytes")]
pub(crate) fn megabytes(bytes: u64) -> f64 {
    bytes as f64 / 1e6
}

/// The median and the range of sorted values; a single value has no range.
fn format_range(sorted: &[f64]) -> String {
    match sorted {
        [] => "–".to_owned(),
        [value] => round(*value),
        [min, .., max] => {
            let median = quantile(&mut sorted.to_vec(), 0.5);
            format!("{} ({}–{})", round(median), round(*min), round(*max))
        }
    }
}

/// Rounds to three significant digits.
fn round(value: f64) -> String {
    let decimals = match value.abs() {
        100.0.. => 0,
        10.0.. => 1,
        1.0.. => 2,
        _ => 3,
    };
    format!("{value:.decimals$}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_row_shows_medians_ranges_and_their_ratio() {
        let mut row = Row::new("start", "ms");
        for value in [3.0, 1.0, 2.0] {
            row.add(Implementation::Rust, value);
            row.add(Implementation::Python, value * 50.0);
        }
        let table = markdown(&[row]);
        let line = table.lines().last().unwrap();
        assert_eq!(
            line,
            "| start | 2.00 (1.00–3.00) ms | 100 (50.0–150) ms | 50.0 |"
        );
    }

    #[test]
    fn a_quantile_is_the_value_at_the_nearest_rank() {
        let mut values: Vec<f64> = (1..=100).rev().map(f64::from).collect();
        for (rank, value) in [(0.0, 1.0), (0.5, 50.0), (0.99, 99.0), (1.0, 100.0)] {
            assert!(
                (quantile(&mut values, rank) - value).abs() < f64::EPSILON,
                "{rank}"
            );
        }
        assert!(quantile(&mut [], 0.5).is_nan());
    }
}
