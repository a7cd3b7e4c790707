//! What a query means finds what its words do not.

use memories_search::{
    Document, DocumentEmbeddings, Feature, Features, Index, Options, Parameters, Query,
    TokenEmbeddings,
};
use proptest::{collection::vec, prelude::*};

use crate::{
    anything::{Owned, any_document, any_text, meaning},
    everything, found, said,
};

/// A vector for each token, in four dimensions; the tokens are the words.
fn meant(text: &str, vectors: &[[f32; 4]]) -> TokenEmbeddings {
    let mut end = 0;
    let tokens = text.split(' ').zip(vectors).map(|(word, vector)| {
        let start = end;
        end += word.len() + 1;
        (start..start + word.len(), &vector[..])
    });
    TokenEmbeddings::new(4, tokens)
}

const PLUS: [f32; 4] = [1.0, 1.0, 1.0, 1.0];
const MINUS: [f32; 4] = [-1.0, -1.0, -1.0, -1.0];
/// Three of four bits are those of `PLUS`.
const NEARLY: [f32; 4] = [1.0, 1.0, 1.0, -1.0];

fn with_own<'a>(text: &'a str, meaning: &'a TokenEmbeddings) -> Document<'a> {
    let text_signs = Some(meaning.signs());
    Document {
        signs: DocumentEmbeddings {
            text: text_signs,
            ..DocumentEmbeddings::default()
        },
        ..said(text)
    }
}

fn meaning_of(index: &Index, query: Query<'_>, document: usize) -> Option<f32> {
    let matches = index.matches(query);
    let found = matches.iter().find(|found| found.document == document)?;
    found.features.meaning
}

#[test]
fn a_document_without_any_word_of_the_query_is_found_by_its_meaning() {
    let (near, far) = (meant("hound", &[PLUS]), meant("tea", &[MINUS]));
    let index = Index::with_options(
        everything(),
        [with_own("tea", &far), with_own("hound", &near)],
    );
    let asked = meant("poodle", &[PLUS]);
    let query = Query {
        text: "poodle",
        meaning: Some(&asked),
        ..Query::default()
    };
    assert_eq!(found(&index.search(query, 1)), [1]);
    assert_eq!(meaning_of(&index, query, 0), Some(0.0));
    assert_eq!(meaning_of(&index, query, 1), Some(1.0));
    assert_eq!(index.search("poodle", 1), []);
}

#[test]
fn tokens_of_words_that_tell_nothing_count_for_nothing() {
    let text = meant("hound", &[PLUS]);
    let index = Index::with_options(everything(), [with_own("hound", &text)]);
    let of = |words: &str, vectors: &[[f32; 4]]| {
        let asked = meant(words, vectors);
        let query = Query {
            text: words,
            meaning: Some(&asked),
            ..Query::default()
        };
        meaning_of(&index, query, 0)
    };
    assert_eq!(of("the poodle", &[MINUS, PLUS]), Some(1.0));
    assert_eq!(of("the poodle", &[PLUS, NEARLY]), Some(0.5));
    // Two words that are as rare tell half of it each.
    assert_eq!(of("poodle kennel", &[PLUS, NEARLY]), Some(0.75));
}

#[test]
fn of_a_very_long_query_the_most_telling_tokens_are_compared() {
    let (text, other) = (meant("hound", &[PLUS]), meant("kennel", &[MINUS]));
    let mut documents = vec![with_own("hound", &text)];
    documents.extend([with_own("kennel", &other); 20]);
    let index = Index::with_options(everything(), documents);
    // Kennels are less rare here than anything else.
    let rare = (0..33).map(|n| format!("w{n}"));
    let words: Vec<String> = vec!["kennel".to_owned(); 40]
        .into_iter()
        .chain(rare)
        .collect();
    let long = words.join(" ");
    let vectors: Vec<[f32; 4]> = [[MINUS; 40].as_slice(), &[PLUS; 33]].concat();
    let asked = meant(&long, &vectors);
    let query = Query {
        text: &long,
        meaning: Some(&asked),
        ..Query::default()
    };
    // All 73 together come to two thirds.
    assert!(meaning_of(&index, query, 0).unwrap() > 0.999);
}

#[test]
fn what_is_meant_around_a_text_counts_less_than_the_text() {
    let (near, far) = (meant("hound", &[PLUS]), meant("yes", &[MINUS]));
    let asked = meant("poodle", &[PLUS]);
    let query = Query {
        text: "poodle",
        meaning: Some(&asked),
        ..Query::default()
    };
    let weights = Parameters::default().context;
    let (near, text) = (Some(near.signs()), Some(far.signs()));
    let own = DocumentEmbeddings {
        text,
        ..DocumentEmbeddings::default()
    };
    for (signs, expected) in [
        (
            DocumentEmbeddings {
                before: near,
                ..own
            },
            weights.before,
        ),
        (DocumentEmbeddings { prev2: near, ..own }, weights.prev2),
        (DocumentEmbeddings { after: near, ..own }, weights.after),
        (DocumentEmbeddings { text: near, ..own }, 1.0),
    ] {
        let document = Document {
            signs,
            ..said("yes")
        };
        let index = Index::with_options(everything(), [document]);
        assert_eq!(meaning_of(&index, query, 0), Some(expected));
    }
}

