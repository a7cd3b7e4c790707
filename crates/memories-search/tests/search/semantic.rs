//! Search by embeddings.

use memories_embedding::TokenEmbeddings;
use memories_search::{
    Document, DocumentEmbeddings, Feature, FeatureVector, Index, Parameters, Query,
};
use proptest::{collection::vec, prelude::*};

use crate::{
    document, every_match, positions,
    strategies::{OwnedDocument, any_document, any_text, embed},
};

/// One token per word, in four dimensions.
fn tokens(text: &str, vectors: &[[f32; 4]]) -> TokenEmbeddings {
    let mut end = 0;
    let spans = text.split(' ').zip(vectors).map(|(word, vector)| {
        let start = end;
        end += word.len() + 1;
        (start..start + word.len(), &vector[..])
    });
    TokenEmbeddings::new(4, spans)
}

const PLUS: [f32; 4] = [1.0, 1.0, 1.0, 1.0];
const MINUS: [f32; 4] = [-1.0, -1.0, -1.0, -1.0];
/// Three of its four bits equal those of `PLUS`.
const SIMILAR: [f32; 4] = [1.0, 1.0, 1.0, -1.0];

fn embedded<'a>(text: &'a str, embeddings: &'a TokenEmbeddings) -> Document<'a> {
    Document {
        embeddings: DocumentEmbeddings {
            text: Some(embeddings.embeddings()),
            ..DocumentEmbeddings::default()
        },
        ..document(text)
    }
}

fn similarity(index: &Index, query: Query<'_>, document: usize) -> Option<f32> {
    let matches = index.matches(query);
    let found = matches.iter().find(|found| found.document == document)?;
    let similarity = found.features[Feature::Semantic];
    found.has_embedding.then_some(similarity)
}

#[test]
fn a_document_without_a_term_of_the_query_is_found_by_its_embeddings() {
    let (near, far) = (tokens("hound", &[PLUS]), tokens("tea", &[MINUS]));
    let index = Index::with_options(
        every_match(),
        [embedded("tea", &far), embedded("hound", &near)],
    );
    let query_embeddings = tokens("poodle", &[PLUS]);
    let query = Query {
        text: "poodle",
        embeddings: Some(&query_embeddings),
        ..Query::default()
    };
    assert_eq!(positions(&index.search(query, 1)), [1]);
    assert_eq!(similarity(&index, query, 0), Some(0.0));
    assert_eq!(similarity(&index, query, 1), Some(1.0));
    assert_eq!(index.search("poodle", 1), []);
}

#[test]
fn tokens_of_stop_words_are_ignored() {
    let text = tokens("hound", &[PLUS]);
    let index = Index::with_options(every_match(), [embedded("hound", &text)]);
    let of = |words: &str, vectors: &[[f32; 4]]| {
        let query_embeddings = tokens(words, vectors);
        let query = Query {
            text: words,
            embeddings: Some(&query_embeddings),
            ..Query::default()
        };
        similarity(&index, query, 0)
    };
    assert_eq!(of("the poodle", &[MINUS, PLUS]), Some(1.0));
    assert_eq!(of("the poodle", &[PLUS, SIMILAR]), Some(0.5));
    // Two words of equal IDF have equal weight.
    assert_eq!(of("poodle kennel", &[PLUS, SIMILAR]), Some(0.75));
}

#[test]
fn only_the_tokens_of_the_highest_idf_are_compared_for_a_very_long_query() {
    let (text, other) = (tokens("hound", &[PLUS]), tokens("kennel", &[MINUS]));
    let mut documents = vec![embedded("hound", &text)];
    documents.extend([embedded("kennel", &other); 20]);
    let index = Index::with_options(every_match(), documents);
    // "Kennel" has the lowest IDF.
    let rare = (0..33).map(|n| format!("w{n}"));
    let words: Vec<String> = vec!["kennel".to_owned(); 40]
        .into_iter()
        .chain(rare)
        .collect();
    let long = words.join(" ");
    let vectors: Vec<[f32; 4]> = [[MINUS; 40].as_slice(), &[PLUS; 33]].concat();
    let query_embeddings = tokens(&long, &vectors);
    let query = Query {
        text: &long,
        embeddings: Some(&query_embeddings),
        ..Query::default()
    };
    // The similarity over all 73 tokens would be two thirds.
    assert!(similarity(&index, query, 0).unwrap() > 0.999);
}

#[test]
fn tokens_of_the_context_weigh_less_than_those_of_the_text() {
    let (near, far) = (tokens("hound", &[PLUS]), tokens("yes", &[MINUS]));
    let query_embeddings = tokens("poodle", &[PLUS]);
    let query = Query {
        text: "poodle",
        embeddings: Some(&query_embeddings),
        ..Query::default()
    };
    let weights = Parameters::default().context;
    let (near, text) = (Some(near.embeddings()), Some(far.embeddings()));
    let own = DocumentEmbeddings {
        text,
        ..DocumentEmbeddings::default()
    };
    for (embeddings, expected) in [
        (DocumentEmbeddings { prev: near, ..own }, weights.prev),
        (DocumentEmbeddings { prev2: near, ..own }, weights.prev2),
        (DocumentEmbeddings { next: near, ..own }, weights.next),
        (DocumentEmbeddings { text: near, ..own }, 1.0),
    ] {
        let document = Document {
            embeddings,
            ..document("yes")
        };
        let index = Index::with_options(every_match(), [document]);
        assert_eq!(similarity(&index, query, 0), Some(expected));
    }
}

