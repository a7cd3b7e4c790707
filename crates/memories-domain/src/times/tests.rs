//! What is understood, in one table per language, and what holds for any text.

mod dutch;
mod english;
mod french;
mod german;
mod invariants;
mod italian;
mod portuguese;
mod spanish;

use jiff::Zoned;

use super::find_times;

/// Saturday.
const SAID_AT: &str = "2026-11-28T14:30[America/New_York]";

/// The mentions as "words=days time", days in ISO form, `!` before absolute ones.
fn found(text: &str, said_at: &str, language: Option<&str>) -> String {
    let said_at: Zoned = said_at.parse().unwrap();
    let mentions = find_times(text, &said_at, language);
    let mut found = Vec::new();
    for mention in mentions {
        let words = &text[mention.start as usize..mention.end as usize];
        let mut days = mention.from.to_string();
        if mention.until != mention.from {
            days = format!("{days}/{}", mention.until);
        }
        if let Some(time) = mention.time {
            days = format!("{days} {}", time.strftime("%H:%M"));
        }
        let absolute = if mention.relative { "" } else { "!" };
        found.push(format!("{words}={absolute}{days}"));
    }
    found.join("; ")
}

/// Compares all rows, so that one run shows every difference.
#[track_caller]
fn assert_table(language: Option<&str>, rows: &[(&str, &str)]) {
    let differences: Vec<_> = rows
        .iter()
        .map(|(text, expected)| (text, expected, found(text, SAID_AT, language)))
        .filter(|(_, expected, found)| *expected != found)
        .map(|(text, expected, found)| {
            format!("{text:?}\n  expected {expected}\n  found    {found}")
        })
        .collect();
    assert!(differences.is_empty(), "\n{}", differences.join("\n"));
}