#[test]
fn a_document_whose_own_meaning_is_not_known_is_ranked_by_its_words() {
    let other = meant("hound", &[MINUS]);
    let context_only = Document {
        signs: DocumentEmbeddings {
            before: Some(other.signs()),
            ..DocumentEmbeddings::default()
        },
        ..said("a poodle")
    };
    let documents = [said("a poodle"), context_only, with_own("tea", &other)];
    let index = Index::with_options(everything(), documents);
    let asked = meant("poodle", &[PLUS]);
    let query = Query {
        text: "poodle",
        meaning: Some(&asked),
        ..Query::default()
    };
    let by_words = index.search("poodle", 3);
    let by_meaning = index.search(query, 3);
    assert_eq!(found(&by_words), [0, 1]);
    assert_eq!(by_meaning[..2], by_words[..]);
    assert_eq!(meaning_of(&index, query, 1), None);
}

#[test]
fn meanings_of_other_dimensions_are_not_compared() {
    let of_eleven = meaning("poodle");
    let index = Index::with_options(everything(), [with_own("a poodle", &of_eleven)]);
    let asked = meant("poodle", &[PLUS]);
    let query = Query {
        text: "poodle",
        meaning: Some(&asked),
        ..Query::default()
    };
    assert_eq!(index.search(query, 1), index.search("poodle", 1));
}

#[test]
fn what_means_too_little_is_not_found() {
    let (near, far) = (meant("hound", &[PLUS]), meant("tea", &[MINUS]));
    let index = Index::build([with_own("tea", &far), with_own("hound", &near)]);
    let asked = meant("poodle", &[PLUS]);
    let query = Query {
        text: "poodle",
        meaning: Some(&asked),
        ..Query::default()
    };
    let hits = index.search(query, 2);
    assert_eq!(found(&hits), [1]);
    let threshold = Parameters::default().threshold_with_meaning;
    assert!(hits[0].score >= threshold);
    assert!(index.explain(query, 0).unwrap().score < threshold);
}

#[test]
fn an_explanation_tells_what_the_meaning_adds() {
    let text = meant("hound", &[NEARLY]);
    let index = Index::with_options(everything(), [with_own("hound", &text)]);
    let asked = meant("poodle", &[PLUS]);
    let query = Query {
        text: "poodle",
        meaning: Some(&asked),
        ..Query::default()
    };
    let why = index.explain(query, 0).unwrap();
    let share = why
        .shares
        .iter()
        .find(|share| share.feature == Feature::Meaning);
    let weights = Parameters::default().weights_with_meaning;
    assert_eq!(why.base, weights.base);
    let share = share.unwrap();
    assert_eq!(share.value, 0.5);
    assert_eq!(
        Some(share.log_odds),
        weights.features.meaning.map(|weight| weight * 0.5)
    );
    assert_eq!(why.score, index.search(query, 1)[0].score);
}

#[test]
fn signs_that_several_documents_have_are_held_once() {
    let long = "boat ".repeat(100);
    let (signs, shared) = (meaning(&long), meaning(&long));
    let copies: Vec<TokenEmbeddings> = (0..50).map(|_| meaning(&long)).collect();
    let documents = |meanings: Vec<&'_ TokenEmbeddings>| -> usize {
        let documents = meanings.iter().map(|meaning| with_own("boat", meaning));
        Index::build(documents).size_in_bytes()
    };
    let once = documents(vec![&shared; 50]);
    let often = documents(copies.iter().collect());
    assert!(often - once >= 49 * signs.signs().size_in_bytes());
}

proptest! {
    #[test]
    fn without_a_meaning_of_the_query_those_of_documents_change_nothing(
        documents in vec(any_document(), 0..12),
        query in any_text(),
    ) {
        let plain = documents.iter().map(|document| Document {
            signs: DocumentEmbeddings::default(),
            ..document.borrow()
        });
        let plain = Index::with_options(everything(), plain);
        let index = Index::with_options(everything(), documents.iter().map(Owned::borrow));
        let asked = meaning(&query);
        let by_model = Query { text: &query, meaning: Some(&asked), ..Query::default() };
        let hits = plain.search(&query, documents.len());
        prop_assert_eq!(&index.search(&query, documents.len()), &hits);
        prop_assert_eq!(&plain.search(by_model, documents.len()), &hits);
    }

    /// Weighed by meaning alone, so that the order is that of the formula.
    #[test]
    fn of_two_texts_the_one_with_the_nearer_token_means_more(
        first in "[a-e]{1,3}", second in "[a-e]{1,3}", asked in "[v-z]{3}",
    ) {
        let features = Features { meaning: Some(20.0), ..Features::default() };
        let mut options = Options { ..everything() };
        options.parameters.weights_with_meaning.features = features;
        let meanings = [meaning(&first), meaning(&second)];
        let documents = [with_own(&first, &meanings[0]), with_own(&second, &meanings[1])];
        let index = Index::with_options(options, documents);
        let meant = meaning(&asked);
        let query = Query { text: &asked, meaning: Some(&meant), ..Query::default() };
        let same_bits = |text: &TokenEmbeddings| -> u32 {
            let (one, other) = (text.signs().as_bytes(), meant.signs().as_bytes());
            11 - one.iter().zip(other).map(|(a, b)| (a ^ b).count_ones()).sum::<u32>()
        };
        let [first, second] = meanings.each_ref().map(|text| same_bits(text).max(5));
        let hits = index.search(query, 2);
        prop_assert_eq!(hits.len(), 2);
        prop_assert_eq!(hits[0].document == 0, first >= second);
        prop_assert_eq!(hits[0].score == hits[1].score, first == second);
    }
}
