//! What a search finds, and in which order.

use memories_search::{Document, Features, Index, Parameters};

use crate::{everything, found, said};

fn search(documents: &[Document<'_>], query: &str) -> Vec<usize> {
    found(&Index::build(documents.iter().copied()).search(query, documents.len()))
}

#[test]
fn documents_without_a_word_of_the_query_are_not_found() {
    let documents = [said("I have a dog."), said("We sold the boat.")];
    assert_eq!(search(&documents, "What about the boat?"), [1]);
    assert_eq!(search(&documents, "piano"), [0; 0]);
}

#[test]
fn a_rare_word_tells_more_than_a_frequent_one() {
    let documents = [
        said("red car"),
        said("red house"),
        said("red roof"),
        said("blue boat"),
    ];
    assert_eq!(search(&documents, "red boat")[0], 3);
}

#[test]
fn own_words_count_more_than_those_before_and_those_more_than_those_after() {
    let documents = [
        Document {
            after: Some("cello"),
            ..said("yes")
        },
        Document {
            prev2: Some("lantern"),
            ..said("yes")
        },
        Document {
            before: Some("cello"),
            ..said("yes")
        },
        Document {
            prev2: Some("cello"),
            ..said("yes")
        },
        said("cello"),
    ];
    let index = Index::with_options(everything(), documents);
    assert_eq!(found(&index.search("cello", 5)), [4, 2, 0, 3]);
}

#[test]
fn a_label_counts_like_the_text() {
    let index = Index::build([
        Document {
            label: Some("birthday"),
            ..said("March")
        },
        said("birthday March"),
    ]);
    let hits = index.search("birthday", 2);
    assert_eq!(found(&hits), [0, 1]);
    assert_eq!(hits[0].score, hits[1].score);
}

#[test]
fn of_equal_documents_the_newer_comes_first_and_then_the_earlier_position() {
    let documents = [10, 30, 20, 30].map(|recency| Document {
        recency,
        ..said("the green door")
    });
    assert_eq!(search(&documents, "door"), [1, 3, 2, 0]);
}

#[test]
fn what_asks_when_or_how_many_is_not_looked_for() {
    let documents = [said("There were so many people."), said("Two cats.")];
    assert_eq!(search(&documents, "How many cats are there?"), [1]);
    assert_eq!(search(&documents, "many people"), [0]);

    let german = |text| Document {
        language: Some("de"),
        ..said(text)
    };
    let documents = [german("Ich frage nur, wann."), german("Der Zug um acht.")];
    assert_eq!(search(&documents, "Wann kommt der Zug?"), [1]);
}

#[test]
fn the_limit_keeps_the_best() {
    let documents: Vec<String> = (1..=9)
        .map(|n| "tea ".repeat(n) + &"cup ".repeat(9 - n))
        .collect();
    let index = Index::build(documents.iter().map(|text| said(text)));
    assert_eq!(found(&index.search("tea", 3)), [8, 7, 6]);
    assert_eq!(index.search("tea", 0), []);
    assert_eq!(index.search("tea", usize::MAX).len(), 9);
}

#[test]
fn the_score_is_the_documented_formula() {
    let index = Index::build([
        Document {
            label: Some("tram"),
            before: Some("Lisbon tram"),
            prev2: Some("tram tram"),
            after: Some("tram tram tram"),
            ..said("tram tram river")
        },
        said("river"),
    ]);
    let Parameters {
        k1,
        b,
        fields,
        weights,
        ..
    } = Parameters::default();
    let idf = |df: f32| (1.0 + (300.0 - df + 0.5) / (df + 0.5)).ln();
    let around = 2.0 * fields.prev2 + 3.0 * fields.after;
    let tf = 2.0 + 1.0 + fields.before + around;
    let length = 3.0 + 1.0 + 2.0 * fields.before + around;
    let average = f32::midpoint(length, 1.0);
    let saturated = tf / (tf + k1 * (1.0 - b + b * length / average));
    let features = Features {
        words: idf(1.0) * saturated / (idf(1.0) + idf(0.0)).sqrt(),
        length: 5.0_f32.ln(),
        ..Features::default()
    };

    let hits = index.search("tram xylophones", 2);
    assert_eq!(found(&hits), [0]);
    let expected = weights.score(&features);
    assert!(
        (hits[0].score - expected).abs() < 1e-6,
        "{} {expected}",
        hits[0].score
    );
    let log_odds = weights.base
        + features.words * weights.features.words
        + 5.0_f32.ln() * weights.features.length;
    assert!((expected - 1.0 / (1.0 + (-log_odds).exp())).abs() < 1e-6);
}

#[test]
fn a_word_is_one_term_however_many_languages_it_is_looked_for_in() {
    let spanish = Document {
        language: Some("es"),
        ..said("casas")
    };
    let english = Document {
        language: Some("en"),
        ..said("casas")
    };
    let alone = Index::build([spanish, spanish]).search("casas", 2);
    let together = Index::build([spanish, english]).search("casas", 2);
    assert_eq!(together, alone);
    assert_eq!(found(&together), [0, 1]);
}

#[test]
fn a_word_that_nobody_said_lowers_the_score() {
    let index = Index::build([said("a red boat"), said("a blue car")]);
    let known = index.search("boat", 1)[0].score;
    let half_known = index.search("boat piano", 1)[0].score;
    assert!(half_known < known / 2.0);
}

#[test]
fn asking_twice_for_a_word_is_asking_once() {
    let index = Index::build([said("hiking in the hills"), said("a boat on the lake")]);
    assert_eq!(
        index.search("hike hikes hiking lake", 2),
        index.search("hike lake", 2)
    );
}

#[test]
fn a_query_of_stop_words_finds_nothing_and_does_not_fail() {
    let documents = [said("It was her who did that."), said("The boat is mine.")];
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
fn a_query_finds_inflected_words_of_every_language_in_the_index() {
    let documents = [
        Document {
            language: Some("en"),
            ..said("We went hiking near the lake.")
        },
        Document {
            language: Some("es"),
            ..said("Reservamos dos habitaciones.")
        },
        Document {
            language: Some("de"),
            ..said("Die Wohnungen sind zu teuer.")
        },
        Document {
            language: Some("pl"),
            ..said("Mieszkam w Krakowie.")
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
fn a_stop_word_of_another_language_is_a_word() {
    let documents = [
        Document {
            language: Some("en"),
            ..said("My son is a carpenter.")
        },
        Document {
            language: Some("es"),
            ..said("Ellos son mis amigos.")
        },
        Document {
            language: Some("es"),
            ..said("Vivimos cerca del mar.")
        },
    ];
    assert_eq!(search(&documents, "What is the name of my son?"), [0]);
    assert_eq!(search(&documents, "son"), [0]);
}

#[test]
fn a_query_in_doubt_is_in_the_language_of_most_documents() {
    let documents = [
        Document {
            language: Some("es"),
            ..said("Vivimos cerca del mar.")
        },
        Document {
            language: Some("en"),
            ..said("My son is a carpenter.")
        },
        Document {
            language: Some("en"),
            ..said("We sold the boat.")
        },
    ];
    // One stop word in English and one in Spanish.
    assert_eq!(search(&documents, "where son"), [1]);
}

#[test]
fn every_word_of_the_vocabulary_is_part_of_the_size() {
    let texts: Vec<String> = (100..200).map(|n| format!("word{n} other{n}")).collect();
    let size = |n| Index::build(texts.iter().take(n).map(|text| said(text))).size_in_bytes();
    let bytes_of_a_document = "word100other100".len() + 2 * size_of::<(u32, f32)>();
    assert!(size(100) - size(10) > 90 * bytes_of_a_document);
    assert!(size(100) < 100 * 10 * bytes_of_a_document);
}

#[test]
fn an_index_can_be_shared_between_threads() {
    let index = Index::build([said("a red boat")]);
    let hits = std::thread::scope(|scope| {
        [(); 2]
            .map(|()| scope.spawn(|| index.search("boat", 1)))
            .map(|thread| thread.join().unwrap())
    });
    assert_eq!(hits[0], hits[1]);
    assert_eq!(found(&hits[0]), [0]);
}

#[test]
fn a_very_long_text_is_searched_like_any_other() {
    let long = "boat ".repeat(200_000);
    let unbroken = "x".repeat(1_000_000);
    let documents = [said(&long), said(&unbroken), said("a car")];
    assert_eq!(search(&documents, "boat"), [0]);
    assert_eq!(search(&documents, &unbroken), [1]);
    assert_eq!(search(&documents, &long), [0]);
}
