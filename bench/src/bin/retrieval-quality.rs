//! How well the ranking finds what answers a question: prints Markdown tables.
//!
//! Weights are cross-validated: fitted to one half of the conversations and
//! measured on the other, and the reverse.
#![allow(clippy::print_stdout, reason = "tables are what this program is for")]

use std::path::PathBuf;

use anyhow::{Result, ensure};
use bench::quality::{
    fit::calibrate,
    locomo,
    measure::Quality,
    own,
    ranker::{Answered, Ranker, Validated, examples},
    rankers::rankers,
};
use clap::Parser;

/// The thresholds of the table.
const THRESHOLDS: [f32; 9] = [0.0, 0.01, 0.02, 0.03, 0.04, 0.05, 0.1, 0.2, 0.3];

/// Measures how well the ranking finds what answers a question.
#[derive(Parser)]
struct Arguments {
    /// The data set `LoCoMo`: `locomo10.json`.
    #[arg(long)]
    locomo: Option<PathBuf>,
    /// The folder of our own set.
    #[arg(long, default_value = "bench/evaluation")]
    own: PathBuf,
    /// Also print the weights that ship: fitted to all of `LoCoMo`, calibrated to
    /// our own set.
    #[arg(long)]
    weights: bool,
}

fn main() -> Result<()> {
    let arguments = Arguments::parse();
    let own = own::read(&arguments.own)?;
    if let Some(path) = &arguments.locomo {
        let cases = locomo::read(path)?;
        ensure!(
            cases.len() > 1,
            "cross-validation needs several conversations"
        );
        println!("### LoCoMo, cross-validated\n");
        tables(|ranker| Validated::crossed(ranker, &cases, &own));
        if arguments.weights
            && let Some(whole) = rankers().pop()
        {
            let weights = whole.fit(whole.answer_all(&cases).iter());
            let examples = examples(whole.answer_all(&own).iter());
            println!("\n{:#?}", calibrate(&weights, &examples));
        }
    }
    println!("\n### Our own callers, with the weights that ship\n");
    tables(|ranker| Validated::shipped(ranker, &own));
    Ok(())
}

fn tables<'c>(validate: impl Fn(&Ranker) -> Validated<'c>) {
    println!("| ranking | R@3 | R@5 | R@10 | NDCG@10 | MRR |\n|---|---|---|---|---|---|");
    let mut whole = None;
    for ranker in rankers() {
        let validated = validate(&ranker);
        println!("| {} | {} |", ranker.name, overall(&validated).cells());
        whole = Some(validated);
    }
    if let Some(whole) = whole {
        by_kind(&whole);
        by_threshold(&whole);
    }
}

fn overall(validated: &Validated<'_>) -> Quality {
    let answerable = validated
        .answered()
        .filter(|(answered, _)| answered.question.is_answerable());
    answerable
        .map(|(answered, weights)| answered.quality(weights, 0.0))
        .sum()
}

fn by_kind(validated: &Validated<'_>) {
    println!(
        "\n| questions | n | R@3 | R@5 | R@10 | NDCG@10 | MRR |\n|---|---|---|---|---|---|---|"
    );
    let mut kinds: Vec<&str> = validated
        .answered()
        .filter(|(answered, _)| answered.question.is_answerable())
        .map(|(answered, _)| answered.question.kind.as_str())
        .collect();
    kinds.sort_unstable();
    kinds.dedup();
    for kind in kinds {
        let quality: Quality = validated
            .answered()
            .filter(|(answered, _)| answered.question.kind == kind)
            .map(|(answered, weights)| answered.quality(weights, 0.0))
            .sum();
        println!("| {kind} | {} | {} |", quality.questions, quality.cells());
    }
}

/// The same weights with rising thresholds: what answerable questions lose, and
/// what those without an answer gain.
fn by_threshold(validated: &Validated<'_>) {
    let mut unanswerable: Vec<&str> = validated
        .answered()
        .filter(|(answered, _)| !answered.question.is_answerable())
        .map(|(answered, _)| answered.question.kind.as_str())
        .collect();
    unanswerable.sort_unstable();
    unanswerable.dedup();
    let nothing_for: Vec<String> = unanswerable
        .iter()
        .map(|kind| format!("nothing for {kind}"))
        .collect();
    println!(
        "\n| threshold | R@3 | memories in the first 3 | {} |",
        nothing_for.join(" | ")
    );
    println!("|---|---|---|{}", "---|".repeat(unanswerable.len()));
    for threshold in THRESHOLDS {
        let found = |answered: &Answered<'_>, weights| answered.ranked(weights, threshold).len();
        let answerable = || {
            validated
                .answered()
                .filter(|(answered, _)| answered.question.is_answerable())
        };
        let quality: Quality = answerable()
            .map(|(answered, weights)| answered.quality(weights, threshold))
            .sum();
        let memories = answerable().map(|(answered, weights)| found(answered, weights).min(3));
        let nothing: Vec<String> = unanswerable
            .iter()
            .map(|kind| {
                let asked = validated
                    .answered()
                    .filter(|(answered, _)| answered.question.kind == *kind);
                let none = asked.map(|(answered, weights)| found(answered, weights) == 0);
                format!("{:.1} %", 100.0 * mean(none.map(usize::from)))
            })
            .collect();
        println!(
            "| {threshold} | {:.1} | {:.2} | {} |",
            100.0 * quality.recall_at_3(),
            mean(memories),
            nothing.join(" | "),
        );
    }
}

#[expect(clippy::cast_precision_loss, reason = "small counts")]
fn mean(counts: impl Iterator<Item = usize>) -> f64 {
    let (sum, n) = counts.fold((0, 0), |(sum, n), count| (sum + count, n + 1_usize));
    sum as f64 / n.max(1) as f64
}
