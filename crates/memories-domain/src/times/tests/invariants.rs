use jiff::{Timestamp, Zoned, tz::TimeZone};
use proptest::prelude::*;

use super::SAID_AT;
use crate::times::{Locale, annotate_times, find_times};

/// Words of which every rule begins, in all languages.
const WORDS: &[&str] = &[
    "tomorrow",
    "at",
    "nine",
    "on",
    "Friday",
    "the",
    "10th",
    "of",
    "May",
    "next",
    "week",
    "in",
    "two",
    "days",
    "2026-11-10",
    "09:00",
    "23.10.",
    "31",
    "am",
    "3.",
    "Dezember",
    "um",
    "halb",
    "drei",
    "Uhr",
    "morgen",
    "Morgen",
    "el",
    "seis",
    "de",
    "diciembre",
    "del",
    "4",
    "al",
    "8",
    "mañana",
    "le",
    "deux",
    "d'ici",
    "vendredi",
    "prochain",
    "alle",
    "15",
    "às",
    "14h30",
    "99",
    "from",
    "to",
    "-",
    ",",
    ".",
    "/",
    "every",
    "last",
    "end",
    "first",
    "February",
    "29",
    "30",
    "year",
    "400",
    "ago",
    "month",
    "within",
    "business",
    "9999-12-31",
    "12/31/2100",
    "twenty",
    "thousand",
    "é",
    "\u{301}",
    "🙂",
    "\n",
];

fn texts() -> impl Strategy<Value = String> {
    prop_oneof![
        any::<String>(),
        prop::collection::vec(prop::sample::select(WORDS), 0..25).prop_map(|words| words.join(" ")),
        prop::collection::vec(prop::sample::select(WORDS), 0..12).prop_map(|words| words.concat()),
    ]
}

fn languages() -> impl Strategy<Value = Option<&'static str>> {
    prop::sample::select(vec![
        None,
        Some("en"),
        Some("en-US"),
        Some("de"),
        Some("es"),
        Some("fr"),
        Some("it"),
        Some("pt-BR"),
        Some("nl"),
        Some("xx"),
        Some(""),
    ])
}

fn moments() -> impl Strategy<Value = Zoned> {
    let seconds = Timestamp::MIN.as_second()..=Timestamp::MAX.as_second();
    prop_oneof![
        Just(SAID_AT.parse::<Zoned>().unwrap().timestamp().as_second()),
        seconds
    ]
    .prop_map(|second| {
        Timestamp::from_second(second)
            .unwrap()
            .to_zoned(TimeZone::UTC)
    })
}

proptest! {
    #[test]
    fn mentions_are_ordered_disjoint_and_within_the_text(
        text in texts(), said_at in moments(), language in languages()
    ) {
        let mentions = find_times(&text, &said_at, language);
        let mut done = 0;
        for mention in &mentions {
            prop_assert!(done <= mention.start);
            prop_assert!(mention.start < mention.day_end && mention.day_end <= mention.end);
            prop_assert!(text.get(mention.start as usize..mention.day_end as usize).is_some());
            prop_assert!(text.get(mention.start as usize..mention.end as usize).is_some());
            prop_assert!(mention.from <= mention.until);
            done = mention.end;
        }
        prop_assert_eq!(mentions, find_times(&text, &said_at, language));
    }

    #[test]
    fn an_annotated_text_contains_the_text(
        text in texts(), said_at in moments(), now in moments(), language in languages()
    ) {
        let mentions = find_times(&text, &said_at, language);
        let annotated = annotate_times(&text, &mentions, &now, Locale::German);
        let mut rest = annotated.chars();
        prop_assert!(text.chars().all(|c| rest.any(|other| other == c)));
    }
}

#[test]
fn a_megabyte_is_read_in_linear_time() {
    const PARTS: [&str; 13] = [
        "the day after ",
        "tomorrow at nine, ",
        "Friday ",
        "every Monday and ",
        "from the 4th to ",
        "1.",
        "at at ",
        "12-",
        "a",
        "next last this ",
        "twenty twenty ",
        "\u{301}",
        "\n",
    ];
    let said_at: Zoned = SAID_AT.parse().unwrap();
    let text: String = PARTS
        .iter()
        .map(|part| part.repeat(1_000_000 / PARTS.len() / part.len()))
        .collect();
    let started = std::time::Instant::now();
    assert!(!find_times(&text, &said_at, None).is_empty());
    assert!(started.elapsed().as_secs() < 60);
}
