//! When a search returns nothing although documents match.

use memories_search::{Abstention, Index, Options, Parameters};
use proptest::{collection::vec, prelude::*};

use crate::{
    document, positions,
    strategies::{OwnedDocument, any_document, any_text},
};

const QUERY: &str = "Which heart medicine does Biscuit take before breakfast?";

/// Several texts about a dog, then another text.
fn texts(count: usize, other: &str) -> Vec<String> {
    let walk = |n| format!("We take Biscuit for walk {n} in the park.");
    let walks = (0..count).map(walk);
    walks.chain([other.to_owned()]).collect()
}

fn index(texts: &[String]) -> Index {
    Index::build(texts.iter().map(|text| document(text)))
}

#[test]
fn a_query_that_many_documents_match_weakly_is_left_unanswered() {
    let texts = texts(60, "The park closes at ten.");
    assert!(index(&texts).search(QUERY, 3).is_empty());
}

#[test]
fn a_document_that_covers_the_query_is_found_among_many_weak_matches() {
    let texts = texts(60, "Half a tablet of the heart medicine before breakfast.");
    assert_eq!(positions(&index(&texts).search(QUERY, 1)), [60]);
}

#[test]
fn a_query_of_one_frequent_term_is_answered() {
    let texts = texts(60, "The park closes at ten.");
    assert_eq!(index(&texts).search("Biscuit", 3).len(), 3);
}

#[test]
fn a_weak_match_is_found_among_few_documents() {
    let texts = texts(1, "The park closes at ten.");
    assert_eq!(positions(&index(&texts).search(QUERY, 3)), [0]);
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn abstention_returns_either_nothing_or_the_same_hits(
        documents in vec(any_document(), 0..40),
        query in any_text(),
        limit in 1_usize..9,
    ) {
        let build = |min_probability| {
            let defaults = Parameters::default();
            let abstention = Abstention { min_probability, ..defaults.abstention };
            let options = Options {
                parameters: Parameters { abstention, ..defaults },
                ..Options::default()
            };
            Index::with_options(options, documents.iter().map(OwnedDocument::borrow))
        };
        let hits = build(0.5).search(&query, limit);
        prop_assert!(hits.is_empty() || hits == build(0.0).search(&query, limit));
    }
}
