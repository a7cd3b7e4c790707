use proptest::prelude::*;

use super::*;
use crate::text::language::Language;

/// Wednesday, 17 June 2026, at noon.
const NOW: i64 = 1_781_697_600;

fn parse(language: &str, text: &str) -> Option<(String, String)> {
    let words: Vec<&str> = text.split(' ').collect();
    let lexicon = Language::for_tag(Some(language)).temporal_lexicon();
    let period = Period::parse(&words, lexicon, NOW)?;
    let date = |seconds| {
        let moment = Timestamp::from_second(seconds).unwrap();
        moment.to_zoned(TimeZone::UTC).date().to_string()
    };
    Some((date(period.start), date(period.end)))
}

#[test]
fn periods_are_recognised_in_english_spanish_and_german() {
    for (texts, start, end) in [
        (["today", "hoy", "heute"], "2026-06-17", "2026-06-18"),
        (["yesterday", "ayer", "gestern"], "2026-06-16", "2026-06-17"),
        (
            ["the day before yesterday", "anteayer", "vorgestern"],
            "2026-06-15",
            "2026-06-16",
        ),
        (
            ["last week", "la semana pasada", "letzte woche"],
            "2026-06-08",
            "2026-06-15",
        ),
        (
            ["this week", "esta semana", "diese woche"],
            "2026-06-15",
            "2026-06-22",
        ),
        (
            ["last month", "el mes pasado", "letzten monat"],
            "2026-05-01",
            "2026-06-01",
        ),
        (
            ["last year", "el ano pasado", "letztes jahr"],
            "2025-01-01",
            "2026-01-01",
        ),
        (
            ["two weeks ago", "hace dos semanas", "vor zwei wochen"],
            "2026-06-01",
            "2026-06-08",
        ),
        (
            ["a month ago", "hace un mes", "vor einem monat"],
            "2026-05-01",
            "2026-06-01",
        ),
        (
            ["the last 3 days", "ultimos 3 dias", "letzten 3 tage"],
            "2026-06-14",
            "2026-06-18",
        ),
        (["in may", "en mayo", "im mai"], "2026-05-01", "2026-06-01"),
        (
            ["in december", "en diciembre", "im dezember"],
            "2025-12-01",
            "2026-01-01",
        ),
        (
            ["may 5th 2023", "5 de mayo de 2023", "5 mai 2023"],
            "2023-05-05",
            "2023-05-06",
        ),
        (
            ["on monday", "el lunes", "am montag"],
            "2026-06-15",
            "2026-06-16",
        ),
        (
            ["in 2024", "en 2024", "im jahr 2024"],
            "2024-01-01",
            "2025-01-01",
        ),
    ] {
        for (language, text) in ["en", "es", "de"].into_iter().zip(texts) {
            let expected = Some((start.to_owned(), end.to_owned()));
            assert_eq!(parse(language, text), expected, "{text}");
        }
    }
}

#[test]
fn an_ambiguous_month_needs_context() {
    assert_eq!(parse("en", "may i ask something"), None);
    assert_eq!(parse("en", "the march to the top"), None);
    assert!(parse("en", "march 3").is_some());
}

#[test]
fn words_of_other_languages_name_no_period() {
    assert_eq!(parse("fr", "la semaine derniere"), None);
    assert_eq!(parse("en", "gestern"), None);
}

#[test]
fn proximity_decreases_after_the_period() {
    let day = 86_400;
    let period = Period { start: 0, end: day };
    assert!((period.proximity(day / 2) - 1.0).abs() < f32::EPSILON);
    assert!(period.proximity(2 * day) > period.proximity(4 * day));
    assert!(period.proximity(9 * day).abs() < f32::EPSILON);
    assert!(period.proximity(-2 * day).abs() < f32::EPSILON);
}

proptest! {
    #[test]
    fn a_period_starts_before_it_ends(
        words in proptest::collection::vec(
            "last|this|ago|[0-9]{1,4}|-?[0-9]{1,3}|week|days|years|may|of|5th|monday|2023|\\PC{0,4}", 0..8),
        now in any::<i64>(),
    ) {
        let words: Vec<&str> = words.iter().map(String::as_str).collect();
        let lexicon = Language::for_tag(None).temporal_lexicon();
        if let Some(period) = Period::parse(&words, lexicon, now) {
            prop_assert!(period.start < period.end);
        }
    }
}
