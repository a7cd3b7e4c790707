//! Allocations of a search.

use allocation_counter::{AllocationInfo, measure};
use memories_search::{Document, Index};

const QUERY: &str = "When did my sister write a letter?";

/// Of a search over documents of which every third matches.
fn search(documents: usize) -> AllocationInfo {
    let texts: Vec<String> = (0..documents)
        .map(|n| match n % 3 {
            0 => format!("My sister wrote letter {n}."),
            1 => format!("Parcel {n} came by train."),
            _ => format!("The cat caught mouse {n}."),
        })
        .collect();
    let documents = texts.iter().map(|text| Document {
        text,
        ..Document::default()
    });
    let index = Index::build(documents);
    let mut hits = Vec::new();
    let info = measure(|| hits = index.search(QUERY, 3));
    assert_eq!(hits.len(), 3);
    info
}

#[test]
fn the_number_of_allocations_does_not_grow_with_the_documents() {
    // Except for growing vectors.
    let (few, many) = (search(100), search(10_000));
    let (few, many) = (few.count_total, many.count_total);
    assert!(many <= few + 20, "{few} and {many} times");
}

#[test]
fn a_search_allocates_a_few_bytes_per_document() {
    let peak = search(10_000).bytes_max;
    assert!(peak < 10_000 * 32, "{peak} bytes");
}
