//! Adding up what the documents of a segment have of a query.

use crate::{query::AskedWord, ranking::terms, segment::Segment};

/// What the documents of one segment have so far.
#[derive(Default)]
pub(crate) struct Tally {
    counts: Vec<Count>,
    /// The documents that have the present word.
    having_it: Vec<u32>,
    /// The documents that have any word.
    touched: Vec<u32>,
}

/// What one document has so far.
#[derive(Clone, Copy, Default)]
struct Count {
    /// Of the present word.
    frequency: f32,
    score: f32,
    is_touched: bool,
}

impl Tally {
    /// Begins with a segment of so many documents.
    pub(crate) fn reset(&mut self, documents: usize) {
        self.counts.clear();
        self.counts.resize(documents, Count::default());
        self.touched.clear();
    }

    /// Counts a word, related ones included.
    pub(crate) fn count(&mut self, segment: &Segment, word: &AskedWord) {
        for (postings, weight) in terms(word, segment) {
            for posting in postings {
                if let Some(count) = self.counts.get_mut(posting.document as usize) {
                    if count.frequency == 0.0 {
                        self.having_it.push(posting.document);
                    }
                    count.frequency += weight * posting.frequency;
                }
            }
        }
    }

    /// Turns the counts of a word into scores, and forgets them.
    pub(crate) fn saturate(&mut self, score: impl Fn(f32, usize) -> f32) {
        for document in self.having_it.drain(..) {
            let at = document as usize;
            if let Some(count) = self.counts.get_mut(at) {
                count.score += score(count.frequency, at);
                count.frequency = 0.0;
                if !count.is_touched {
                    count.is_touched = true;
                    self.touched.push(document);
                }
            }
        }
    }

    /// Takes in documents without any word.
    pub(crate) fn touch_those(&mut self, chosen: impl Iterator<Item = bool>) {
        for ((document, count), chosen) in (0..).zip(&mut self.counts).zip(chosen) {
            if chosen && !count.is_touched {
                count.is_touched = true;
                self.touched.push(document);
            }
        }
    }

    /// The numbers of the documents that have any word, with their scores.
    pub(crate) fn touched(&self) -> impl Iterator<Item = (usize, f32)> {
        self.touched.iter().filter_map(|&document| {
            let number = document as usize;
            Some((number, self.counts.get(number)?.score))
        })
    }
}
