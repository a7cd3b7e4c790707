use bench::quality::{metrics::Metrics, service::ServiceEvaluation};

/// Metrics of the answerable questions, what was left unanswered, and how much of the evidence
/// became memories.
pub(crate) fn print(evaluation: &ServiceEvaluation) {
    println!("| questions | n | R@3 | R@5 | R@10 | NDCG@10 | MRR |\n|---|---|---|---|---|---|---|");
    let all: Metrics = evaluation.questions.values().copied().sum();
    println!("| all | {} | {} |", all.questions, all.cells());
    for (kind, metrics) in &evaluation.questions {
        println!("| {kind} | {} | {} |", metrics.questions, metrics.cells());
    }
    println!("\n| nothing found for | of | |\n|---|---|---|");
    println!(
        "| answerable questions | {} | {} |",
        all.questions, evaluation.silenced
    );
    for (kind, (nothing, questions)) in &evaluation.unanswerable {
        println!("| {kind} | {questions} | {nothing} |");
    }
    println!("\n| evidence of the | utterances | kept |\n|---|---|---|");
    for (speaker, (kept, utterances)) in ["caller", "agent"].iter().zip(evaluation.evidence_kept) {
        println!("| {speaker} | {utterances} | {kept} |");
    }
}
