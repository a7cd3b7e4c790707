//! What holds of whatever is said and asked.

use memories_search::{Document, DocumentEmbeddings, Hit, Index, Query, TokenEmbeddings};
use proptest::{collection::vec, option, prelude::*};

use crate::{
    anything::{Owned, any_document, any_text, meaning},
    everything, found, said,
};

proptest! {
    #[test]
    fn whatever_is_said_and_asked_hits_are_valid_sorted_limited_and_repeatable(
        documents in vec(any_document(), 0..12),
        query in any_text(),
        by_model in any::<bool>(),
        limit in 0_usize..15,
    ) {
        let meaning = meaning(&query);
        let query = Query {
            text: &query,
            meaning: by_model.then_some(&meaning),
            ..Query::default()
        };
        let build = || Index::build(documents.iter().map(Owned::borrow));
        let index = build();
        let hits = index.search(query, limit);

        prop_assert_eq!(index.len(), documents.len());
        prop_assert!(hits.len() <= limit);
        for hit in &hits {
            prop_assert!(index.explain(query, hit.document).is_some_and(|why| why.score == hit.score));
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
        let all = index.search(query, documents.len());
        prop_assert_eq!(&hits[..], &all[..limit.min(all.len())]);
        prop_assert_eq!(&build().search(query, limit), &hits);
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

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    /// Among so many that most are passed over without a close look. Heavy
    /// weights make many scores the same number.
    #[test]
    fn the_best_few_are_the_first_of_all(
        documents in vec((
            "((boat|lake|tea|two|son|what) ){0,6}[?]?",
            option::of("caller|agent"),
            0_i64..3,
            option::of("((boat|lake|tea|sea|sun) ){0,6}"),
        ), 150..300),
        query in "(who|when|how many)( boat| lake| tea| son| caller){1,4}",
        limit in 1_usize..6,
        heaviness in prop_oneof![Just(1.0_f32), -8.0_f32..30.0],
        thresholds in prop_oneof![Just((0.0_f32, 0.0_f32)), (0.0_f32..0.3, 0.0_f32..0.3)],
    ) {
        let mut options = everything();
        options.parameters.weights.features.words *= heaviness;
        (options.parameters.threshold, options.parameters.threshold_with_meaning) = thresholds;
        let weights = &mut options.parameters.weights_with_meaning.features;
        weights.words *= heaviness;
        weights.meaning = weights.meaning.map(|weight| weight * heaviness);
        let meanings: Vec<Option<TokenEmbeddings>> =
            documents.iter().map(|(.., meant)| meant.as_deref().map(meaning)).collect();
        let documents = documents.iter().zip(&meanings);
        let documents = documents.map(|((text, speaker, recency, _), meaning)| Document {
            speaker: speaker.as_deref(),
            recency: *recency,
            signs: DocumentEmbeddings {
                text: meaning.as_ref().map(TokenEmbeddings::signs),
                ..DocumentEmbeddings::default()
            },
            ..said(text)
        });
        let index = Index::with_options(options, documents);
        let asked = meaning(&query);
        for meaning in [None, Some(&asked)] {
            let query = Query { text: &query, meaning, ..Query::default() };
            let all = index.search(query, index.len());
            prop_assert_eq!(&index.search(query, limit)[..], &all[..limit.min(all.len())]);
        }
    }
}
