//! An index that is made from an earlier one answers as one built from nothing.

use memories_search::{DocumentUpdate, Index, Query};
use proptest::{collection::vec, prelude::*};

use crate::{
    anything::{NOW, Owned, any_document, any_recency, any_text, meaning},
    everything, said,
};

fn built(documents: &[Owned]) -> Index {
    Index::with_options(everything(), documents.iter().map(Owned::borrow))
}

/// Every answer that the two can give to a query, with every reason.
fn assert_same(one: &Index, other: &Index, query: &str) -> Result<(), TestCaseError> {
    let meaning = meaning(query);
    prop_assert_eq!(one.len(), other.len());
    for meaning in [None, Some(&meaning)] {
        let query = Query {
            text: query,
            now: Some(NOW),
            meaning,
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
fn what_is_not_kept_is_found_no_more_and_counts_for_nothing() {
    let index = Index::with_options(everything(), ["a cello", "a boat", "tea"].map(said));
    let kept = [1, 2].map(|document| DocumentUpdate::Kept {
        document,
        recency: 0,
    });
    let revised = index.revised(kept);
    let fresh = Index::with_options(everything(), ["a boat", "tea"].map(said));
    assert_same(&revised, &fresh, "a cello on a boat").unwrap();
    assert_eq!(revised.search("cello", 3), []);
    assert_eq!(revised.search("boat", 3).len(), 1);
}

#[test]
fn what_the_index_does_not_have_is_an_empty_document() {
    let index = Index::with_options(everything(), [said("a boat")]);
    let kept = [7, 0, 0].map(|document| DocumentUpdate::Kept {
        document,
        recency: 0,
    });
    let revised = index.revised(kept);
    let fresh = Index::with_options(everything(), ["", "a boat", ""].map(said));
    assert_same(&revised, &fresh, "boat").unwrap();
}

#[test]
fn many_small_additions_take_little_more_memory_than_one_large_one() {
    let texts: Vec<String> = (0..500)
        .map(|n| format!("boat {} tea {}", n % 7, n % 11))
        .collect();
    let mut grown = Index::with_options(everything(), []);
    for text in &texts {
        grown = grown.with_added([said(text)]);
    }
    let fresh = Index::with_options(everything(), texts.iter().map(|text| said(text)));
    assert_same(&grown, &fresh, "tea 3").unwrap();
    assert!(grown.size_in_bytes() < 2 * fresh.size_in_bytes());
}

#[test]
fn the_words_of_what_is_gone_do_not_pile_up() {
    let mut index = Index::with_options(everything(), [said("a boat")]);
    let size = index.size_in_bytes();
    for n in 0..200 {
        let text = format!("value{n}");
        let kept = DocumentUpdate::Kept {
            document: 0,
            recency: 0,
        };
        index = index.revised([kept, DocumentUpdate::New(said(&text))]);
    }
    assert!(index.size_in_bytes() < 4 * size);
}

/// What happens to a document from one index to the next.
#[derive(Debug, Clone)]
enum Fate {
    Stays,
    IsHeardAgain(i64),
    Changes(Owned),
    Goes,
}

fn any_fate() -> impl Strategy<Value = Fate> {
    prop_oneof![
        6 => Just(Fate::Stays),
        2 => any_recency().prop_map(Fate::IsHeardAgain),
        2 => any_document().prop_map(Fate::Changes),
        1 => Just(Fate::Goes),
    ]
}

/// Fates for the documents there are, and further documents with how far from
/// the end they are put.
fn any_step() -> impl Strategy<Value = (Vec<Fate>, Vec<(usize, Owned)>)> {
    (
        vec(any_fate(), 0..16),
        vec(
            (prop_oneof![3 => Just(0), 1 => 1_usize..4], any_document()),
            0..5,
        ),
    )
}

/// The documents after a step, with the position each had before if its words
/// are the same.
fn after(
    documents: &[Owned],
    (fates, further): (Vec<Fate>, Vec<(usize, Owned)>),
) -> Vec<(Option<usize>, Owned)> {
    let fates = fates.into_iter().chain(std::iter::repeat(Fate::Stays));
    let mut next = Vec::new();
    for ((position, document), fate) in documents.iter().cloned().enumerate().zip(fates) {
        match fate {
            Fate::Stays => next.push((Some(position), document)),
            Fate::IsHeardAgain(recency) => {
                next.push((
                    Some(position),
                    Owned {
                        recency,
                        ..document
                    },
                ));
            }
            Fate::Changes(document) => next.push((None, document)),
            Fate::Goes => {}
        }
    }
    for (from_end, document) in further {
        next.insert(next.len().saturating_sub(from_end), (None, document));
    }
    next
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

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
        assert_same(&grown, &built(&documents), &query)?;
    }

    #[test]
    fn an_index_that_was_revised_again_and_again_answers_as_a_new_one(
        steps in vec(any_step(), 1..8),
        query in any_text(),
    ) {
        let mut documents: Vec<Owned> = Vec::new();
        let mut index = built(&documents);
        for step in steps {
            let next = after(&documents, step);
            index = index.revised(next.iter().map(|(before, document)| match *before {
                Some(before) => DocumentUpdate::Kept { document: before, recency: document.recency },
                None => DocumentUpdate::New(document.borrow()),
            }));
            documents = next.into_iter().map(|(_, document)| document).collect();
            assert_same(&index, &built(&documents), &query)?;
        }
    }
}
