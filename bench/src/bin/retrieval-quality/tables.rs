//! Markdown tables of how well rankings find.

use std::{collections::BTreeMap, time::Duration};

use bench::quality::{
    Case,
    measure::Quality,
    model::{Costs, Model},
    ranker::{Answered, Ranker, Validated},
    rankers::{rankers, with_model},
};
use memories_search::Index;

/// The thresholds of the table.
const THRESHOLDS: [f32; 11] = [
    0.0, 0.002, 0.005, 0.01, 0.02, 0.03, 0.04, 0.05, 0.1, 0.2, 0.3,
];

/// A row for each ranking; of the whole, and of the one by a model, what they do
/// to each kind of question.
pub(crate) fn of_rankings<'c>(
    model: Option<&Model>,
    validate: impl Fn(&Ranker<'_>) -> Validated<'c>,
) {
    println!("| ranking | R@3 | R@5 | R@10 | NDCG@10 | MRR |\n|---|---|---|---|---|---|");
    let row = |ranker: Ranker<'_>| {
        let validated = validate(&ranker);
        println!("| {} | {} |", ranker.name, overall(&validated).cells());
        validated
    };
    let whole = rankers().into_iter().map(row).last();
    let by_model = model.map(|model| row(with_model(model)));
    for (name, validated) in [("The whole", whole), ("By a model", by_model)] {
        if let Some(validated) = validated {
            println!("\n{name}:");
            let kind = |answered: &Answered<'_>| answered.question.kind.clone();
            by_class("questions", &validated, kind);
            let language = |answered: &Answered<'_>| answered.language.to_owned();
            by_class("language", &validated, language);
            by_threshold(&validated);
        }
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

/// A row for each class of answerable questions, if there is more than one.
fn by_class(heading: &str, validated: &Validated<'_>, class: impl Fn(&'_ Answered<'_>) -> String) {
    let mut classes: BTreeMap<String, Vec<Quality>> = BTreeMap::new();
    for (answered, weights) in validated.answered() {
        if answered.question.is_answerable() {
            let of_class = classes.entry(class(answered)).or_default();
            of_class.push(answered.quality(weights, 0.0));
        }
    }
    if classes.len() < 2 {
        return;
    }
    println!(
        "\n| {heading} | n | R@3 | R@5 | R@10 | NDCG@10 | MRR |\n|---|---|---|---|---|---|---|"
    );
    for (class, qualities) in classes {
        let quality: Quality = qualities.into_iter().sum();
        println!("| {class} | {} | {} |", quality.questions, quality.cells());
    }
}

/// The same weights with rising thresholds: what answerable questions lose, and
/// what those without an answer gain; and a search with all that ships.
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
    let ranked = |threshold: Option<f32>, answered: &Answered<'_>, weights| match threshold {
        Some(threshold) => answered.ranked(weights, threshold),
        None => answered.hits.clone(),
    };
    for threshold in THRESHOLDS.map(Some).into_iter().chain([None]) {
        let found = |answered: &Answered<'_>, weights| ranked(threshold, answered, weights).len();
        let answerable = || {
            validated
                .answered()
                .filter(|(answered, _)| answered.question.is_answerable())
        };
        let quality: Quality = answerable()
            .map(|(answered, weights)| answered.quality_of(&ranked(threshold, answered, weights)))
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
            "| {} | {:.1} | {:.2} | {} |",
            threshold.map_or_else(|| "as it ships".to_owned(), |least| least.to_string()),
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

/// What it takes to compare meanings.
pub(crate) fn of_costs(costs: &Costs) {
    let milliseconds = |time: Duration| 1e3 * time.as_secs_f64();
    let of_questions = |share: usize| {
        let at = costs.questions.len() * share / 100;
        costs.questions.get(at).copied().map_or(0.0, milliseconds)
    };
    println!("| a question, p50 | p99 | a text | kept of a text |\n|---|---|---|---|");
    println!(
        "| {:.1} ms | {:.1} ms | {:.1} ms | {:.0} bytes |",
        of_questions(50),
        of_questions(99),
        milliseconds(costs.text),
        costs.bytes,
    );
}

/// The memory of the indexes over some sets, beside the bytes of what was said.
pub(crate) fn of_sizes(sets: &[(&str, &[Case])], model: Option<&Model>) {
    println!("| set | memories | texts | index | with meanings |\n|---|---|---|---|---|");
    for (name, cases) in sets {
        let memories = || cases.iter().flat_map(|case| &case.memories);
        let texts: usize = memories().map(|said| said.text.len()).sum();
        let index = |model: Option<&Model>| -> usize {
            let size = |case: &Case| match model {
                Some(model) => {
                    let documents = case.documents();
                    Index::build(documents.map(|document| model.understand(document)))
                }
                None => Index::build(case.documents()),
            };
            cases.iter().map(|case| size(case).size_in_bytes()).sum()
        };
        let cell = |bytes: usize| format!("{} kB, {:.1} ×", bytes / 1000, ratio(bytes, texts));
        println!(
            "| {name} | {} | {} kB | {} | {} |",
            memories().count(),
            texts / 1000,
            cell(index(None)),
            model.map_or_else(|| "–".to_owned(), |model| cell(index(Some(model)))),
        );
    }
}

#[expect(clippy::cast_precision_loss, reason = "a rounded ratio")]
fn ratio(part: usize, whole: usize) -> f64 {
    part as f64 / whole.max(1) as f64
}
