//! What a search finds, in which order, and what it never does.
#![expect(clippy::float_cmp, reason = "only exactly equal scores are ties")]

use proptest::{collection::vec, option, prelude::*};
use retrieval::{Document, Features, Hit, Index, Options, Parameters};

fn said(text: &str) -> Document<'_> {
    Document {
        text,
        ..Document::default()
    }
}

fn found(hits: &[Hit]) -> Vec<usize> {
    hits.iter().map(|hit| hit.document).collect()
}

/// Ranks all that have anything of the query, however little it is.
fn everything() -> Options {
    let parameters = Parameters {
        threshold: 0.0,
        ..Parameters::default()
    };
    Options {
        parameters,
        ..Options::default()
    }
}

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
            before_that: Some("lantern"),
            ..said("yes")
        },
        Document {
            before: Some("cello"),
            ..said("yes")
        },
        Document {
            before_that: Some("cello"),
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
            before_that: Some("tram tram"),
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
    let around = 2.0 * fields.before_that + 3.0 * fields.after;
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

/// Everything a document can hold, as owned text.
#[derive(Debug, Clone)]
struct Owned {
    text: String,
    neighbours: [Option<String>; 3],
    label: Option<String>,
    speaker: Option<String>,
    recency: i64,
    language: Option<String>,
}

impl Owned {
    fn borrow(&self) -> Document<'_> {
        let [before, before_that, after] = self.neighbours.each_ref().map(Option::as_deref);
        Document {
            text: &self.text,
            before,
            before_that,
            after,
            label: self.label.as_deref(),
            speaker: self.speaker.as_deref(),
            recency: self.recency,
            language: self.language.as_deref(),
        }
    }
}

/// Unrelated characters, words that meet each other, and stop words.
fn any_text() -> impl Strategy<Value = String> {
    prop_oneof![
        any::<String>(),
        "([a-e]{1,2}['’ ]){0,12}",
        "(the |who |was |it |der |que |🎻|\u{0}|\u{200d}|1,000 ){0,8}",
    ]
}

fn any_document() -> impl Strategy<Value = Owned> {
    let language = "en|pt-br|de|fr|tr|ar|ta|el|ja|pl||\\PC{0,3}";
    (
        any_text(),
        [
            option::of(any_text()),
            option::of(any_text()),
            option::of(any_text()),
        ],
        option::of(any_text()),
        option::of("caller|agent|anna|\\PC{0,3}"),
        any::<i64>(),
        option::of(language),
    )
        .prop_map(
            |(text, neighbours, label, speaker, recency, language)| Owned {
                text,
                neighbours,
                label,
                speaker,
                recency,
                language,
            },
        )
}

proptest! {
    #[test]
    fn whatever_is_said_and_asked_hits_are_valid_sorted_limited_and_repeatable(
        documents in vec(any_document(), 0..12),
        query in any_text(),
        limit in 0_usize..15,
    ) {
        let build = || Index::build(documents.iter().map(Owned::borrow));
        let index = build();
        let hits = index.search(&query, limit);

        prop_assert_eq!(index.len(), documents.len());
        prop_assert!(hits.len() <= limit);
        for hit in &hits {
            prop_assert!(index.explain(&query, hit.document).is_some_and(|why| why.score == hit.score));
            prop_assert!(hit.document < documents.len());
            prop_assert!(hit.score > 0.0 && hit.score <= 1.0);
        }
        for pair in hits.windows(2) {
            let rank = |hit: &Hit| (documents[hit.document].recency, std::cmp::Reverse(hit.document));
            prop_assert!(
                pair[0].score > pair[1].score
                    || pair[0].score == pair[1].score && rank(&pair[0]) > rank(&pair[1])
            );
        }
        let all = index.search(&query, documents.len());
        prop_assert_eq!(&hits[..], &all[..limit.min(all.len())]);
        prop_assert_eq!(&build().search(&query, limit), &hits);
    }

    #[test]
    fn an_index_that_grew_finds_what_a_new_one_finds(
        documents in vec(any_document(), 0..12),
        additions in vec(0_usize..5, 0..6),
        query in any_text(),
    ) {
        let mut left = documents.as_slice();
        let mut grown = Index::with_options(everything(), []);
        for count in additions {
            let (added, rest) = left.split_at(count.min(left.len()));
            grown = grown.with_added(added.iter().map(Owned::borrow));
            left = rest;
        }
        grown = grown.with_added(left.iter().map(Owned::borrow));
        let fresh = Index::with_options(everything(), documents.iter().map(Owned::borrow));
        prop_assert_eq!(grown.len(), fresh.len());
        prop_assert_eq!(
            grown.search(&query, documents.len()),
            fresh.search(&query, documents.len())
        );
    }

    #[test]
    fn its_own_text_finds_a_document(
        documents in vec(any_document(), 1..12),
        word in "[a-z]{3,6}[0-9]",
    ) {
        let texts: Vec<String> =
            documents.iter().map(|document| format!("{} {word}", document.text)).collect();
        let index = Index::with_options(
            everything(),
            documents.iter().zip(&texts).map(|(document, text)| Document { text, ..document.borrow() }),
        );
        for (document, text) in texts.iter().enumerate() {
            prop_assert!(found(&index.search(text, texts.len())).contains(&document));
        }
    }

    /// Only among documents of equal length: BM25 may well prefer another one
    /// that has the query's rarest word more often.
    #[test]
    fn its_own_text_finds_a_document_first(
        documents in vec(proptest::sample::subsequence(
            ["boat", "lake", "cello", "tram", "river", "piano", "garden", "tea"].to_vec(), 4), 1..12),
    ) {
        let texts: Vec<String> = documents.iter().map(|words| words.join(" ")).collect();
        let index = Index::build(texts.iter().map(|text| said(text)));
        for (document, text) in texts.iter().enumerate() {
            let hits = index.search(text, texts.len());
            let own = hits.iter().find(|hit| hit.document == document).unwrap();
            prop_assert_eq!(own.score, hits[0].score);
        }
    }
}
