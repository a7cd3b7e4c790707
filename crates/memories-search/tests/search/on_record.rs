//! Which questions find nothing because nothing is on record.

use memories_search::{Abstention, Index, Options, Parameters};
use proptest::{collection::vec, prelude::*};

use crate::{
    anything::{Owned, any_document, any_text},
    found, said,
};

const ASKED: &str = "Which heart medicine does Biscuit take before breakfast?";

/// So many remarks about a dog, and another one.
fn remarks(count: usize, other: &str) -> Vec<String> {
    let remark = |n| format!("We take Biscuit for walk {n} in the park.");
    let remarks = (0..count).map(remark);
    remarks.chain([other.to_owned()]).collect()
}

fn index(texts: &[String]) -> Index {
    Index::build(texts.iter().map(|text| said(text)))
}

#[test]
fn words_that_many_have_are_no_answer_to_a_question_for_something_else() {
    let texts = remarks(60, "The park closes at ten.");
    assert!(index(&texts).search(ASKED, 3).is_empty());
}

#[test]
fn what_has_most_of_the_question_is_found_among_however_many() {
    let texts = remarks(60, "Half a tablet of the heart medicine before breakfast.");
    assert_eq!(found(&index(&texts).search(ASKED, 1)), [60]);
}

#[test]
fn a_word_that_all_have_is_found_where_nothing_else_is_asked() {
    let texts = remarks(60, "The park closes at ten.");
    assert_eq!(index(&texts).search("Biscuit", 3).len(), 3);
}

#[test]
fn among_few_a_little_is_enough() {
    let texts = remarks(1, "The park closes at ten.");
    assert_eq!(found(&index(&texts).search(ASKED, 3)), [0]);
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn doubt_changes_nothing_but_whether_anything_is_found(
        documents in vec(any_document(), 0..40),
        query in any_text(),
        limit in 1_usize..9,
    ) {
        let build = |least| {
            let usual = Parameters::default();
            let options = Options {
                parameters: Parameters { doubt: Abstention { least, ..usual.doubt }, ..usual },
                ..Options::default()
            };
            Index::with_options(options, documents.iter().map(Owned::borrow))
        };
        let doubting = build(0.5).search(&query, limit);
        prop_assert!(doubting.is_empty() || doubting == build(0.0).search(&query, limit));
    }
}
