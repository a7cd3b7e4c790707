//! Making an index.

use std::{collections::HashMap, ops::Range};

use crate::{
    analysis,
    document::Document,
    index::Index,
    language::Language,
    postings::{Posting, Postings},
    ranking,
};

const TEXT: f32 = 1.0;
const LABEL: f32 = 1.0;
const BEFORE: f32 = 0.3;
const BEFORE_THAT: f32 = 0.1;
const AFTER: f32 = 0.1;

/// Collects the documents of an [`Index`].
///
/// Every distinct word and every distinct text is analysed once: words repeat,
/// and in a conversation each text is also the neighbour of three others.
#[derive(Default)]
pub(crate) struct Builder<'a> {
    /// The languages so far with how many documents each has.
    languages: Vec<(&'static Language, usize)>,
    terms: HashMap<String, usize>,
    /// By term, in the order of `terms`' numbers.
    postings: Vec<Vec<Posting>>,
    /// The terms of all distinct texts, one text after the other.
    occurrences: Vec<usize>,
    texts: HashMap<(usize, &'a str), Range<usize>>,
    /// As `occurrences`, for distinct words.
    word_occurrences: Vec<usize>,
    words: HashMap<(usize, &'a str), Range<usize>>,
    lengths: Vec<f32>,
    recency: Vec<i64>,
}

impl<'a> Builder<'a> {
    /// Adds the next document.
    pub(crate) fn add(&mut self, document: &Document<'a>) {
        // Four billion memories of one person would not fit into memory.
        let Ok(position) = u32::try_from(self.lengths.len()) else {
            return;
        };
        let language = self.language(document.language);
        let fields = [
            (Some(document.text), TEXT),
            (document.label, LABEL),
            (document.before, BEFORE),
            (document.before_that, BEFORE_THAT),
            (document.after, AFTER),
        ];
        let mut length = 0.0;
        for (text, weight) in fields {
            let Some(text) = text else { continue };
            let span = self.analyse(language, text);
            for &term in self.occurrences.get(span).unwrap_or_default() {
                if let Some(list) = self.postings.get_mut(term) {
                    count(list, position, weight);
                    length += weight;
                }
            }
        }
        self.lengths.push(length);
        self.recency.push(document.recency);
    }

    /// The finished index.
    pub(crate) fn finish(mut self) -> Index {
        let mut terms: Vec<(&str, &[Posting])> = self
            .terms
            .iter()
            .filter_map(|(term, &id)| Some((term.as_str(), self.postings.get(id)?.as_slice())))
            .collect();
        terms.sort_unstable_by_key(|&(term, _)| term);
        // Stable: of equally frequent languages the one that came first.
        self.languages
            .sort_by_key(|&(_, documents)| std::cmp::Reverse(documents));
        Index {
            postings: Postings::from_sorted(terms.into_iter()),
            norms: ranking::norms(&self.lengths),
            recency: self.recency.into(),
            languages: self
                .languages
                .iter()
                .map(|&(language, _)| language)
                .collect(),
        }
    }

    /// The position of a document's language in `languages`.
    fn language(&mut self, tag: Option<&str>) -> usize {
        let language = Language::of(tag);
        let known = self
            .languages
            .iter_mut()
            .enumerate()
            .find(|(_, (other, _))| *other == language);
        if let Some((position, (_, documents))) = known {
            *documents += 1;
            return position;
        }
        self.languages.push((language, 1));
        self.languages.len() - 1
    }

    /// Where the terms of a text are in `occurrences`.
    fn analyse(&mut self, language: usize, text: &'a str) -> Range<usize> {
        if let Some(span) = self.texts.get(&(language, text)) {
            return span.clone();
        }
        let start = self.occurrences.len();
        for word in analysis::words(text) {
            let span = self.analyse_word(language, word);
            let terms = self.word_occurrences.get(span).unwrap_or_default();
            self.occurrences.extend_from_slice(terms);
        }
        let span = start..self.occurrences.len();
        self.texts.insert((language, text), span.clone());
        span
    }

    /// Where the terms of a word are in `word_occurrences`.
    fn analyse_word(&mut self, language: usize, word: &'a str) -> Range<usize> {
        if let Some(span) = self.words.get(&(language, word)) {
            return span.clone();
        }
        let start = self.word_occurrences.len();
        if let Some(&(rules, _)) = self.languages.get(language) {
            for term in analysis::terms(word, rules) {
                let next = self.postings.len();
                let id = *self.terms.entry(term).or_insert(next);
                if id == next {
                    self.postings.push(Vec::new());
                }
                self.word_occurrences.push(id);
            }
        }
        let span = start..self.word_occurrences.len();
        self.words.insert((language, word), span.clone());
        span
    }
}

/// Adds an occurrence to a term's postings, which end with the latest document.
fn count(postings: &mut Vec<Posting>, document: u32, weight: f32) {
    match postings.last_mut() {
        Some(latest) if latest.document == document => latest.frequency += weight,
        _ => postings.push(Posting {
            document,
            frequency: weight,
        }),
    }
}