#[test]
fn a_document_without_embeddings_of_its_text_is_ranked_lexically() {
    let other = tokens("hound", &[MINUS]);
    let context_only = Document {
        embeddings: DocumentEmbeddings {
            prev: Some(other.embeddings()),
            ..DocumentEmbeddings::default()
        },
        ..document("a poodle")
    };
    let documents = [document("a poodle"), context_only, embedded("tea", &other)];
    let index = Index::with_options(every_match(), documents);
    let query_embeddings = tokens("poodle", &[PLUS]);
    let query = Query {
        text: "poodle",
        embeddings: Some(&query_embeddings),
        ..Query::default()
    };
    let lexical = index.search("poodle", 3);
    let semantic = index.search(query, 3);
    assert_eq!(positions(&lexical), [0, 1]);
    assert_eq!(semantic[..2], lexical[..]);
    assert_eq!(similarity(&index, query, 1), None);
}

#[test]
fn embeddings_of_other_dimensions_are_not_compared() {
    let eleven_dimensions = embed("poodle");
    let index = Index::with_options(every_match(), [embedded("a poodle", &eleven_dimensions)]);
    let query_embeddings = tokens("poodle", &[PLUS]);
    let query = Query {
        text: "poodle",
        embeddings: Some(&query_embeddings),
        ..Query::default()
    };
    assert_eq!(index.search(query, 1), index.search("poodle", 1));
}

#[test]
fn a_document_below_the_semantic_threshold_is_not_found() {
    let (near, far) = (tokens("hound", &[PLUS]), tokens("tea", &[MINUS]));
    let index = Index::build([embedded("tea", &far), embedded("hound", &near)]);
    let query_embeddings = tokens("poodle", &[PLUS]);
    let query = Query {
        text: "poodle",
        embeddings: Some(&query_embeddings),
        ..Query::default()
    };
    let hits = index.search(query, 2);
    assert_eq!(positions(&hits), [1]);
    let threshold = Parameters::default().semantic.threshold;
    assert!(hits[0].score >= threshold);
    assert!(index.explain(query, 0).unwrap().score < threshold);
}

#[test]
fn an_explanation_includes_the_semantic_contribution() {
    let text = tokens("hound", &[SIMILAR]);
    let index = Index::with_options(every_match(), [embedded("hound", &text)]);
    let query_embeddings = tokens("poodle", &[PLUS]);
    let query = Query {
        text: "poodle",
        embeddings: Some(&query_embeddings),
        ..Query::default()
    };
    let why = index.explain(query, 0).unwrap();
    let contribution = why
        .features
        .iter()
        .find(|contribution| contribution.feature == Feature::Semantic)
        .unwrap();
    let model = Parameters::default().semantic.model;
    assert_eq!(why.intercept, model.intercept);
    assert_eq!(contribution.value, 0.5);
    let coefficient = model.coefficients[Feature::Semantic];
    assert_eq!(contribution.log_odds, 0.5 * coefficient);
    assert_eq!(why.score, index.search(query, 1)[0].score);
}

#[test]
fn embeddings_that_several_documents_share_are_stored_once() {
    let long = "boat ".repeat(100);
    let shared = embed(&long);
    let copies: Vec<TokenEmbeddings> = (0..50).map(|_| embed(&long)).collect();
    let size_with = |embeddings: Vec<&'_ TokenEmbeddings>| -> usize {
        let documents = embeddings.iter().map(|text| embedded("boat", text));
        Index::build(documents).size_in_bytes()
    };
    let once = size_with(vec![&shared; 50]);
    let unshared = size_with(copies.iter().collect());
    assert!(unshared - once >= 49 * shared.embeddings().size_in_bytes());
}

proptest! {
    #[test]
    fn without_embeddings_of_query_or_documents_the_search_is_lexical(
        documents in vec(any_document(), 0..12),
        query in any_text(),
    ) {
        let plain = documents.iter().map(|document| Document {
            embeddings: DocumentEmbeddings::default(),
            ..document.borrow()
        });
        let plain = Index::with_options(every_match(), plain);
        let index = Index::with_options(every_match(), documents.iter().map(OwnedDocument::borrow));
        let query_embeddings = embed(&query);
        let semantic = Query { text: &query, embeddings: Some(&query_embeddings), ..Query::default() };
        let hits = plain.search(&query, documents.len());
        prop_assert_eq!(&index.search(&query, documents.len()), &hits);
        prop_assert_eq!(&plain.search(semantic, documents.len()), &hits);
    }

    /// By the semantic feature alone.
    #[test]
    fn the_text_with_the_nearer_token_ranks_first(
        first in "[a-e]{1,3}", second in "[a-e]{1,3}", query in "[v-z]{3}",
    ) {
        let mut options = every_match();
        options.parameters.semantic.model.coefficients =
            FeatureVector::from_iter([(Feature::Semantic, 20.0)]);
        let embeddings = [embed(&first), embed(&second)];
        let documents = [embedded(&first, &embeddings[0]), embedded(&second, &embeddings[1])];
        let index = Index::with_options(options, documents);
        let query_embeddings = embed(&query);
        let semantic = Query { text: &query, embeddings: Some(&query_embeddings), ..Query::default() };
        let equal_bits = |text: &TokenEmbeddings| -> u32 {
            let (one, other) = (text.embeddings().as_bytes(), query_embeddings.embeddings().as_bytes());
            11 - one.iter().zip(other).map(|(a, b)| (a ^ b).count_ones()).sum::<u32>()
        };
        let [first, second] = embeddings.each_ref().map(|text| equal_bits(text).max(5));
        let hits = index.search(semantic, 2);
        prop_assert_eq!(hits.len(), 2);
        prop_assert_eq!(hits[0].document == 0, first >= second);
        prop_assert_eq!(hits[0].score == hits[1].score, first == second);
    }
}
