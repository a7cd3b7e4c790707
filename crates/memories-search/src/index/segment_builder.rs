use std::ops::Range;

use foldhash::{HashMap, HashMapExt};

use super::{
    lexicon::Lexicon,
    postings::{HashedTerm, Posting, Postings},
    segment::{DocFeatures, DocFlags, LanguageId, Segment, compares_forms},
    stats::CollectionStats,
};
use crate::{
    document::Document,
    num::to_f32,
    parameters::FieldWeights,
    semantic::embedding_table::EmbeddingTableBuilder,
    text::{TextLanguage, fold, language_of_text, tokenize_word, words},
};

/// Analyses the documents of a [`Segment`].
///
/// Every distinct word and every distinct text is analysed once: words repeat,
/// and each turn of a conversation is also the neighbour of three others.
pub(super) struct SegmentBuilder<'a, 's> {
    fields: FieldWeights,
    stats: &'s mut CollectionStats,
    term_ids: HashMap<String, usize>,
    /// By term id.
    postings: Vec<Vec<Posting>>,
    /// The term ids of all distinct texts, one text after the other.
    text_terms: Vec<usize>,
    texts: HashMap<(LanguageId, &'a str), AnalysedSpan>,
    /// The term ids of all distinct words, one word after the other.
    word_terms: Vec<usize>,
    words: HashMap<(LanguageId, &'a str), AnalysedSpan>,
    lengths: Vec<f32>,
    features: Vec<DocFeatures>,
    embeddings: EmbeddingTableBuilder,
}

/// An analysed word or text.
#[derive(Debug, Clone, Default)]
struct AnalysedSpan {
    /// Its range in `word_terms` or `text_terms`.
    terms: Range<usize>,
    has_time_word: bool,
    has_number: bool,
}

impl<'a, 's> SegmentBuilder<'a, 's> {
    /// Languages and speakers are registered in `stats`.
    pub(super) fn new(fields: FieldWeights, stats: &'s mut CollectionStats) -> Self {
        Self {
            fields,
            stats,
            term_ids: HashMap::new(),
            postings: Vec::new(),
            text_terms: Vec::new(),
            texts: HashMap::new(),
            word_terms: Vec::new(),
            words: HashMap::new(),
            lengths: Vec::new(),
            features: Vec::new(),
            embeddings: EmbeddingTableBuilder::default(),
        }
    }

    pub(super) fn add(&mut self, document: &Document<'a>) {
        // Unreachable: four billion memories do not fit into memory.
        let Ok(number) = u32::try_from(self.lengths.len()) else {
            return;
        };
        let TextLanguage {
            language,
            compares_forms,
        } = language_of_text(
            document.language,
            document.text,
            [document.prev, document.prev2, document.next]
                .into_iter()
                .flatten(),
        );
        let language = self.stats.register_language(language);
        let weights = self.fields;
        let mut analyse = |text: Option<&'a str>| {
            text.map(|text| self.analyse_text(language, text))
                .unwrap_or_default()
        };
        let text = analyse(Some(document.text));
        let label = analyse(document.label);
        let term_count = text.terms.len() + label.terms.len();
        let fields = [
            (text.terms, weights.text),
            (label.terms, weights.label),
            (analyse(document.prev).terms, weights.prev),
            (analyse(document.prev2).terms, weights.prev2),
            (analyse(document.next).terms, weights.next),
        ];
        let mut length = 0.0;
        for (terms, weight) in fields.into_iter().filter(|&(_, weight)| weight > 0.0) {
            for &term in self.text_terms.get(terms).unwrap_or_default() {
                if let Some(postings) = self.postings.get_mut(term) {
                    add_occurrence(postings, number, weight);
                    length += weight;
                }
            }
        }
        self.lengths.push(length);
        self.features.push(DocFeatures {
            log_length: to_f32(1 + term_count).ln(),
            speaker: document
                .speaker
                .map(|name| self.stats.register_speaker(name)),
            language,
            flags: DocFlags::default()
                .with(DocFlags::IS_QUESTION, is_question(document.text))
                .with(
                    DocFlags::FOLLOWS_QUESTION,
                    document.prev.is_some_and(is_question),
                )
                .with(DocFlags::HAS_TIME_WORD, text.has_time_word)
                .with(DocFlags::HAS_NUMBER, text.has_number),
            compares_forms,
        });
        self.embeddings.add(&document.embeddings);
    }

    pub(super) fn finish(self) -> Segment {
        let mut terms: Vec<(HashedTerm<'_>, &[Posting])> = self
            .term_ids
            .iter()
            .filter_map(|(term, &id)| {
                let postings = self.postings.get(id)?.as_slice();
                Some((HashedTerm::new(term), postings))
            })
            .collect();
        terms.sort_unstable_by_key(|&(term, _)| term);
        let postings = Postings::from_sorted(terms.into_iter());
        Segment {
            lexicon: Lexicon::new(&postings, &compares_forms(&self.features)),
            postings,
            lengths: self.lengths.into(),
            features: self.features.into(),
            embeddings: self.embeddings.finish(),
        }
    }

    fn analyse_text(&mut self, language: LanguageId, text: &'a str) -> AnalysedSpan {
        if let Some(analysed) = self.texts.get(&(language, text)) {
            return analysed.clone();
        }
        let start = self.text_terms.len();
        let mut analysed = AnalysedSpan::default();
        for word in words(text) {
            let word = self.analyse_word(language, word);
            let terms = self.word_terms.get(word.terms).unwrap_or_default();
            self.text_terms.extend_from_slice(terms);
            analysed.has_time_word |= word.has_time_word;
            analysed.has_number |= word.has_number;
        }
        analysed.terms = start..self.text_terms.len();
        self.texts.insert((language, text), analysed.clone());
        analysed
    }

    fn analyse_word(&mut self, language_id: LanguageId, word: &'a str) -> AnalysedSpan {
        if let Some(analysed) = self.words.get(&(language_id, word)) {
            return analysed.clone();
        }
        let start = self.word_terms.len();
        let language = self.stats.language_of(language_id);
        let lexicon = language.temporal_lexicon();
        let mut analysed = AnalysedSpan::default();
        tokenize_word(word, language, |part| {
            let folded = fold(part);
            analysed.has_time_word |= lexicon.is_time_word(&folded);
            analysed.has_number |= lexicon.is_number(&folded);
            if language.is_stop_word(&folded) {
                return;
            }
            let next = self.postings.len();
            let stem = language.stem(part).into_owned();
            let id = *self.term_ids.entry(stem).or_insert(next);
            if id == next {
                self.postings.push(Vec::new());
            }
            self.word_terms.push(id);
        });
        analysed.terms = start..self.word_terms.len();
        self.words.insert((language_id, word), analysed.clone());
        analysed
    }
}

/// Whether a text ends with a question mark, in any script or quotation.
fn is_question(text: &str) -> bool {
    text.trim_end_matches(|c: char| c.is_whitespace() || matches!(c, '"' | '”' | '»' | ')'))
        .ends_with(['?', '？', '؟'])
}

/// Postings are in document order, so only the last can be of this document.
fn add_occurrence(postings: &mut Vec<Posting>, document: u32, weight: f32) {
    match postings.last_mut() {
        Some(last) if last.document == document => last.frequency += weight,
        _ => postings.push(Posting {
            document,
            frequency: weight,
        }),
    }
}
