//! Puts what holds before what does not.

use memories_domain::{Knowledge, Standing};
use memories_search::Hit;

/// The score of what no longer holds, relative to its own.
const OUTDATED: f32 = 0.1;
/// The score of what took its place, relative to the score of what it replaced, unless its own is
/// higher.
const EVIDENCE: f32 = 0.98;
/// How often what took a place may itself have been replaced.
const MAX_CHAIN: usize = 8;

/// Reorders hits, best first: a memory that was replaced, ended or corrected comes after the one
/// that says so, which is found with it even if it has none of the query's words: "no gate here"
/// answers "gate code".
pub(crate) fn by_standing(hits: Vec<Hit>, knowledge: &Knowledge) -> Vec<Hit> {
    if hits
        .iter()
        .all(|hit| knowledge.standing(hit.document).holds())
    {
        return hits;
    }
    let mut ordered: Vec<Hit> = Vec::with_capacity(hits.len() * 2);
    for hit in hits {
        let standing = knowledge.standing(hit.document);
        if standing.holds() {
            raise(&mut ordered, hit);
            continue;
        }
        raise(
            &mut ordered,
            Hit {
                score: hit.score * OUTDATED,
                ..hit
            },
        );
        if let Some(document) = successor(hit.document, standing, knowledge) {
            raise(
                &mut ordered,
                Hit {
                    document,
                    score: hit.score * EVIDENCE,
                },
            );
        }
    }
    ordered.sort_by(|a, b| b.score.total_cmp(&a.score));
    ordered
}

/// The memory that holds in place of another.
fn successor(document: usize, standing: Standing, knowledge: &Knowledge) -> Option<usize> {
    let mut successor = standing.evidence()?.memory;
    for _ in 0..MAX_CHAIN {
        match knowledge.standing(successor).evidence() {
            Some(evidence) if evidence.memory != successor => successor = evidence.memory,
            _ => break,
        }
    }
    (successor != document && knowledge.standing(successor).holds()).then_some(successor)
}

/// Adds a hit, or raises the score of the same document.
fn raise(hits: &mut Vec<Hit>, hit: Hit) {
    match hits.iter_mut().find(|other| other.document == hit.document) {
        Some(other) => other.score = other.score.max(hit.score),
        None => hits.push(hit),
    }
}
