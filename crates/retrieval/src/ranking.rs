//! BM25F; the formula is at [`Hit::score`].

use std::cmp::Ordering;

use crate::{
    index::{Hit, Index},
    postings::Posting,
    query::QueryTerm,
};

/// How slowly further occurrences of a term lose their worth.
const K1: f32 = 0.9;
/// How much a long document must have more of a term than a short one, 0..1.
const B: f32 = 0.4;

/// What is added to a frequency to saturate it, by document.
pub(crate) fn norms(lengths: &[f32]) -> Box<[f32]> {
    let average = lengths.iter().sum::<f32>() / float(lengths.len());
    // Without any term at all no norm is ever read.
    let relative = |length: f32| if average > 0.0 { length / average } else { 1.0 };
    lengths
        .iter()
        .map(|&length| K1 * (1.0 - B + B * relative(length)))
        .collect()
}

/// The best documents for the terms of a query.
pub(crate) fn rank(index: &Index, terms: &[QueryTerm], limit: usize) -> Vec<Hit> {
    let (scores, most) = score(index, terms);
    // A query without terms has no score above zero, so `most` never divides as zero.
    let mut hits: Vec<Hit> = scores
        .iter()
        .enumerate()
        .filter(|&(_, &score)| score > 0.0)
        .map(|(document, &score)| Hit {
            document,
            score: (score / most).min(1.0),
        })
        .collect();
    let order = |a: &Hit, b: &Hit| better_first(index, a, b);
    if limit < hits.len() {
        hits.select_nth_unstable_by(limit, order);
        hits.truncate(limit);
    }
    hits.sort_unstable_by(order);
    hits
}

/// The documents' scores and the bound that none of them reaches.
fn score(index: &Index, terms: &[QueryTerm]) -> (Vec<f32>, f32) {
    let documents = index.len();
    let mut scores = vec![0.0; documents];
    let mut most = 0.0;
    for term in terms {
        let merged;
        let postings = match term.variants.as_slice() {
            [] => &[],
            [only] => index.postings.of(*only),
            several => {
                merged = merge(several.iter().map(|&variant| index.postings.of(variant)));
                merged.as_slice()
            }
        };
        let idf = idf(documents, postings.len());
        most += idf;
        for posting in postings {
            let document = posting.document as usize;
            if let (Some(score), Some(norm)) = (scores.get_mut(document), index.norms.get(document))
            {
                *score += idf * posting.frequency / (posting.frequency + norm);
            }
        }
    }
    (scores, most)
}

/// The postings of several terms as if they were one.
fn merge<'p>(lists: impl Iterator<Item = &'p [Posting]>) -> Vec<Posting> {
    let mut all: Vec<Posting> = lists.flatten().copied().collect();
    all.sort_by_key(|posting| posting.document);
    all.dedup_by(|next, kept| {
        let same = next.document == kept.document;
        if same {
            kept.frequency += next.frequency;
        }
        same
    });
    all
}

/// What it tells to have a term that so many documents have.
fn idf(documents: usize, having_it: usize) -> f32 {
    let (n, df) = (float(documents), float(having_it));
    (1.0 + (n - df + 0.5) / (df + 0.5)).ln()
}

fn better_first(index: &Index, a: &Hit, b: &Hit) -> Ordering {
    b.score
        .total_cmp(&a.score)
        .then_with(|| {
            index
                .recency
                .get(b.document)
                .cmp(&index.recency.get(a.document))
        })
        .then_with(|| a.document.cmp(&b.document))
}

#[expect(
    clippy::cast_precision_loss,
    reason = "a rounded count is good enough for a logarithm"
)]
fn float(count: usize) -> f32 {
    count as f32
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn merged_terms_add_up_where_a_document_has_several() {
        let list = |entries: &[(u32, f32)]| -> Vec<Posting> {
            let posting = |&(document, frequency)| Posting {
                document,
                frequency,
            };
            entries.iter().map(posting).collect()
        };
        let (one, other) = (list(&[(0, 1.0), (3, 0.25)]), list(&[(1, 2.0), (3, 0.5)]));
        let merged: Vec<(u32, f32)> = merge([one.as_slice(), other.as_slice()].into_iter())
            .iter()
            .map(|posting| (posting.document, posting.frequency))
            .collect();
        assert_eq!(merged, [(0, 1.0), (1, 2.0), (3, 0.75)]);
    }
}
