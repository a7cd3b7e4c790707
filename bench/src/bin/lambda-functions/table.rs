//! The table: the median of each side, from where to where, and their ratio.

use std::{fmt::Write as _, time::Duration};

use crate::contender::Side;

/// A line of the table.
pub(crate) struct Row {
    name: String,
    unit: &'static str,
    ours: Vec<f64>,
    python: Vec<f64>,
}

impl Row {
    pub(crate) fn new(name: impl Into<String>, unit: &'static str) -> Self {
        Self {
            name: name.into(),
            unit,
            ours: Vec::new(),
            python: Vec::new(),
        }
    }

    /// One more value of a side.
    pub(crate) fn add(&mut self, side: Side, value: f64) {
        match side {
            Side::Ours => self.ours.push(value),
            Side::Python => self.python.push(value),
        }
    }
}

/// The table in Markdown.
pub(crate) fn markdown(rows: &[Row]) -> String {
    let mut table = "| | ours | Python | Python / ours |\n|---|---:|---:|---:|\n".to_owned();
    for row in rows {
        let (mut ours, mut python) = (row.ours.clone(), row.python.clone());
        let ratio = quantile(&mut python, 0.5) / quantile(&mut ours, 0.5);
        let (name, unit) = (&row.name, row.unit);
        let (ours, python) = (shown(&ours), shown(&python));
        // Writing to a string does not fail.
        let _ = writeln!(
            table,
            "| {name} | {ours} {unit} | {python} {unit} | {} |",
            rounded(ratio)
        );
    }
    table
}

/// The value that a part of the values (0 to 1) stays within. Sorts them.
pub(crate) fn quantile(values: &mut [f64], part: f64) -> f64 {
    values.sort_by(f64::total_cmp);
    #[expect(
        clippy::cast_possible_truncation,
        clippy::cast_precision_loss,
        clippy::cast_sign_loss,
        reason = "some thousands of values, and a part of them"
    )]
    let rank = (part * values.len() as f64).ceil() as usize;
    values
        .get(rank.saturating_sub(1))
        .copied()
        .unwrap_or(f64::NAN)
}

pub(crate) fn milliseconds(duration: Duration) -> f64 {
    duration.as_secs_f64() * 1_000.0
}

#[expect(clippy::cast_precision_loss, reason = "some hundred million bytes")]
pub(crate) fn megabytes(bytes: u64) -> f64 {
    bytes as f64 / 1e6
}

/// The median of sorted values, and from where to where; a single one alone.
fn shown(sorted: &[f64]) -> String {
    match sorted {
        [] => "–".to_owned(),
        [only] => rounded(*only),
        [least, .., most] => {
            let median = quantile(&mut sorted.to_vec(), 0.5);
            format!(
                "{} ({}–{})",
                rounded(median),
                rounded(*least),
                rounded(*most)
            )
        }
    }
}

/// To three digits.
fn rounded(value: f64) -> String {
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
            row.add(Side::Ours, value);
            row.add(Side::Python, value * 50.0);
        }
        let table = markdown(&[row]);
        let line = table.lines().last().unwrap();
        assert_eq!(
            line,
            "| start | 2.00 (1.00–3.00) ms | 100 (50.0–150) ms | 50.0 |"
        );
    }

    #[test]
    fn a_quantile_is_the_value_that_so_many_stay_within() {
        let mut values: Vec<f64> = (1..=100).rev().map(f64::from).collect();
        for (part, value) in [(0.0, 1.0), (0.5, 50.0), (0.99, 99.0), (1.0, 100.0)] {
            assert!(
                (quantile(&mut values, part) - value).abs() < f64::EPSILON,
                "{part}"
            );
        }
        assert!(quantile(&mut [], 0.5).is_nan());
    }
}
