//! The features besides BM25F, synonyms, and explanations.

#![expect(clippy::unwrap_used, reason = "a test may panic")]

use memories_search::{
    Document, Feature, Index, Options, Parameters, Query, ScoringModel, SpeakerAliases, Synonym,
    Synonyms,
};

fn said_by<'a>(speaker: &'a str, text: &'a str) -> Document<'a> {
    Document {
        text,
        speaker: Some(speaker),
        ..Document::default()
    }
}

fn best(documents: &[Document<'_>], query: &str) -> Option<usize> {
    let options = Options {
        speakers: SpeakerAliases::for_phone_calls(),
        ..Options::default()
    };
    best_in(
        &Index::with_options(options, documents.iter().copied()),
        query.into(),
    )
}

fn best_in(index: &Index, query: Query<'_>) -> Option<usize> {
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
        timestamp: noon(date),
        ..Document::default()
    }
}

#[test]
fn documents_of_the_speaker_asked_about_rank_first() {
    let documents = [
        said_by(
            SpeakerAliases::AGENT,
            "The technician brings the boiler part.",
        ),
        said_by(
            SpeakerAliases::CALLER,
            "The technician broke the boiler part.",
        ),
    ];
    assert_eq!(
        best(&documents, "What did I say about the boiler part?"),
        Some(1)
    );
    assert_eq!(
        best(&documents, "What did you say about the boiler part?"),
        Some(0)
    );
    assert_eq!(
        best(&documents, "What did you tell me about the boiler part?"),
        Some(0)
    );
    assert_eq!(best(&documents, "the customer's boiler part"), Some(1));
}

#[test]
fn a_speakers_name_selects_the_speaker_and_is_not_searched_for() {
    let mut speakers = SpeakerAliases::for_phone_calls();
    speakers.add(SpeakerAliases::CALLER, "Ana María");
    let options = Options {
        speakers,
        ..Options::default()
    };
    let documents = [
        said_by(
            SpeakerAliases::AGENT,
            "Good morning, María, the boat is ready.",
        ),
        said_by(SpeakerAliases::CALLER, "We sold the boat."),
    ];
    let index = Index::with_options(options, documents);
    assert_eq!(best_in(&index, "Maria's boat".into()), Some(1));
    let why = index.explain("Maria's boat", 1).unwrap();
    assert_eq!(why.terms.len(), 1);
}

#[test]
fn a_query_of_only_a_name_is_searched_for() {
    let documents = [
        said_by("Anna", "I like tea."),
        said_by("Ben", "Hello Anna!"),
    ];
    let index = Index::build(documents);
    assert_eq!(best_in(&index, "Anna".into()), Some(1));
}

#[test]
fn a_statement_ranks_above_a_question() {
    let documents = [
        said_by(SpeakerAliases::CALLER, "Is the piano in the cellar?"),
        said_by(SpeakerAliases::CALLER, "The piano is in the cellar."),
    ];
    assert_eq!(best(&documents, "piano cellar"), Some(1));
}

#[test]
fn a_query_for_a_time_prefers_texts_with_time_words() {
    let documents = [
        said_by(
            SpeakerAliases::CALLER,
            "My flight to Oslo is booked already.",
        ),
        said_by(
            SpeakerAliases::CALLER,
            "My flight to Oslo was booked yesterday.",
        ),
    ];
    assert_eq!(
        best(&documents, "When was the flight to Oslo booked?"),
        Some(1)
    );
}

#[test]
fn a_question_for_a_number_prefers_what_says_how_many() {
    let documents = [
        said_by(
            SpeakerAliases::CALLER,
            "We keep black hens behind the house.",
        ),
        said_by(
            SpeakerAliases::CALLER,
            "We keep twelve hens behind the house.",
        ),
    ];
    assert_eq!(best(&documents, "How many hens do they keep?"), Some(1));
}

