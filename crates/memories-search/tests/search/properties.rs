//! Properties of searches over arbitrary documents.

use memories_embedding::TokenEmbeddings;
use memories_search::{Document, DocumentEmbeddings, Feature, Hit, Index, Query};
use proptest::{collection::vec, option, prelude::*};

use crate::{
    document, every_match, positions,
    strategies::{OwnedDocument, any_document, any_text, embed},
};

proptest! {
    #[test]
    fn hits_are_valid_sorted_limited_and_deterministic(
        documents in vec(any_document(), 0..12),
        query in any_text(),
        is_semantic in any::<bool>(),
        limit in 0_usize..15,
    ) {
        let embeddings = embed(&query);
        let query = Query {
            text: &query,
            embeddings: is_semantic.then_some(&embeddings),
            ..Query::default()
        };
        let build = || Index::build(documents.iter().map(OwnedDocument::borrow));
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
            let rank = |hit: &Hit| (documents[hit.document].timestamp, std::cmp::Reverse(hit.document));
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
    fn a_documents_own_text_finds_it(
        documents in vec(any_document(), 1..12),
        word in "[a-z]{3,6}[0-9]",
    ) {
        let texts: Vec<String> =
            documents.iter().map(|document| format!("{} {word}", document.text)).collect();
        let index = Index::with_options(
            every_match(),
            documents.iter().zip(&texts).map(|(document, text)| Document { text, ..document.borrow() }),
        );
        for (document, text) in texts.iter().enumerate() {
            prop_assert!(positions(&index.search(text, texts.len())).contains(&document));
        }
    }

    /// Among documents of equal length: otherwise BM25 may prefer one with more
    /// occurrences of the rarest term.
    #[test]
    fn a_documents_own_text_finds_it_first(
        documents in vec(proptest::sample::subsequence(
            ["boat", "lake", "cello", "tram", "river", "piano", "garden", "tea"].to_vec(), 4), 1..12),
    ) {
        let texts: Vec<String> = documents.iter().map(|words| words.join(" ")).collect();
        let index = Index::build(texts.iter().map(|text| document(text)));
        for (document, text) in texts.iter().enumerate() {
            let hits = index.search(text, texts.len());
            let own = hits.iter().find(|hit| hit.document == document).unwrap();
            prop_assert_eq!(own.score, hits[0].score);
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    /// With enough documents to skip most of them, and with large coefficients,
    /// for which many scores are equal.
    #[test]
    fn a_lower_limit_returns_a_prefix_of_the_hits(
        documents in vec((
            "((boat|lake|tea|two|son|what) ){0,6}[?]?",
            option::of("caller|agent"),
            0_i64..3,
            option::of("((boat|lake|tea|sea|sun) ){0,6}"),
        ), 150..300),
        query in "(who|when|how many)( boat| lake| tea| son| caller){1,4}",
        limit in 1_usize..6,
        factor in prop_oneof![Just(1.0_f32), -8.0_f32..30.0],
        thresholds in prop_oneof![Just((0.0_f32, 0.0_f32)), (0.0_f32..0.3, 0.0_f32..0.3)],
    ) {
        let mut options = every_match();
        let parameters = &mut options.parameters;
        for scoring in [&mut parameters.lexical, &mut parameters.semantic] {
            scoring.model.coefficients[Feature::Bm25f] *= factor;
            scoring.model.coefficients[Feature::Semantic] *= factor;
        }
        (parameters.lexical.threshold, parameters.semantic.threshold) = thresholds;
        let embeddings: Vec<Option<TokenEmbeddings>> =
            documents.iter().map(|(.., text)| text.as_deref().map(embed)).collect();
        let documents = documents.iter().zip(&embeddings);
        let documents = documents.map(|((text, speaker, timestamp, _), embeddings)| Document {
            speaker: speaker.as_deref(),
            timestamp: *timestamp,
            embeddings: DocumentEmbeddings {
                text: embeddings.as_ref().map(TokenEmbeddings::embeddings),
                ..DocumentEmbeddings::default()
            },
            ..document(text)
        });
        let index = Index::with_options(options, documents);
        let query_embeddings = embed(&query);
        for embeddings in [None, Some(&query_embeddings)] {
            let query = Query { text: &query, embeddings, ..Query::default() };
            let all = index.search(query, index.len());
            prop_assert_eq!(&index.search(query, limit)[..], &all[..limit.min(all.len())]);
        }
    }
}
