//! What speaks for a document beside its words, and how it is explained.

#![expect(clippy::unwrap_used, reason = "a test may panic")]

use memories_search::{
    Document, Feature, Index, Options, Parameters, Query, RelatedWords, SpeakerAliases,
};

fn said<'a>(speaker: &'a str, text: &'a str) -> Document<'a> {
    Document {
        text,
        speaker: Some(speaker),
        ..Document::default()
    }
}

fn first(documents: &[Document<'_>], query: &str) -> Option<usize> {
    let options = Options {
        speakers: SpeakerAliases::of_a_call(),
        ..Options::default()
    };
    first_of(
        &Index::with_options(options, documents.iter().copied()),
        query.into(),
    )
}

fn first_of(index: &Index, query: Query<'_>) -> Option<usize> {
    Some(index.search(query, 1).first()?.document)
}

/// Noon of a day in UTC.
fn noon(date: &str) -> i64 {
    let date: jiff::civil::Date = date.parse().unwrap();
    let noon = date.at(12, 0, 0, 0).to_zoned(jiff::tz::TimeZone::UTC);
    noon.unwrap().timestamp().as_second()
}

fn said_on(date: &str, text: &'static str) -> Document<'static> {
    Document {
        text,
        recency: noon(date),
        ..Document::default()
    }
}

#[test]
fn what_the_one_asked_about_said_comes_first() {
    let documents = [
        said(
            SpeakerAliases::AGENT,
            "The technician brings the boiler part.",
        ),
        said(
            SpeakerAliases::CALLER,
            "The technician broke the boiler part.",
        ),
    ];
    assert_eq!(
        first(&documents, "What did I say about the boiler part?"),
        Some(1)
    );
    assert_eq!(
        first(&documents, "What did you say about the boiler part?"),
        Some(0)
    );
    assert_eq!(
        first(&documents, "What did you tell me about the boiler part?"),
        Some(0)
    );
    assert_eq!(first(&documents, "the customer's boiler part"), Some(1));
}

#[test]
fn a_speaker_is_known_by_name_and_the_name_is_not_looked_for() {
    let mut speakers = SpeakerAliases::of_a_call();
    speakers.add(SpeakerAliases::CALLER, "Ana María");
    let options = Options {
        speakers,
        ..Options::default()
    };
    let documents = [
        said(
            SpeakerAliases::AGENT,
            "Good morning, María, the boat is ready.",
        ),
        said(SpeakerAliases::CALLER, "We sold the boat."),
    ];
    let index = Index::with_options(options, documents);
    assert_eq!(first_of(&index, "Maria's boat".into()), Some(1));
    let why = index.explain("Maria's boat", 1).unwrap();
    assert_eq!(why.words.len(), 1);
}

#[test]
fn a_name_alone_is_looked_for() {
    let documents = [said("Anna", "I like tea."), said("Ben", "Hello Anna!")];
    let index = Index::build(documents);
    assert_eq!(first_of(&index, "Anna".into()), Some(1));
}

#[test]
fn an_answer_is_better_than_a_question() {
    let documents = [
        said(SpeakerAliases::CALLER, "Is the piano in the cellar?"),
        said(SpeakerAliases::CALLER, "The piano is in the cellar."),
    ];
    assert_eq!(first(&documents, "piano cellar"), Some(1));
}

#[test]
fn a_question_for_a_time_prefers_what_says_when() {
    let documents = [
        said(
            SpeakerAliases::CALLER,
            "My flight to Oslo is booked already.",
        ),
        said(
            SpeakerAliases::CALLER,
            "My flight to Oslo was booked yesterday.",
        ),
    ];
    assert_eq!(
        first(&documents, "When was the flight to Oslo booked?"),
        Some(1)
    );
}

#[test]
fn a_question_for_a_number_prefers_what_says_how_many() {
    let documents = [
        said(
            SpeakerAliases::CALLER,
            "We keep black hens behind the house.",
        ),
        said(
            SpeakerAliases::CALLER,
            "We keep twelve hens behind the house.",
        ),
    ];
    assert_eq!(first(&documents, "How many hens do they keep?"), Some(1));
}

#[test]
fn the_time_asked_for_decides_between_equal_words() {
    let index = Index::build([
        said_on("2026-03-20", "The heating is making that noise."),
        said_on("2026-05-12", "The heating is making that noise."),
        said_on("2026-06-09", "The heating is making that noise."),
    ]);
    let asked = |text| {
        let now = Some(noon("2026-06-17"));
        first_of(
            &index,
            Query {
                text,
                now,
                ..Query::default()
            },
        )
    };
    assert_eq!(asked("the noise of the heating last week"), Some(2));
    assert_eq!(asked("the noise of the heating in May"), Some(1));
    assert_eq!(asked("the noise of the heating in March"), Some(0));
    assert_eq!(asked("the noise of the heating"), Some(2));
    assert_eq!(asked("the noise of the heating three months ago"), Some(0));
}

#[test]
fn what_was_said_at_a_time_is_found_without_any_other_word() {
    let index = Index::build([
        said_on("2026-03-20", "The heating is making that noise."),
        said_on("2026-06-16", "A new lamp for the hall."),
    ]);
    let query = Query {
        text: "What did they tell us yesterday?",
        now: Some(noon("2026-06-17")),
        ..Query::default()
    };
    assert_eq!(first_of(&index, query), Some(1));
    assert_eq!(first_of(&index, query.text.into()), None);
}

/// Knows one word.
struct Walks;

impl RelatedWords for Walks {
    fn related<'t>(&'t self, word: &str) -> Box<dyn Iterator<Item = (&'t str, f32)> + 't> {
        let related: &[_] = if word == "hike" {
            &[("trails", 0.9), ("boat", 0.1)]
        } else {
            &[]
        };
        Box::new(related.iter().copied())
    }
}

#[test]
fn a_related_word_counts_less_than_the_word_and_an_unrelated_one_nothing() {
    let options = Options {
        related: Some(&Walks),
        parameters: Parameters {
            threshold: 0.0,
            ..Parameters::default()
        },
        ..Options::default()
    };
    let documents = [
        "A trail by the lake.",
        "A hike by the lake.",
        "A boat on the lake.",
    ];
    let index = Index::with_options(options, documents.map(|text| said("Anna", text)));
    let hits = index.search("hike", 3);
    assert_eq!(
        hits.iter().map(|hit| hit.document).collect::<Vec<_>>(),
        [1, 0]
    );
}

#[test]
fn words_of_other_languages_have_no_related_words() {
    let options = Options {
        related: Some(&Walks),
        ..Options::default()
    };
    let document = Document {
        language: Some("de"),
        ..said("Anna", "trails")
    };
    assert_eq!(
        first_of(&Index::with_options(options, [document]), "hike".into()),
        None
    );
}

#[test]
fn an_explanation_adds_up_to_the_score() {
    let documents = [
        said(
            SpeakerAliases::CALLER,
            "We have two dogs and a cat since March.",
        ),
        said(SpeakerAliases::AGENT, "How many dogs do you have?"),
    ];
    let options = Options {
        speakers: SpeakerAliases::of_a_call(),
        ..Options::default()
    };
    let index = Index::with_options(options, documents);
    let query = "How many dogs and cats did I buy?";
    let hit = index.search(query, 1)[0];
    let why = index.explain(query, hit.document).unwrap();

    let log_odds = why.base + why.shares.iter().map(|share| share.log_odds).sum::<f32>();
    assert!((hit.score - 1.0 / (1.0 + (-log_odds).exp())).abs() < 1e-6);
    assert_eq!(hit.score.to_bits(), why.score.to_bits());

    let share = |feature| {
        why.shares
            .iter()
            .find(|share| share.feature == feature)
            .unwrap()
            .log_odds
    };
    let words: f32 = why.words.iter().map(|word| word.log_odds).sum();
    assert!((words - share(Feature::Words)).abs() < 1e-4);
    assert!(share(Feature::Speaker) > 0.0 && share(Feature::Numbers) > 0.0);
    let of_word = |text: &str| {
        why.words
            .iter()
            .find(|word| word.word == text)
            .unwrap()
            .log_odds
    };
    assert!(of_word("dogs") > 0.0 && of_word("cats") > 0.0);
    assert!(of_word("buy").abs() < f32::EPSILON);

    assert_eq!(index.explain("xylophone", 0), None);
    assert_eq!(index.explain(query, 2), None);
}

#[test]
fn a_word_that_half_of_them_have_is_found() {
    let life: Vec<String> = (0..400)
        .map(|n| ["The boiler whistles again.", "We painted the fence."][n % 2].to_owned())
        .collect();
    let index = Index::build(life.iter().map(|text| said("Anna", text)));
    assert_eq!(index.search("boiler", 3).len(), 3);
}

#[test]
fn what_hardly_meets_the_question_is_not_found() {
    let life: Vec<String> = (0..400)
        .map(|n| format!("On day {n} we painted fence {n} by the barn."))
        .collect();
    let index = Index::build(life.iter().map(|text| said("Anna", text)));
    assert_eq!(
        index.search("Which insurance covers the barn after a hailstorm?", 3),
        []
    );
    assert_eq!(index.search("fence 217", 3)[0].document, 217);
}
