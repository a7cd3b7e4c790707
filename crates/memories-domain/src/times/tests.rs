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

#[test]
fn a_time_before_another_time_is_none_by_itself() {
    for (language, text) in [
        ("en", "up to two days before"),
        ("de", "bis zwei Tage vorher"),
        ("es", "hasta dos días antes"),
        ("fr", "jusqu'à deux jours avant"),
        ("it", "fino a due giorni prima"),
        ("pt", "até dois dias antes"),
        ("nl", "tot twee dagen vooraf"),
    ] {
        assert_eq!(found(text, SAID_AT, Some(language)), "", "{text}");
    }
}

#[test]
fn counted_weeks_are_found() {
    for (language, text, day) in [
        ("en", "in fourteen days", "2026-12-12"),
        ("en", "Friday week", "2026-12-11"),
        ("de", "in vierzehn Tagen", "2026-12-12"),
        ("es", "dentro de quince días", "2026-12-13"),
        ("fr", "dans quinze jours", "2026-12-13"),
        ("it", "tra quindici giorni", "2026-12-13"),
        ("pt", "daqui a quinze dias", "2026-12-13"),
        ("nl", "over veertien dagen", "2026-12-12"),
    ] {
        let found = found(text, SAID_AT, Some(language));
        assert!(found.contains(day), "{text}: {found}");
    }
}

#[test]
fn a_mention_is_past_when_its_day_or_hour_is_over() {
    let zoned = |moment: &str| {
        format!("{moment}[America/New_York]")
            .parse::<Zoned>()
            .unwrap()
    };
    let is_past = |text, now: &str| {
        let mentions = find_times(text, &SAID_AT.parse().unwrap(), Some("en"));
        mentions[0].is_past(&zoned(now))
    };
    assert!(!is_past("tomorrow", "2026-11-29T23:59"));
    assert!(is_past("tomorrow", "2026-11-30T00:00"));
    assert!(!is_past("tomorrow at nine", "2026-11-29T09:00"));
    assert!(is_past("tomorrow at nine", "2026-11-29T09:01"));
    assert!(!is_past("next week", "2026-12-06T23:00"));
    assert!(is_past("next week", "2026-12-07T00:00"));
    // The time zone of the call decides which day it is.
    assert_eq!(
        found("tomorrow", "2026-11-28T23:30[America/New_York]", None),
        "tomorrow=2026-11-29"
    );
}
