use std::io::{self, Write};

use memories_domain::ports::ExplainedMemory;
use owo_colors::OwoColorize;

/// A search result and what each feature of the ranking adds to its score, in log-odds.
pub(crate) fn explanation(out: &mut dyn Write, explained: &ExplainedMemory) -> io::Result<()> {
    let ExplainedMemory {
        memory,
        explanation,
    } = explained;
    writeln!(out, "{:.3}  {}", explanation.score, memory.text.as_str())?;
    line(out, explanation.intercept, "intercept", "")?;
    let terms: Vec<String> = explanation
        .terms
        .iter()
        .map(|term| format!("{} {:+.2}", term.term, term.log_odds))
        .collect();
    let contributions = explanation.features.iter();
    for contribution in contributions.filter(|feature| feature.log_odds != 0.0) {
        let detail = match contribution.feature {
            "bm25f" => terms.join(", "),
            _ => String::new(),
        };
        let name = description(contribution.feature);
        line(out, contribution.log_odds, name, &detail)?;
    }
    Ok(())
}

fn line(out: &mut dyn Write, log_odds: f32, name: &str, detail: &str) -> io::Result<()> {
    let line = format!("{log_odds:>+12.2}  {name:<26}{detail}");
    writeln!(out, "{}", line.trim_end().dimmed())
}

fn description(feature: &'static str) -> &'static str {
    match feature {
        "bm25f" => "terms of the query",
        "speaker" => "speaker",
        "is_question" => "is a question",
        "after_question" => "answers a question",
        "length" => "length",
        "time_words" => "states a time",
        "numbers" => "states a number",
        "period" => "in the period asked about",
        "semantic_similarity" => "semantic similarity",
        other => other,
    }
}
