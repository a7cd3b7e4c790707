//! Query parsing.

mod detect_language;
mod period;
mod term;
mod tokens;

use std::{fmt, ops::Range};

use detect_language::detect_language;
use memories_embedding::TokenEmbeddings;
use period::Period;
pub(crate) use term::QueryTerm;
use tokens::{Token, Tokens};

use crate::{
    index::{segment::SpeakerId, stats::CollectionStats},
    options::Options,
    text::{language::Language, tokenize_word, word_spans},
};

/// A query in any of the documents' languages.
///
/// `Debug` shows none of its words.
#[derive(Clone, Copy, Default)]
pub struct Query<'a> {
    pub text: &'a str,
    /// When it is asked, in seconds since the Unix epoch: the reference for "last
    /// week" and "in May". Without it no period is recognised.
    pub now: Option<i64>,
    /// By the model of the documents' embeddings. Without it the search is
    /// lexical.
    pub embeddings: Option<&'a TokenEmbeddings>,
}

impl<'a> From<&'a str> for Query<'a> {
    fn from(text: &'a str) -> Self {
        Self {
            text,
            ..Self::default()
        }
    }
}

impl<'a> From<&'a String> for Query<'a> {
    fn from(text: &'a String) -> Self {
        text.as_str().into()
    }
}

impl fmt::Debug for Query<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Query")
            .field("now", &self.now)
            .finish_non_exhaustive()
    }
}

#[derive(Default)]
pub(crate) struct ParsedQuery<'q> {
    pub(crate) terms: Vec<QueryTerm>,
    pub(crate) speaker: SpeakerFilter,
    pub(crate) asks_when: bool,
    pub(crate) asks_how_many: bool,
    pub(crate) period: Option<Period>,
    pub(crate) embedding: Option<QueryEmbedding<'q>>,
}

/// The speaker whom a query is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(crate) enum SpeakerFilter {
    #[default]
    Any,
    /// A speaker without documents.
    UnknownSpeaker,
    Speaker(SpeakerId),
}

pub(crate) struct QueryEmbedding<'q> {
    pub(crate) embeddings: &'q TokenEmbeddings,
    /// The spans of terms in bytes of the query, with the terms' positions in
    /// [`ParsedQuery::terms`].
    term_spans: Vec<(Range<usize>, usize)>,
}

impl QueryEmbedding<'_> {
    /// The positions of the terms that cover a byte of the query.
    pub(crate) fn terms_at(&self, byte: usize) -> impl Iterator<Item = usize> {
        let spans = self.term_spans.iter();
        let covering = spans.filter(move |(span, _)| span.contains(&byte));
        covering.map(|(_, term)| *term)
    }
}

impl<'q> ParsedQuery<'q> {
    /// Removes stop words of the detected language, words that refer to a speaker,
    /// and interrogatives such as "when" and "how many". If no word is left, all
    /// of them are searched for: "son" is a stop word in Spanish, but not in
    /// English.
    pub(crate) fn parse(query: Query<'q>, stats: &CollectionStats, options: &Options) -> Self {
        let languages = stats.languages();
        let Some(language) = detect_language(query.text, languages) else {
            return Self::default();
        };
        let tokens = Tokens::new(query.text, language);
        let folded: Vec<&str> = tokens.iter().map(|token| token.folded).collect();
        let lexicon = language.temporal_lexicon();
        let interrogatives = lexicon.interrogatives(&folded);
        let speakers: Vec<Option<SpeakerFilter>> = folded
            .iter()
            .map(|word| find_speaker(word, stats, options))
            .collect();
        let search_words = search_words(&tokens, &interrogatives.mask, &speakers, language);
        let mut terms: Vec<QueryTerm> = search_words
            .into_iter()
            .map(|token| QueryTerm::new(token, languages, language, options))
            .collect();
        // A stable sort: of several forms of a word the first stays.
        terms.sort_by(|a, b| a.stems.cmp(&b.stems));
        terms.dedup_by(|next, kept| next.stems == kept.stems);
        let embedding = query.embeddings.map(|embeddings| QueryEmbedding {
            embeddings,
            term_spans: term_spans(query.text, embeddings.end(), &terms, languages, language),
        });
        Self {
            terms,
            embedding,
            // The first is the grammatical subject: "What did I tell you?"
            speaker: speakers.into_iter().flatten().next().unwrap_or_default(),
            asks_when: interrogatives.asks_when,
            asks_how_many: interrogatives.asks_how_many,
            period: query
                .now
                .and_then(|now| Period::parse(&folded, lexicon, now)),
        }
    }
}

/// The speaker to whom a folded word refers.
fn find_speaker(word: &str, stats: &CollectionStats, options: &Options) -> Option<SpeakerFilter> {
    let alias_of = options.speakers.resolve(word);
    match stats.speaker_id(alias_of.unwrap_or(word)) {
        Some(id) => Some(SpeakerFilter::Speaker(id)),
        None => alias_of.map(|_| SpeakerFilter::UnknownSpeaker),
    }
}

/// Words that ask for what holds now. Memories that hold do not contain them.
const ASKS_FOR_THE_PRESENT: [&str; 40] = [
    "current",
    "currently",
    "now",
    "latest",
    "newest",
    "still",
    "present",
    "presently",
    "recent",
    "existing",
    "aktuell",
    "aktuelle",
    "aktuellen",
    "aktueller",
    "aktuelles",
    "derzeit",
    "derzeitige",
    "momentan",
    "jetzige",
    "jetzt",
    "noch",
    "neueste",
    "actual",
    "actuales",
    "ahora",
    "todavia",
    "actualmente",
    "actuel",
    "actuelle",
    "actuellement",
    "maintenant",
    "encore",
    "atual",
    "atualmente",
    "agora",
    "ainda",
    "attuale",
    "attualmente",
    "huidige",
    "momenteel",
];

/// The distinct words to search for, sorted.
fn search_words<'t>(
    tokens: &'t Tokens,
    interrogatives: &[bool],
    speakers: &[Option<SpeakerFilter>],
    language: &Language,
) -> Vec<Token<'t>> {
    let mut content: Vec<Token<'_>> = tokens
        .iter()
        .zip(interrogatives.iter().zip(speakers))
        .filter(|(token, (is_interrogative, speaker))| {
            !**is_interrogative
                && speaker.is_none()
                && !language.is_stop_word(token.folded)
                && !ASKS_FOR_THE_PRESENT.contains(&token.folded)
        })
        .map(|(token, _)| token)
        .collect();
    if content.is_empty() {
        content = tokens.iter().collect();
    }
    content.sort_unstable();
    content.dedup();
    content
}

/// The spans of terms, which are sorted by their stems, in the part of a query
/// before `end`.
fn term_spans(
    query: &str,
    end: usize,
    terms: &[QueryTerm],
    languages: &[&'static Language],
    language: &Language,
) -> Vec<(Range<usize>, usize)> {
    let mut spans = Vec::new();
    for (span, word) in word_spans(query).take_while(|(span, _)| span.start < end) {
        tokenize_word(word, language, |part| {
            let stems = term::stems(part, None, languages);
            if let Ok(term) = terms.binary_search_by(|term| term.stems.cmp(&stems)) {
                spans.push((span.clone(), term));
            }
        });
    }
    spans
}