#[test]
fn the_period_of_a_query_breaks_ties() {
    let index = Index::build([
        said_on("2026-03-20", "The heating is making that noise."),
        said_on("2026-05-12", "The heating is making that noise."),
        said_on("2026-06-09", "The heating is making that noise."),
    ]);
    let asked = |text| {
        let now = Some(noon("2026-06-17"));
        best_in(
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
fn a_document_of_the_period_is_found_without_a_term() {
    let index = Index::build([
        said_on("2026-03-20", "The heating is making that noise."),
        said_on("2026-06-16", "A new lamp for the hall."),
    ]);
    let query = Query {
        text: "What did they tell us yesterday?",
        now: Some(noon("2026-06-17")),
        ..Query::default()
    };
    assert_eq!(best_in(&index, query), Some(1));
    assert_eq!(best_in(&index, query.text.into()), None);
}

/// Has synonyms of one word.
struct HikeOnly;

impl Synonyms for HikeOnly {
    fn stem(&self, _: &str) -> Option<&str> {
        None
    }

    fn synonyms<'t>(&'t self, word: &str, _: &str) -> Box<dyn Iterator<Item = Synonym<'t>> + 't> {
        let synonyms: &[_] = if word == "hike" {
            &[("trail", 0.9), ("boat", 0.1)]
        } else {
            &[]
        };
        let synonyms = synonyms.iter();
        Box::new(synonyms.map(|&(stem, similarity)| Synonym { stem, similarity }))
    }
}

#[test]
fn a_synonym_weighs_less_than_the_term_and_nothing_below_the_minimum_similarity() {
    let defaults = Parameters::default();
    let options = Options {
        synonyms: Some(&HikeOnly),
        parameters: Parameters {
            lexical: ScoringModel {
                threshold: 0.0,
                ..defaults.lexical
            },
            ..defaults
        },
        ..Options::default()
    };
    let documents = [
        "A trail by the lake.",
        "A hike by the lake.",
        "A boat on the lake.",
    ];
    let index = Index::with_options(options, documents.map(|text| said_by("Anna", text)));
    let hits = index.search("hike", 3);
    assert_eq!(
        hits.iter().map(|hit| hit.document).collect::<Vec<_>>(),
        [1, 0]
    );
}

#[test]
fn words_of_other_languages_have_no_synonyms() {
    let options = Options {
        synonyms: Some(&HikeOnly),
        ..Options::default()
    };
    let document = Document {
        language: Some("de"),
        ..said_by("Anna", "trails")
    };
    assert_eq!(
        best_in(&Index::with_options(options, [document]), "hike".into()),
        None
    );
}

#[test]
fn an_explanation_adds_up_to_the_score() {
    let documents = [
        said_by(
            SpeakerAliases::CALLER,
            "We have two dogs and a cat since March.",
        ),
        said_by(SpeakerAliases::AGENT, "How many dogs do you have?"),
    ];
    let options = Options {
        speakers: SpeakerAliases::for_phone_calls(),
        ..Options::default()
    };
    let index = Index::with_options(options, documents);
    let query = "How many dogs and cats did I buy?";
    let hit = index.search(query, 1)[0];
    let why = index.explain(query, hit.document).unwrap();

    let contributions = why.features.iter().map(|feature| feature.log_odds);
    let log_odds = why.intercept + contributions.sum::<f32>();
    assert!((hit.score - 1.0 / (1.0 + (-log_odds).exp())).abs() < 1e-6);
    assert_eq!(hit.score.to_bits(), why.score.to_bits());

    let of_feature = |wanted| {
        let mut features = why.features.iter();
        features.find(|it| it.feature == wanted).unwrap().log_odds
    };
    let of_term = |wanted| {
        let mut terms = why.terms.iter();
        terms.find(|it| it.term == wanted).unwrap().log_odds
    };
    let terms: f32 = why.terms.iter().map(|term| term.log_odds).sum();
    assert!((terms - of_feature(Feature::Bm25f)).abs() < 1e-4);
    assert!(of_feature(Feature::Speaker) > 0.0 && of_feature(Feature::Numbers) > 0.0);
    assert!(of_term("dogs") > 0.0 && of_term("cats") > 0.0);
    assert!(of_term("buy").abs() < f32::EPSILON);

    assert_eq!(index.explain("xylophone", 0), None);
    assert_eq!(index.explain(query, 2), None);
}

#[test]
fn a_term_that_half_of_the_documents_have_is_found() {
    let texts: Vec<String> = (0..400)
        .map(|n| ["The boiler whistles again.", "We painted the fence."][n % 2].to_owned())
        .collect();
    let index = Index::build(texts.iter().map(|text| said_by("Anna", text)));
    assert_eq!(index.search("boiler", 3).len(), 3);
}

#[test]
fn a_document_that_hardly_matches_is_not_found() {
    let texts: Vec<String> = (0..400)
        .map(|n| format!("On day {n} we painted fence {n} by the barn."))
        .collect();
    let index = Index::build(texts.iter().map(|text| said_by("Anna", text)));
    assert_eq!(
        index.search("Which insurance covers the barn after a hailstorm?", 3),
        []
    );
    assert_eq!(index.search("fence 217", 3)[0].document, 217);
}
