use std::{collections::BTreeMap, time::Duration};

use bench::quality::{
    ablation::{rankers, with_embeddings},
    conversation::Conversation,
    metrics::Metrics,
    precomputed::{EncodingCosts, PrecomputedEmbeddings},
    ranker::{Evaluation, Ranker, ScoredQuestion},
};
use memories_search::Index;

const THRESHOLDS: [f32; 11] = [
    0.0, 0.002, 0.005, 0.01, 0.02, 0.03, 0.04, 0.05, 0.1, 0.2, 0.3,
];

/// A row per ranking; for the complete lexical and the semantic one also tables
/// by kind of question, language and threshold.
pub(crate) fn print_rankings<'c>(
    embeddings: Option<&PrecomputedEmbeddings>,
    evaluate: impl Fn(&Ranker<'_>) -> Evaluation<'c>,
) {
    println!("| ranking | R@3 | R@5 | R@10 | NDCG@10 | MRR |\n|---|---|---|---|---|---|");
    let row = |ranker: Ranker<'_>| {
        let evaluation = evaluate(&ranker);
        println!("| {} | {} |", ranker.name, overall(&evaluation).cells());
        evaluation
    };
    let lexical = rankers().into_iter().map(row).last();
    let semantic = embeddings.map(|embeddings| row(with_embeddings(embeddings)));
    for (name, evaluation) in [
        ("The complete ranking", lexical),
        ("With embeddings", semantic),
    ] {
        if let Some(evaluation) = evaluation {
            println!("\n{name}:");
            let kind = |scored: &ScoredQuestion<'_>| scored.question.kind.clone();
            print_by_class("questions", &evaluation, kind);
            let language = |scored: &ScoredQuestion<'_>| scored.language.to_owned();
            print_by_class("language", &evaluation, language);
            print_by_threshold(&evaluation);
        }
    }
}

fn overall(evaluation: &Evaluation<'_>) -> Metrics {
    let answerable = evaluation
        .questions()
        .filter(|(scored, _)| scored.question.is_answerable());
    answerable
        .map(|(scored, model)| scored.metrics(model, 0.0))
        .sum()
}

/// A row for each class of answerable questions, if there is more than one.
fn print_by_class(
    heading: &str,
    evaluation: &Evaluation<'_>,
    class: impl Fn(&ScoredQuestion<'_>) -> String,
) {
    let mut classes: BTreeMap<String, Vec<Metrics>> = BTreeMap::new();
    for (scored, model) in evaluation.questions() {
        if scored.question.is_answerable() {
            let metrics = classes.entry(class(scored)).or_default();
            metrics.push(scored.metrics(model, 0.0));
        }
    }
    if classes.len() < 2 {
        return;
    }
    println!(
        "\n| {heading} | n | R@3 | R@5 | R@10 | NDCG@10 | MRR |\n|---|---|---|---|---|---|---|"
    );
    for (class, metrics) in classes {
        let metrics: Metrics = metrics.into_iter().sum();
        println!("| {class} | {} | {} |", metrics.questions, metrics.cells());
    }
}

/// The trade-off between recall and correctly returning nothing, by threshold, and
/// for the default threshold with abstention.
fn print_by_threshold(evaluation: &Evaluation<'_>) {
    let mut unanswerable: Vec<&str> = evaluation
        .questions()
        .filter(|(scored, _)| !scored.question.is_answerable())
        .map(|(scored, _)| scored.question.kind.as_str())
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
    let rank = |threshold: Option<f32>, scored: &ScoredQuestion<'_>, model| match threshold {
        Some(threshold) => scored.rank(model, threshold),
        None => scored.hits.clone(),
    };
    for threshold in THRESHOLDS.map(Some).into_iter().chain([None]) {
        let hits = |scored: &ScoredQuestion<'_>, model| rank(threshold, scored, model).len();
        let answerable = || {
            evaluation
                .questions()
                .filter(|(scored, _)| scored.question.is_answerable())
        };
        let metrics: Metrics = answerable()
            .map(|(scored, model)| scored.metrics_of(&rank(threshold, scored, model)))
            .sum();
        let memories = answerable().map(|(scored, model)| hits(scored, model).min(3));
        let nothing: Vec<String> = unanswerable
            .iter()
            .map(|kind| {
                let of_kind = evaluation
                    .questions()
                    .filter(|(scored, _)| scored.question.kind == *kind);
                let none = of_kind.map(|(scored, model)| hits(scored, model) == 0);
                format!("{:.1} %", 100.0 * mean(none.map(usize::from)))
            })
            .collect();
        println!(
            "| {} | {:.1} | {:.2} | {} |",
            threshold.map_or_else(
                || "default, with abstention".to_owned(),
                |it| it.to_string()
            ),
            100.0 * metrics.recall_at_3(),
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

pub(crate) fn print_costs(costs: &EncodingCosts) {
    let milliseconds = |time: Duration| 1e3 * time.as_secs_f64();
    let percentile = |percent: usize| {
        let rank = costs.questions.len() * percent / 100;
        costs.questions.get(rank).copied().map_or(0.0, milliseconds)
    };
    println!("| a question, p50 | p99 | a text | embeddings of a text |\n|---|---|---|---|");
    println!(
        "| {:.1} ms | {:.1} ms | {:.1} ms | {:.0} bytes |",
        percentile(50),
        percentile(99),
        milliseconds(costs.text),
        costs.bytes,
    );
}

/// The sizes of the indexes relative to the texts.
pub(crate) fn print_sizes(
    data_sets: &[(&str, &[Conversation])],
    embeddings: Option<&PrecomputedEmbeddings>,
) {
    println!("| set | memories | texts | index | with embeddings |\n|---|---|---|---|---|");
    for (name, conversations) in data_sets {
        let utterances = || conversations.iter().flat_map(|it| &it.utterances);
        let texts: usize = utterances().map(|utterance| utterance.text.len()).sum();
        let size = |embeddings: Option<&PrecomputedEmbeddings>| -> usize {
            let build = |conversation: &Conversation| match embeddings {
                Some(embeddings) => {
                    let documents = conversation.documents();
                    Index::build(documents.map(|document| embeddings.attach(document)))
                }
                None => Index::build(conversation.documents()),
            };
            let indexes = conversations.iter().map(build);
            indexes.map(|index| index.size_in_bytes()).sum()
        };
        let cell = |bytes: usize| format!("{} kB, {:.1} ×", bytes / 1000, ratio(bytes, texts));
        println!(
            "| {name} | {} | {} kB | {} | {} |",
            utterances().count(),
            texts / 1000,
            cell(size(None)),
            embeddings.map_or_else(|| "–".to_owned(), |all| cell(size(Some(all)))),
        );
    }
}

#[expect(clippy::cast_precision_loss, reason = "a rounded ratio")]
fn ratio(part: usize, whole: usize) -> f64 {
    part as f64 / whole.max(1) as f64
}
