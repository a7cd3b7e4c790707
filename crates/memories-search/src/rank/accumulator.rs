use super::query_postings::WeightedPostings;

/// Accumulates BM25F scores of the documents of a segment, term at a time.
#[derive(Default)]
pub(super) struct ScoreAccumulator {
    docs: Vec<DocScore>,
    /// Of the current term by document, if it has synonyms; else 0.
    frequencies: Vec<f32>,
    docs_with_term: Vec<u32>,
}

#[derive(Clone, Copy)]
struct DocScore {
    /// The term that BM25 adds to the frequency in the denominator.
    length_norm: f32,
    score: f32,
    is_match: bool,
}

impl DocScore {
    fn add(&mut self, idf: f32, frequency: f32) {
        self.score += idf * bm25_tf(frequency, self.length_norm);
        self.is_match = true;
    }
}

impl ScoreAccumulator {
    /// Starts a segment of documents with these length norms.
    pub(super) fn reset(&mut self, length_norms: impl Iterator<Item = f32>) {
        self.docs.clear();
        self.docs.extend(length_norms.map(|length_norm| DocScore {
            length_norm,
            score: 0.0,
            is_match: false,
        }));
        self.frequencies.clear();
        self.frequencies.resize(self.docs.len(), 0.0);
    }

    /// Adds the scores of a term with its synonyms.
    pub(super) fn add_term(&mut self, idf: f32, lists: &[WeightedPostings<'_>]) {
        if let [list] = lists {
            for posting in &*list.postings {
                if let Some(doc) = self.docs.get_mut(posting.document as usize) {
                    doc.add(idf, list.weight * posting.frequency);
                }
            }
            return;
        }
        for list in lists {
            for posting in &*list.postings {
                if let Some(frequency) = self.frequencies.get_mut(posting.document as usize) {
                    if *frequency == 0.0 {
                        self.docs_with_term.push(posting.document);
                    }
                    *frequency += list.weight * posting.frequency;
                }
            }
        }
        for number in self.docs_with_term.drain(..) {
            let document = number as usize;
            if let (Some(doc), Some(frequency)) = (
                self.docs.get_mut(document),
                self.frequencies.get_mut(document),
            ) {
                doc.add(idf, *frequency);
                *frequency = 0.0;
            }
        }
    }

    /// Makes documents matches that have none of the terms. Takes a flag for each
    /// document.
    pub(super) fn include(&mut self, flags: impl Iterator<Item = bool>) {
        for (doc, included) in self.docs.iter_mut().zip(flags) {
            doc.is_match |= included;
        }
    }

    /// The numbers of the matching documents.
    pub(super) fn matches(&self) -> Vec<u32> {
        // Without a branch per document, which would be mispredicted often.
        let mut matches = vec![0; self.docs.len()];
        let mut count = 0;
        for (number, doc) in (0..).zip(&self.docs) {
            if let Some(slot) = matches.get_mut(count) {
                *slot = number;
            }
            count += usize::from(doc.is_match);
        }
        matches.truncate(count);
        matches
    }

    pub(super) fn score(&self, number: usize) -> f32 {
        self.docs.get(number).map_or(0.0, |doc| doc.score)
    }
}

/// The saturated, length-normalised term frequency.
pub(super) fn bm25_tf(frequency: f32, length_norm: f32) -> f32 {
    frequency / (frequency + length_norm)
}
