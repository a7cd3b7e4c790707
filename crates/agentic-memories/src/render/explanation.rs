use std::io::{self, Write};

use memories_domain::Memory;
use memories_index::{Explanation, Feature};
use owo_colors::OwoColorize;

/// Why a memory has the score it has: what each part adds to its log-odds.
pub(crate) fn explanation(
    out: &mut dyn Write,
    memory: &Memory,
    explanation: &Explanation,
) -> io::Result<()> {
    writeln!(out, "{:.3}  {}", explanation.score, memory.text.as_str())?;
    line(out, explanation.intercept, "to begin with", "")?;
    let words: Vec<String> = explanation
        .terms
        .iter()
        .map(|word| format!("{} {:+.2}", word.term, word.log_odds))
        .collect();
    for share in explanation
        .features
        .iter()
        .filter(|share| share.log_odds != 0.0)
    {
        let detail = match share.feature {
            Feature::Bm25f => words.join(", "),
            _ => String::new(),
        };
        line(out, share.log_odds, name(share.feature), &detail)?;
    }
    Ok(())
}

fn line(out: &mut dyn Write, log_odds: f32, name: &str, detail: &str) -> io::Result<()> {
    let line = format!("{log_odds:>+12.2}  {name:<26}{detail}");
    writeln!(out, "{}", line.trim_end().dimmed())
}

const fn name(feature: Feature) -> &'static str {
    match feature {
        Feature::Bm25f => "words of the question",
        Feature::Speaker => "who said it",
        Feature::Question => "it asks something itself",
        Feature::AfterQuestion => "it answers a question",
        Feature::Length => "its length",
        Feature::TimeWords => "it says when",
        Feature::Numbers => "it says how many",
        Feature::Period => "said in the time asked for",
        Feature::Semantic => "what it means",
    }
}
