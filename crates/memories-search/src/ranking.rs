//! From a query to scores; the formulae are at [`Hit`](crate::Hit).

use crate::{
    features::Features,
    index::Index,
    likeness::Likeness,
    postings::Posting,
    query::{Asked, AskedAbout, AskedWord},
    run::{Place, Run},
    segment::{Segment, Traits},
    tally::Tally,
};

/// How many documents it takes to tell which words are rare.
const MANY: usize = 300;

/// A document that has anything of what a query asks for.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Match {
    /// Its position in the order in which the index got the documents.
    pub document: usize,
    /// What speaks for it.
    pub features: Features,
}

/// A document that has anything of what a query asks for, before a closer look.
pub(crate) struct Seen<'s> {
    /// Its position in the index.
    pub(crate) document: usize,
    /// Seconds since the Unix epoch.
    pub(crate) recency: i64,
    /// The [`Feature::Words`](crate::Feature::Words).
    pub(crate) words: f32,
    /// The [`Feature::Meaning`](crate::Feature::Meaning).
    pub(crate) meaning: Option<f32>,
    traits: &'s Traits,
}

/// The documents that have anything a query asks for.
pub(crate) struct Matches<'a> {
    index: &'a Index,
    asked: &'a Asked<'a>,
    /// The idf of each asked word.
    idf: Vec<f32>,
    /// √Σ idf: what scores are divided by.
    root: f32,
    /// `k1 · (1 − b)`.
    norm: f32,
    /// `k1 · b / avg len`.
    norm_by_length: f32,
    /// To what the query means.
    likeness: Option<Likeness<'a>>,
}

impl<'a> Matches<'a> {
    pub(crate) fn new(index: &'a Index, asked: &'a Asked<'a>) -> Self {
        let population = &index.population;
        let idf: Vec<f32> = asked
            .words
            .iter()
            .map(|word| idf(population.documents(), document_frequency(index, word)))
            .collect();
        let parameters = &index.options.parameters;
        let average = population.average_length();
        Self {
            index,
            asked,
            root: idf.iter().sum::<f32>().sqrt().max(f32::MIN_POSITIVE),
            likeness: asked
                .meaning
                .as_ref()
                .and_then(|meaning| Likeness::to(meaning, &idf, parameters.context)),
            idf,
            norm: parameters.k1 * (1.0 - parameters.b),
            // Without any term at all no norm is ever read.
            norm_by_length: if average > 0.0 {
                parameters.k1 * parameters.b / average
            } else {
                0.0
            },
        }
    }

    /// Whether documents are compared with what the query means.
    pub(crate) fn compare_meanings(&self) -> bool {
        self.likeness.is_some()
    }

