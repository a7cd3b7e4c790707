//! An updated index answers like one built from scratch.

use memories_search::{DocumentUpdate, Index, Query};
use proptest::{collection::vec, prelude::*};

use crate::{
    document, every_match,
    strategies::{NOW, OwnedDocument, any_document, any_text, any_timestamp, embed},
};

fn built(documents: &[OwnedDocument]) -> Index {
    Index::with_options(every_match(), documents.iter().map(OwnedDocument::borrow))
}

/// Compares all hits and explanations.
fn assert_same(one: &Index, other: &Index, query: &str) -> Result<(), TestCaseError> {
    let embeddings = embed(query);
    prop_assert_eq!(one.len(), other.len());
    for embeddings in [None, Some(&embeddings)] {
        let query = Query {
            text: query,
            now: Some(NOW),
            embeddings,
        };
        prop_assert_eq!(
            one.search(query, one.len()),
            other.search(query, other.len())
        );
        for document in 0..one.len() {
            prop_assert_eq!(one.explain(query, document), other.explain(query, document));
        }
    }
    Ok(())
}

#[test]
fn deleted_documents_are_neither_found_nor_counted() {
    let index = Index::with_options(every_match(), ["a cello", "a boat", "tea"].map(document));
    let kept = [1, 2].map(|document| DocumentUpdate::Keep {
        document,
        timestamp: 0,
    });
    let updated = index.update(kept);
    let fresh = Index::with_options(every_match(), ["a boat", "tea"].map(document));
    assert_same(&updated, &fresh, "a cello on a boat").unwrap();
    assert_eq!(updated.search("cello", 3), []);
    assert_eq!(updated.search("boat", 3).len(), 1);
}

#[test]
fn keeping_a_missing_document_adds_an_empty_one() {
    let index = Index::with_options(every_match(), [document("a boat")]);
    let kept = [7, 0, 0].map(|document| DocumentUpdate::Keep {
        document,
        timestamp: 0,
    });
    let updated = index.update(kept);
    let fresh = Index::with_options(every_match(), ["", "a boat", ""].map(document));
    assert_same(&updated, &fresh, "boat").unwrap();
}

#[test]
fn many_small_additions_occupy_little_more_memory_than_one_large_one() {
    let texts: Vec<String> = (0..500)
        .map(|n| format!("boat {} tea {}", n % 7, n % 11))
        .collect();
    let mut grown = Index::with_options(every_match(), []);
    for text in &texts {
        grown = grown.with_added([document(text)]);
    }
    let fresh = Index::with_options(every_match(), texts.iter().map(|text| document(text)));
    assert_same(&grown, &fresh, "tea 3").unwrap();
    assert!(grown.size_in_bytes() < 2 * fresh.size_in_bytes());
}

#[test]
fn postings_of_deleted_documents_do_not_accumulate() {
    let mut index = Index::with_options(every_match(), [document("a boat")]);
    let size = index.size_in_bytes();
    for n in 0..200 {
        let text = format!("value{n}");
        let kept = DocumentUpdate::Keep {
            document: 0,
            timestamp: 0,
        };
        index = index.update([kept, DocumentUpdate::Add(document(&text))]);
    }
    assert!(index.size_in_bytes() < 4 * size);
}

/// The change of one document in an update.
#[derive(Debug, Clone)]
enum Change {
    Keep,
    Touch(i64),
    Replace(OwnedDocument),
    Delete,
}

fn any_change() -> impl Strategy<Value = Change> {
    prop_oneof![
        6 => Just(Change::Keep),
        2 => any_timestamp().prop_map(Change::Touch),
        2 => any_document().prop_map(Change::Replace),
        1 => Just(Change::Delete),
    ]
}

/// Changes to the existing documents, and new documents with their distance from
/// the end.
fn any_step() -> impl Strategy<Value = (Vec<Change>, Vec<(usize, OwnedDocument)>)> {
    (
        vec(any_change(), 0..16),
        vec(
            (prop_oneof![3 => Just(0), 1 => 1_usize..4], any_document()),
            0..5,
        ),
    )
}

/// The documents after a step, with the previous positions of those that are kept.
fn apply(
    documents: &[OwnedDocument],
    (changes, added): (Vec<Change>, Vec<(usize, OwnedDocument)>),
) -> Vec<(Option<usize>, OwnedDocument)> {
    let changes = changes.into_iter().chain(std::iter::repeat(Change::Keep));
    let mut next = Vec::new();
    for ((position, document), change) in documents.iter().cloned().enumerate().zip(changes) {
        match change {
            Change::Keep => next.push((Some(position), document)),
            Change::Touch(timestamp) => {
                next.push((
                    Some(position),
                    OwnedDocument {
                        timestamp,
                        ..document
                    },
                ));
            }
            Change::Replace(document) => next.push((None, document)),
            Change::Delete => {}
        }
    }
    for (from_end, document) in added {
        next.insert(next.len().saturating_sub(from_end), (None, document));
    }
    next
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn a_grown_index_answers_like_a_new_one(
        documents in vec(any_document(), 0..12),
        additions in vec(0_usize..5, 0..6),
        query in any_text(),
    ) {
        let mut rest = documents.as_slice();
        let mut grown = Index::with_options(every_match(), []);
        for count in additions {
            let (added, remaining) = rest.split_at(count.min(rest.len()));
            grown = grown.with_added(added.iter().map(OwnedDocument::borrow));
            rest = remaining;
        }
        grown = grown.with_added(rest.iter().map(OwnedDocument::borrow));
        assert_same(&grown, &built(&documents), &query)?;
    }

    #[test]
    fn a_repeatedly_updated_index_answers_like_a_new_one(
        steps in vec(any_step(), 1..8),
        query in any_text(),
    ) {
        let mut documents: Vec<OwnedDocument> = Vec::new();
        let mut index = built(&documents);
        for step in steps {
            let next = apply(&documents, step);
            index = index.update(next.iter().map(|(previous, document)| match *previous {
                Some(previous) => DocumentUpdate::Keep { document: previous, timestamp: document.timestamp },
                None => DocumentUpdate::Add(document.borrow()),
            }));
            documents = next.into_iter().map(|(_, document)| document).collect();
            assert_same(&index, &built(&documents), &query)?;
        }
    }
}
