//! Making an index.

use std::ops::Range;

use foldhash::{HashMap, HashMapExt};

use crate::{
    analysis::{self, fold},
    document::Document,
    parameters::FieldWeights,
    population::Population,
    postings::{Posting, Postings},
    ranking,
    segment::{LanguageId, Segment, Traits},
    sign_table::SignTableBuilder,
};

/// Collects the documents of a [`Segment`].
///
/// Every distinct word and every distinct text is analysed once: words repeat,
/// and in a conversation each text is also the neighbour of three others.
pub(crate) struct Builder<'a, 'i> {
    fields: FieldWeights,
    population: &'i mut Population,
    terms: HashMap<String, usize>,
    /// By term, in the order of `terms`' numbers.
    postings: Vec<Vec<Posting>>,
    /// The terms of all distinct texts, one text after the other.
    occurrences: Vec<usize>,
    texts: HashMap<(LanguageId, &'a str), Analysed>,
    /// As `occurrences`, for distinct words.
    word_occurrences: Vec<usize>,
    words: HashMap<(LanguageId, &'a str), Analysed>,
    lengths: Vec<f32>,
    traits: Vec<Traits>,
    signs: SignTableBuilder,
}

impl<'a, 'i> Builder<'a, 'i> {
    /// A segment of documents whose languages and speakers `population` gets to know.
    pub(crate) fn new(fields: FieldWeights, population: &'i mut Population) -> Self {
        Self {
            fields,
            population,
            terms: HashMap::new(),
            postings: Vec::new(),
            occurrences: Vec::new(),
            texts: HashMap::new(),
            word_occurrences: Vec::new(),
            words: HashMap::new(),
            lengths: Vec::new(),
            traits: Vec::new(),
            signs: SignTableBuilder::default(),
        }
    }

    /// Adds the next document.
    pub(crate) fn add(&mut self, document: &Document<'a>) {
        // Four billion memories of one person would not fit into memory.
        let Ok(position) = u32::try_from(self.lengths.len()) else {
            return;
        };
        let language = self.population.language(document.language);
        let weights = self.fields;
        let mut analyse = |text: Option<&'a str>| {
            text.map(|text| self.analyse(language, text))
                .unwrap_or_default()
        };
        let own = analyse(Some(document.text));
        let label = analyse(document.label);
        let terms = own.span.len() + label.span.len();
        let fields = [
            (own.span, weights.text),
            (label.span, weights.label),
            (analyse(document.before).span, weights.before),
            (analyse(document.prev2).span, weights.prev2),
            (analyse(document.after).span, weights.after),
        ];
        let mut length = 0.0;
        for (span, weight) in fields.into_iter().filter(|&(_, weight)| weight > 0.0) {
            for &term in self.occurrences.get(span).unwrap_or_default() {
                if let Some(list) = self.postings.get_mut(term) {
                    count(list, position, weight);
                    length += weight;
                }
            }
        }
        self.lengths.push(length);
        let traits = Traits {
            log_length: ranking::float(1 + terms).ln(),
            speaker: document.speaker.map(|name| self.population.speaker(name)),
            language,
            is_question: asks(document.text),
            follows_question: document.before.is_some_and(asks),
            has_time_word: own.has_time_word,
            has_number: own.has_number,
        };
        self.traits.push(traits);
        self.signs.add(&document.signs);
    }

    /// The finished segment.
    pub(crate) fn finish(self) -> Segment {
        let mut terms: Vec<(&str, &[Posting])> = self
            .terms
            .iter()
            .filter_map(|(term, &id)| Some((term.as_str(), self.postings.get(id)?.as_slice())))
            .collect();
        terms.sort_unstable_by_key(|&(term, _)| term);
        Segment {
            postings: Postings::from_sorted(terms.into_iter()),
            lengths: self.lengths.into(),
            traits: self.traits.into(),
            signs: self.signs.finish(),
        }
    }

    /// A text, with the span of its terms in `occurrences`.
    fn analyse(&mut self, language: LanguageId, text: &'a str) -> Analysed {
        if let Some(known) = self.texts.get(&(language, text)) {
            return known.clone();
        }
        let start = self.occurrences.len();
        let mut analysed = Analysed::default();
        for word in analysis::words(text) {
            let word = self.analyse_word(language, word);
            let terms = self.word_occurrences.get(word.span).unwrap_or_default();
            self.occurrences.extend_from_slice(terms);
            analysed.has_time_word |= word.has_time_word;
            analysed.has_number |= word.has_number;
        }
        analysed.span = start..self.occurrences.len();
        self.texts.insert((language, text), analysed.clone());
        analysed
    }

    /// A word, with the span of its terms in `word_occurrences`.
    fn analyse_word(&mut self, language: LanguageId, word: &'a str) -> Analysed {
        if let Some(known) = self.words.get(&(language, word)) {
            return known.clone();
        }
        let start = self.word_occurrences.len();
        let rules = self.population.rules(language);
        let lexicon = rules.lexicon();
        let mut analysed = Analysed::default();
        for part in analysis::parts(word, rules) {
            let folded = fold(&part);
            analysed.has_time_word |= lexicon.is_time_word(&folded);
            analysed.has_number |= lexicon.is_number(&folded);
            if rules.is_stop_word(&folded) {
                continue;
            }
            let next = self.postings.len();
            let id = *self.terms.entry(rules.stem(&part)).or_insert(next);
            if id == next {
                self.postings.push(Vec::new());
            }
            self.word_occurrences.push(id);
        }
        analysed.span = start..self.word_occurrences.len();
        self.words.insert((language, word), analysed.clone());
        analysed
    }
}

/// A word or a text that was looked at.
#[derive(Debug, Clone, Default)]
struct Analysed {
    /// Where its terms are.
    span: Range<usize>,
    has_time_word: bool,
    has_number: bool,
}

/// Whether a text ends by asking.
fn asks(text: &str) -> bool {
    text.trim_end_matches(|c: char| c.is_whitespace() || matches!(c, '"' | '”' | '»' | ')'))
        .ends_with(['?', '？', '؟'])
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