    /// Calls `found` with each match, in no particular order.
    pub(crate) fn for_each(&self, mut found: impl FnMut(Seen<'a>)) {
        let mut tally = Tally::default();
        for run in &self.index.runs {
            let Run {
                segment, places, ..
            } = run;
            tally.reset(segment.len());
            for (word, idf) in self.asked.words.iter().zip(&self.idf) {
                tally.count(segment, word);
                tally.saturate(|frequency, document| {
                    idf * self.saturated(frequency, segment, document)
                });
            }
            if let Some(period) = self.asked.period {
                let of_time = |place: &Place| period.fit(place.recency) > 0.0;
                tally.touch_those(places.iter().map(of_time));
            }
            match &self.likeness {
                None => self.each_touched(run, &tally, |_| None, &mut found),
                Some(likeness) => {
                    let meanings = likeness.of_texts(&segment.signs);
                    tally.touch_those(meanings.comparable());
                    let meaning = |number| meanings.of_document(number);
                    self.each_touched(run, &tally, meaning, &mut found);
                }
            }
        }
    }

    /// Calls `found` with the documents of a run that have anything, and with
    /// their meaning by number.
    fn each_touched(
        &self,
        run: &'a Run,
        tally: &Tally,
        meaning: impl Fn(usize) -> Option<f32>,
        found: &mut impl FnMut(Seen<'a>),
    ) {
        for (number, score) in tally.touched() {
            if let (Some(place), Some(traits)) =
                (run.places.get(number), run.segment.traits.get(number))
                && let Some(position) = place.position
            {
                found(Seen {
                    document: position as usize,
                    recency: place.recency,
                    words: score / self.root,
                    meaning: meaning(number),
                    traits,
                });
            }
        }
    }

    /// What each asked word adds to a document's [`Features::words`].
    pub(crate) fn by_word(&self, document: usize) -> Vec<(&'a str, f32)> {
        let Some((run, at)) = self.index.runs.iter().find_map(|run| {
            let is_it = |place: &Place| place.position.is_some_and(|it| it as usize == document);
            Some((run, run.places.iter().position(is_it)?))
        }) else {
            return Vec::new();
        };
        let share = |(word, idf): (&'a AskedWord, &f32)| {
            let frequency = terms(word, &run.segment)
                .filter_map(|(postings, weight)| {
                    let number = |posting: &Posting| posting.document as usize;
                    let found = postings.binary_search_by_key(&at, number);
                    Some(weight * postings.get(found.ok()?)?.frequency)
                })
                .sum();
            let score = idf * self.saturated(frequency, &run.segment, at) / self.root;
            (word.word.as_str(), score)
        };
        self.asked.words.iter().zip(&self.idf).map(share).collect()
    }

    fn saturated(&self, frequency: f32, segment: &Segment, document: usize) -> f32 {
        let length = segment.lengths.get(document).copied().unwrap_or_default();
        frequency / (frequency + self.norm + self.norm_by_length * length)
    }

    /// √Σ idf of the query.
    pub(crate) fn root(&self) -> f32 {
        self.root
    }

    /// What speaks for a document that was seen.
    pub(crate) fn features(&self, seen: &Seen<'_>) -> Features {
        let flag = |is_so: bool| f32::from(u8::from(is_so));
        let Seen { traits, .. } = seen;
        Features {
            words: seen.words,
            speaker: match (self.asked.speaker, traits.speaker) {
                (AskedAbout::Nobody, _) | (_, None) => 0.0,
                (AskedAbout::Speaker(asked), Some(speaker)) if asked == speaker => 1.0,
                _ => -1.0,
            },
            question: flag(traits.is_question),
            after_question: flag(traits.follows_question),
            length: traits.log_length,
            time_words: flag(self.asked.when && traits.has_time_word),
            numbers: flag(self.asked.how_many && traits.has_number),
            period: self
                .asked
                .period
                .map_or(0.0, |period| period.fit(seen.recency)),
            meaning: seen.meaning,
        }
    }
}

/// The postings that stand for a word, with how much they count.
pub(crate) fn terms<'s>(
    word: &'s AskedWord,
    segment: &'s Segment,
) -> impl Iterator<Item = (&'s [Posting], f32)> {
    let itself = word.stems.iter().map(|stem| (stem, 1.0));
    let related = word.related.iter().map(|(stem, weight)| (stem, *weight));
    itself.chain(related).filter_map(|(stem, weight)| {
        let id = segment.postings.term_id(stem)?;
        Some((segment.postings.of(id), weight))
    })
}

/// How many documents have a word itself.
fn document_frequency(index: &Index, word: &AskedWord) -> usize {
    let in_run = |run: &Run| {
        let postings = &run.segment.postings;
        let ids = word.stems.iter().filter_map(|stem| postings.term_id(stem));
        let mut lists = ids.map(|id| postings.of(id));
        let first = lists.next().unwrap_or_default();
        let second = lists.next().unwrap_or_default();
        if second.is_empty() && run.is_complete() {
            return first.len();
        }
        let mut documents: Vec<u32> = [first, second]
            .into_iter()
            .chain(lists)
            .flatten()
            .map(|posting| posting.document)
            .collect();
        documents.sort_unstable();
        documents.dedup();
        let is_present = |number: &&u32| {
            let place = run.places.get(**number as usize);
            place.is_some_and(|place| place.position.is_some())
        };
        documents.iter().filter(is_present).count()
    };
    index.runs.iter().map(in_run).sum()
}

/// What it tells to have a term that so many documents have. Among five
/// documents every word is rare, so that fewer than [`MANY`] count as that many.
fn idf(documents: usize, having_it: usize) -> f32 {
    let (n, df) = (float(documents.max(MANY)), float(having_it));
    (1.0 + (n - df + 0.5) / (df + 0.5)).ln()
}

#[expect(
    clippy::cast_precision_loss,
    reason = "a rounded count is good enough for a logarithm"
)]
pub(crate) fn float(count: usize) -> f32 {
    count as f32
}
