use crate::index::postings::Posting;

/// Accumulates BM25F scores of the documents of a segment, term at a time.
#[derive(Default)]
pub(crate) struct ScoreAccumulator {
    docs: Vec<DocScore>,
    docs_with_term: Vec<u32>,
    matched_docs: Vec<u32>,
}

#[derive(Clone, Copy, Default)]
struct DocScore {
    /// Of the current term.
    frequency: f32,
    score: f32,
    is_matched: bool,
}

impl ScoreAccumulator {
    pub(super) fn reset(&mut self, documents: usize) {
        self.docs.clear();
        self.docs.resize(documents, DocScore::default());
        self.matched_docs.clear();
    }

    /// Adds occurrences of the current term or of a synonym.
    pub(super) fn add(&mut self, postings: &[Posting], weight: f32) {
        for posting in postings {
            if let Some(doc) = self.docs.get_mut(posting.document as usize) {
                if doc.frequency == 0.0 {
                    self.docs_with_term.push(posting.document);
                }
                doc.frequency += weight * posting.frequency;
            }
        }
    }

    /// Turns the frequencies of the current term into scores.
    pub(super) fn finish_term(&mut self, score: impl Fn(f32, usize) -> f32) {
        for number in self.docs_with_term.drain(..) {
            let document = number as usize;
            if let Some(doc) = self.docs.get_mut(document) {
                doc.score += score(doc.frequency, document);
                doc.frequency = 0.0;
                if !doc.is_matched {
                    doc.is_matched = true;
                    self.matched_docs.push(number);
                }
            }
        }
    }

    /// Makes documents matches that have none of the terms. Takes a flag for each
    /// document.
    pub(super) fn include(&mut self, flags: impl Iterator<Item = bool>) {
        for ((number, doc), included) in (0..).zip(&mut self.docs).zip(flags) {
            if included && !doc.is_matched {
                doc.is_matched = true;
                self.matched_docs.push(number);
            }
        }
    }

    /// The numbers and scores of the matching documents.
    pub(super) fn matches(&self) -> impl Iterator<Item = (usize, f32)> {
        self.matched_docs.iter().filter_map(|&number| {
            let document = number as usize;
            Some((document, self.docs.get(document)?.score))
        })
    }
}
