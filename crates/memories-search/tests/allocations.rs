//! What a search takes of the allocator.

use allocation_counter::{AllocationInfo, measure};
use memories_search::{Document, Index};

const QUESTION: &str = "When did my sister write a letter?";

/// Of a search over so many memories, every third of which has a word of the
/// question.
fn search(memories: usize) -> AllocationInfo {
    let texts: Vec<String> = (0..memories)
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
    let mut found = Vec::new();
    let info = measure(|| found = index.search(QUESTION, 3));
    assert_eq!(found.len(), 3);
    info
}

#[test]
fn how_often_a_search_allocates_does_not_grow_with_the_memories() {
    // But for arrays that are doubled now and then.
    let (few, many) = (search(100), search(10_000));
    let (few, many) = (few.count_total, many.count_total);
    assert!(many <= few + 20, "{few} and {many} times");
}

#[test]
fn a_search_takes_some_bytes_for_each_memory() {
    let most = search(10_000).bytes_max;
    assert!(most < 10_000 * 32, "{most} bytes");
}
