//! Which documents a search returns, and in which order.

use memories_search::{Document, Feature, FeatureVector, Index, Parameters};

use crate::{document, every_match, positions};

fn search(documents: &[Document<'_>], query: &str) -> Vec<usize> {
    positions(&Index::build(documents.iter().copied()).search(query, documents.len()))
}

#[test]
fn documents_without_a_word_of_the_query_are_not_found() {
    let documents = [document("I have a dog."), document("We sold the boat.")];
    assert_eq!(search(&documents, "What about the boat?"), [1]);
    assert_eq!(search(&documents, "piano"), [0; 0]);
}

#[test]
fn a_rare_term_weighs_more_than_a_frequent_one() {
    let documents = [
        document("red car"),
        document("red house"),
        document("red roof"),
        document("blue boat"),
    ];
    assert_eq!(search(&documents, "red boat")[0], 3);
}

#[test]
fn terms_weigh_most_in_the_text_then_in_the_turn_before_then_in_the_others() {
    let documents = [
        Document {
            next: Some("cello"),
            ..document("yes")
        },
        Document {
            prev2: Some("lantern"),
            ..document("yes")
        },
        Document {
            prev: Some("cello"),
            ..document("yes")
        },
        Document {
            prev2: Some("cello"),
            ..document("yes")
        },
        document("cello"),
    ];
    let index = Index::with_options(every_match(), documents);
    assert_eq!(positions(&index.search("cello", 5)), [4, 2, 0, 3]);
}

#[test]
fn a_label_weighs_as_much_as_the_text() {
    let index = Index::build([
        Document {
            label: Some("birthday"),
            ..document("March")
        },
        document("birthday March"),
    ]);
    let hits = index.search("birthday", 2);
    assert_eq!(positions(&hits), [0, 1]);
    assert_eq!(hits[0].score, hits[1].score);
}

#[test]
fn ties_are_broken_by_newer_timestamp_then_by_lower_position() {
    let documents = [10, 30, 20, 30].map(|timestamp| Document {
        timestamp,
        ..document("the green door")
    });
    assert_eq!(search(&documents, "door"), [1, 3, 2, 0]);
}

#[test]
fn interrogatives_are_not_searched_for() {
    let documents = [
        document("There were so many people."),
        document("Two cats."),
    ];
    assert_eq!(search(&documents, "How many cats are there?"), [1]);
    assert_eq!(search(&documents, "many people"), [0]);

    let german = |text| Document {
        language: Some("de"),
        ..document(text)
    };
    let documents = [german("Ich frage nur, wann."), german("Der Zug um acht.")];
    assert_eq!(search(&documents, "Wann kommt der Zug?"), [1]);
}

#[test]
fn the_limit_returns_the_best() {
    let documents: Vec<String> = (1..=9)
        .map(|n| "tea ".repeat(n) + &"cup ".repeat(9 - n))
        .collect();
    let index = Index::build(documents.iter().map(|text| document(text)));
    assert_eq!(positions(&index.search("tea", 3)), [8, 7, 6]);
    assert_eq!(index.search("tea", 0), []);
    assert_eq!(index.search("tea", usize::MAX).len(), 9);
}

#[test]
fn the_score_is_the_documented_formula() {
    let index = Index::build([
        Document {
            label: Some("tram"),
            prev: Some("Lisbon tram"),
            prev2: Some("tram tram"),
            next: Some("tram tram tram"),
            ..document("tram tram river")
        },
        document("river"),
    ]);
    let Parameters {
        k1,
        b,
        fields,
        lexical,
        ..
    } = Parameters::default();
    let idf = |df: f32| (1.0 + (300.0 - df + 0.5) / (df + 0.5)).ln();
    let context = 2.0 * fields.prev2 + 3.0 * fields.next;
    let tf = 2.0 + 1.0 + fields.prev + context;
    let length = 3.0 + 1.0 + 2.0 * fields.prev + context;
    let average = f32::midpoint(length, 1.0);
    let saturated = tf / (tf + k1 * (1.0 - b + b * length / average));
    let bm25f = idf(1.0) * saturated / (idf(1.0) + idf(0.0)).sqrt();
    let features =
        FeatureVector::from_iter([(Feature::Bm25f, bm25f), (Feature::Length, 5.0_f32.ln())]);

    let hits = index.search("tram xylophones", 2);
    assert_eq!(positions(&hits), [0]);
    let model = lexical.model;
    let expected = model.probability(&features);
    assert!(
        (hits[0].score - expected).abs() < 1e-6,
        "{} {expected}",
        hits[0].score
    );
    let log_odds = model.intercept
        + bm25f * model.coefficients[Feature::Bm25f]
        + 5.0_f32.ln() * model.coefficients[Feature::Length];
    assert!((expected - 1.0 / (1.0 + (-log_odds).exp())).abs() < 1e-6);
}

#[test]
fn a_word_is_one_term_in_however_many_languages_it_is_stemmed() {
    let spanish = Document {
        language: Some("es"),
        ..document("casas")
    };
    let english = Document {
        language: Some("en"),
        ..document("casas")
    };
    let alone = Index::build([spanish, spanish]).search("casas", 2);
    let together = Index::build([spanish, english]).search("casas", 2);
    assert_eq!(together, alone);
    assert_eq!(positions(&together), [0, 1]);
}

#[test]
fn a_term_that_no_document_has_lowers_the_score() {
    let index = Index::build([document("a red boat"), document("a blue car")]);
    let full = index.search("boat", 1)[0].score;
    let half = index.search("boat piano", 1)[0].score;
    assert!(half < full / 2.0);
}

#[test]
fn repeating_a_query_word_changes_nothing() {
    let index = Index::build([
        document("hiking in the hills"),
        document("a boat on the lake"),
    ]);
    assert_eq!(
        index.search("hike hikes hiking lake", 2),
        index.search("hike lake", 2)
    );
}

#[test]
fn a_query_of_stop_words_finds_nothing() {
    let documents = [
        document("It was her who did that."),
        document("The boat is mine."),
    ];
    for query in ["who was it", "", "  ", "🎻", "?!", "\u{0}"] {
        assert_eq!(search(&documents, query), [0; 0], "{query:?}");
    }
}

#[test]
fn an_empty_index_finds_nothing() {
    let index = Index::build([]);
    assert!(index.is_empty());
    assert_eq!(index.search("boat", 3), []);
}

#[test]
fn inflected_forms_match_in_every_language_of_the_index() {
    let documents = [
        Document {
            language: Some("en"),
            ..document("We went hiking near the lake.")
        },
        Document {
            language: Some("es"),
            ..document("Reservamos dos habitaciones.")
        },
        Document {
            language: Some("de"),
            ..document("Die Wohnungen sind zu teuer.")
        },
        Document {
            language: Some("pl"),
            ..document("Mieszkam w Krakowie.")
        },
    ];
    for (document, query) in ["a hike", "la habitación", "eine Wohnung", "KRAKOWIE"]
        .into_iter()
        .enumerate()
    {
        assert_eq!(search(&documents, query), [document], "{query}");
    }
}

#[test]
fn a_stop_word_of_another_language_is_a_term() {
    let documents = [
        Document {
            language: Some("en"),
            ..document("My son is a carpenter.")
        },
        Document {
            language: Some("es"),
            ..document("Ellos son mis amigos.")
        },
        Document {
            language: Some("es"),
            ..document("Vivimos cerca del mar.")
        },
    ];
    assert_eq!(search(&documents, "What is the name of my son?"), [0]);
    assert_eq!(search(&documents, "son"), [0]);
}

#[test]
fn an_ambiguous_query_is_in_the_language_of_most_documents() {
    let documents = [
        Document {
            language: Some("es"),
            ..document("Vivimos cerca del mar.")
        },
        Document {
            language: Some("en"),
            ..document("My son is a carpenter.")
        },
        Document {
            language: Some("en"),
            ..document("We sold the boat.")
        },
    ];
    // One stop word in English and one in Spanish.
    assert_eq!(search(&documents, "where son"), [1]);
}

#[test]
fn the_size_includes_the_vocabulary() {
    let texts: Vec<String> = (100..200).map(|n| format!("word{n} other{n}")).collect();
    let size = |n| Index::build(texts.iter().take(n).map(|text| document(text))).size_in_bytes();
    let bytes_per_document = "word100other100".len() + 2 * size_of::<(u32, f32)>();
    assert!(size(100) - size(10) > 90 * bytes_per_document);
    assert!(size(100) < 100 * 10 * bytes_per_document);
}

#[test]
fn an_index_can_be_shared_between_threads() {
    let index = Index::build([document("a red boat")]);
    let hits = std::thread::scope(|scope| {
        [(); 2]
            .map(|()| scope.spawn(|| index.search("boat", 1)))
            .map(|thread| thread.join().unwrap())
    });
    assert_eq!(hits[0], hits[1]);
    assert_eq!(positions(&hits[0]), [0]);
}

#[test]
fn very_long_texts_are_searched_like_any_other() {
    let long = "boat ".repeat(200_000);
    let unbroken = "x".repeat(1_000_000);
    let documents = [document(&long), document(&unbroken), document("a car")];
    assert_eq!(search(&documents, "boat"), [0]);
    assert_eq!(search(&documents, &unbroken), [1]);
    assert_eq!(search(&documents, &long), [0]);
}
