//! What a query asks for.

use std::{fmt, ops::Range};

use crate::{
    analysis::{self, fold},
    index::Options,
    language::Language,
    meaning::TokenEmbeddings,
    period::Period,
    population::Population,
    segment::SpeakerId,
};

/// A question as somebody asked it, in any of the documents' languages.
///
/// `Debug` shows none of its words.
#[derive(Clone, Copy, Default)]
pub struct Query<'a> {
    /// Its words.
    pub text: &'a str,
    /// When it is asked, in seconds since the Unix epoch: what "last week" and
    /// "in May" are measured from. Without it no time is understood.
    pub now: Option<i64>,
    /// What it means, by the model that the documents' signs are from. Without
    /// it only words are compared.
    pub meaning: Option<&'a TokenEmbeddings>,
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

/// A query, understood.
#[derive(Default)]
pub(crate) struct Asked<'q> {
    pub(crate) words: Vec<AskedWord>,
    pub(crate) speaker: AskedAbout,
    pub(crate) when: bool,
    pub(crate) how_many: bool,
    pub(crate) period: Option<Period>,
    pub(crate) meaning: Option<AskedMeaning<'q>>,
}

/// Whom a query asks about.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(crate) enum AskedAbout {
    #[default]
    Nobody,
    /// A speaker who said nothing.
    Stranger,
    Speaker(SpeakerId),
}

/// What a query means, and where in it the words stand that are looked for.
pub(crate) struct AskedMeaning<'q> {
    pub(crate) meaning: &'q TokenEmbeddings,
    /// In bytes, with the positions of the words among [`Asked::words`].
    places: Vec<(Range<usize>, usize)>,
}

impl AskedMeaning<'_> {
    /// The positions of the words that stand where the query has a byte.
    pub(crate) fn words_at(&self, byte: usize) -> impl Iterator<Item = usize> {
        let places = self.places.iter();
        let around = places.filter(move |(span, _)| span.contains(&byte));
        around.map(|(_, word)| *word)
    }
}

/// A word to look for.
pub(crate) struct AskedWord {
    pub(crate) word: String,
    /// Its distinct stems under the languages of the index, sorted. Occurrences
    /// of any of them are occurrences of one and the same term.
    pub(crate) stems: Vec<String>,
    /// The stems of related words, with how much they count as the word itself.
    pub(crate) related: Vec<(String, f32)>,
}

impl<'q> Asked<'q> {
    /// Stop words are those of the language the query seems to be in, words that
    /// mean a speaker say who and not what, and "when" and "how many" say of which
    /// sort the answer is. If nothing else is left, they
    /// are looked for after all: "son" is a stop word in Spanish and somebody in
    /// English.
    pub(crate) fn understand(query: Query<'q>, population: &Population, options: &Options) -> Self {
        let languages = population.languages();
        let Some(language) = guess(query.text, languages) else {
            return Self::default();
        };
        let parts: Vec<String> = analysis::words(query.text)
            .flat_map(|word| analysis::parts(word, language))
            .collect();
        let folded: Vec<String> = parts.iter().map(|part| fold(part)).collect();
        let speaker = |word: &String| {
            let meant = options.speakers.meant_by(word);
            match population.known_speaker(meant.unwrap_or(word)) {
                Some(speaker) => Some(AskedAbout::Speaker(speaker)),
                None => meant.map(|_| AskedAbout::Stranger),
            }
        };
        let lexicon = language.lexicon();
        let is_telling = |word: &String| !language.is_stop_word(word) && speaker(word).is_none();
        let asking = lexicon.asking(&folded);
        let telling: Vec<&String> = parts
            .iter()
            .zip(folded.iter().zip(asking))
            .filter(|(_, (word, asks))| !asks && is_telling(word))
            .map(|(part, _)| part)
            .collect();
        let mut sought = if telling.is_empty() {
            parts.iter().collect()
        } else {
            telling
        };
        sought.sort_unstable();
        sought.dedup();
        let word = |part: &String| AskedWord::new(part, languages, language, options);
        let mut words: Vec<AskedWord> = sought.into_iter().map(word).collect();
        // Stable: of several forms of a word the first stays.
        words.sort_by(|a, b| a.stems.cmp(&b.stems));
        words.dedup_by(|next, kept| next.stems == kept.stems);
        let meaning = query.meaning.map(|meaning| AskedMeaning {
            meaning,
            places: places(query.text, meaning, &words, languages, language),
        });
        Self {
            words,
            meaning,
            // The first is who did it: "What did I tell you?"
            speaker: folded.iter().find_map(speaker).unwrap_or_default(),
            when: lexicon.asks_when(&folded),
            how_many: lexicon.asks_how_many(&folded),
            period: query
                .now
                .and_then(|now| Period::named(&folded, lexicon, now)),
        }
    }
}

impl AskedWord {
    fn new(
        word: &str,
        languages: &[&'static Language],
        language: &Language,
        options: &Options,
    ) -> Self {
        let stems = stems(word, languages);
        let mut related: Vec<(String, f32)> = Vec::new();
        if let (Some(table), "en") = (options.related, language.code()) {
            for (other, similarity) in table.related(&fold(word)) {
                let weight = options.parameters.related.of(similarity);
                let stem = language.stem(other);
                if weight > 0.0 && !stems.contains(&stem) {
                    related.push((stem, weight));
                }
            }
        }
        // Of several words with one stem the most related counts.
        related.sort_unstable_by(|a, b| a.0.cmp(&b.0).then(b.1.total_cmp(&a.1)));
        related.dedup_by(|next, kept| next.0 == kept.0);
        Self {
            word: word.to_owned(),
            stems,
            related,
        }
    }
}

/// The distinct stems of a word under some languages, sorted.
fn stems(word: &str, languages: &[&'static Language]) -> Vec<String> {
    let mut stems: Vec<String> = languages
        .iter()
        .map(|language| language.stem(word))
        .collect();
    stems.sort_unstable();
    stems.dedup();
    stems
}

/// Where words, which are sorted by their stems, stand in as much of a query as
/// its meaning is of.
fn places(
    query: &str,
    meaning: &TokenEmbeddings,
    words: &[AskedWord],
    languages: &[&'static Language],
    language: &Language,
) -> Vec<(Range<usize>, usize)> {
    let mut places = Vec::new();
    let read = analysis::word_spans(query).take_while(|(span, _)| span.start < meaning.end());
    for (span, written) in read {
        for part in analysis::parts(written, language) {
            let stems = stems(&part, languages);
            let word = words.binary_search_by(|word| word.stems.cmp(&stems));
            places.extend(word.ok().map(|word| (span.clone(), word)));
        }
    }
    places
}

/// The language with the most stop words in the query; of several the one that
/// more documents have.
fn guess(query: &str, languages: &[&'static Language]) -> Option<&'static Language> {
    let (first, others) = languages.split_first()?;
    if others.is_empty() {
        return Some(first);
    }
    let stop_words = |language: &Language| {
        analysis::words(query)
            .flat_map(|word| analysis::parts(word, language))
            .filter(|part| language.is_stop_word(&fold(part)))
            .count()
    };
    // `max_by_key` would take the last of equals.
    languages
        .iter()
        .rev()
        .copied()
        .max_by_key(|language| stop_words(language))
}
