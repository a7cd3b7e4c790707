//! What all documents of an index are taken together.

use std::cmp::Reverse;

use crate::{
    language::Language,
    ranking::float,
    run::Run,
    segment::{LanguageId, SpeakerId},
    speakers,
};

/// The languages, speakers and lengths of all documents of an index.
#[derive(Debug, Clone, Default)]
pub(crate) struct Population {
    /// All that documents ever had.
    known_languages: Vec<&'static Language>,
    /// The keys of the names of all who ever spoke.
    known_speakers: Vec<String>,
    documents: usize,
    average_length: f32,
    /// The one of most documents first; of several the one that came first.
    languages: Vec<&'static Language>,
    /// Whether a document has them, by the numbers of `known_speakers`.
    has_spoken: Vec<bool>,
}

impl Population {
    pub(crate) fn documents(&self) -> usize {
        self.documents
    }

    /// Of the terms weighted by field; 0 if there are none.
    pub(crate) fn average_length(&self) -> f32 {
        self.average_length
    }

    /// The languages that documents have, the one of most documents first.
    pub(crate) fn languages(&self) -> &[&'static Language] {
        &self.languages
    }

    /// The number of the speaker with a key, if a document has them.
    pub(crate) fn known_speaker(&self, key: &str) -> Option<SpeakerId> {
        let mut speakers = self.known_speakers.iter().zip(&self.has_spoken);
        let position = speakers.position(|(other, has_spoken)| *has_spoken && other == key)?;
        SpeakerId::try_from(position).ok()
    }

    /// Gets to know the language of a document.
    pub(crate) fn language(&mut self, tag: Option<&str>) -> LanguageId {
        let language = Language::of(tag);
        let known = &mut self.known_languages;
        let position = known.iter().position(|other| *other == language);
        let position = position.unwrap_or_else(|| {
            known.push(language);
            known.len() - 1
        });
        // There are some thirty.
        LanguageId::try_from(position).unwrap_or(LanguageId::MAX)
    }

    /// The language with a number that [`language`](Self::language) gave.
    pub(crate) fn rules(&self, id: LanguageId) -> &'static Language {
        let known = self.known_languages.get(usize::from(id));
        known.copied().unwrap_or_else(|| Language::of(None))
    }

    /// Gets to know the speaker of a document.
    pub(crate) fn speaker(&mut self, name: &str) -> SpeakerId {
        let key = speakers::key(name);
        let known = &mut self.known_speakers;
        let position = known.iter().position(|other| *other == key);
        let position = position.unwrap_or_else(|| {
            known.push(key);
            known.len() - 1
        });
        // Nobody tells so many speakers apart.
        SpeakerId::try_from(position).unwrap_or(SpeakerId::MAX)
    }

    /// Takes these for all documents there are. What comes out does not depend
    /// on how they are spread over runs.
    pub(crate) fn count(&mut self, runs: &[Run]) {
        let documents = || runs.iter().flat_map(Run::documents);
        self.documents = documents().count();
        let mut lengths = vec![0.0; self.documents];
        let mut speak = vec![(Reverse(0_usize), u32::MAX); self.known_languages.len()];
        self.has_spoken = vec![false; self.known_speakers.len()];
        for (position, length, traits) in documents() {
            if let Some(slot) = lengths.get_mut(position as usize) {
                *slot = length;
            }
            if let Some((Reverse(count), first)) = speak.get_mut(usize::from(traits.language)) {
                *count += 1;
                *first = position.min(*first);
            }
            let speaker = traits.speaker.map(usize::from);
            if let Some(has_spoken) = speaker.and_then(|id| self.has_spoken.get_mut(id)) {
                *has_spoken = true;
            }
        }
        self.average_length = average(&lengths);
        let known = self.known_languages.iter().copied();
        let mut languages: Vec<_> = speak.into_iter().zip(known).collect();
        languages.retain(|&((Reverse(count), _), _)| count > 0);
        languages.sort_by_key(|&(rank, _)| rank);
        self.languages = languages.into_iter().map(|(_, it)| it).collect();
    }

    pub(crate) fn size_in_bytes(&self) -> usize {
        size_of_val(&*self.known_languages)
            + size_of_val(&*self.languages)
            + size_of_val(&*self.known_speakers)
            + size_of_val(&*self.has_spoken)
            + self.known_speakers.iter().map(String::len).sum::<usize>()
    }
}

/// Added up in the order of the documents, since sums depend on the order.
#[expect(clippy::cast_possible_truncation, reason = "an average needs no more")]
fn average(lengths: &[f32]) -> f32 {
    let sum: f64 = lengths.iter().copied().map(f64::from).sum();
    sum as f32 / float(lengths.len().max(1))
}
