use std::cmp::Reverse;

use super::{
    segment::{LanguageId, SpeakerId},
    segment_view::SegmentView,
};
use crate::{num::to_f32, speakers::speaker_key, text::language::Language};

/// Statistics over all documents of an index.
///
/// Ids of languages and speakers are never reused, so those without documents
/// remain registered.
#[derive(Debug, Clone, Default)]
pub(crate) struct CollectionStats {
    registered_languages: Vec<&'static Language>,
    /// The keys of speakers' names.
    registered_speakers: Vec<String>,
    documents: usize,
    average_length: f32,
    /// By falling number of documents, then by first appearance.
    languages: Vec<&'static Language>,
    /// Whether any document is by a speaker, by id.
    has_documents: Vec<bool>,
}

impl CollectionStats {
    pub(crate) fn documents(&self) -> usize {
        self.documents
    }

    /// In terms, weighted by field; 0 if there are none.
    pub(crate) fn average_length(&self) -> f32 {
        self.average_length
    }

    /// The languages of the documents, the one of most documents first.
    pub(crate) fn languages(&self) -> &[&'static Language] {
        &self.languages
    }

    /// `None` for a speaker without documents.
    pub(crate) fn speaker_id(&self, key: &str) -> Option<SpeakerId> {
        let mut speakers = self.registered_speakers.iter().zip(&self.has_documents);
        let position =
            speakers.position(|(other, has_documents)| *has_documents && other == key)?;
        SpeakerId::try_from(position).ok()
    }

    pub(super) fn register_language(&mut self, language: &'static Language) -> LanguageId {
        let registered = &mut self.registered_languages;
        let position = registered.iter().position(|other| *other == language);
        let position = position.unwrap_or_else(|| {
            registered.push(language);
            registered.len() - 1
        });
        // There are some fifty.
        LanguageId::try_from(position).unwrap_or(LanguageId::MAX)
    }

    pub(super) fn language_of(&self, id: LanguageId) -> &'static Language {
        let language = self.registered_languages.get(usize::from(id));
        language.copied().unwrap_or_else(|| Language::for_tag(None))
    }

    pub(super) fn register_speaker(&mut self, name: &str) -> SpeakerId {
        let key = speaker_key(name);
        let registered = &mut self.registered_speakers;
        let position = registered.iter().position(|other| *other == key);
        let position = position.unwrap_or_else(|| {
            registered.push(key);
            registered.len() - 1
        });
        // Further speakers share an id.
        SpeakerId::try_from(position).unwrap_or(SpeakerId::MAX)
    }

    /// The result does not depend on how the documents are divided into segments.
    pub(super) fn recount(&mut self, segments: &[SegmentView]) {
        let documents = || segments.iter().flat_map(SegmentView::documents);
        self.documents = documents().count();
        let mut lengths = vec![0.0; self.documents];
        let mut languages = vec![(Reverse(0_usize), u32::MAX); self.registered_languages.len()];
        self.has_documents = vec![false; self.registered_speakers.len()];
        for (position, length, features) in documents() {
            if let Some(slot) = lengths.get_mut(position as usize) {
                *slot = length;
            }
            let language = languages.get_mut(usize::from(features.language));
            if let Some((Reverse(count), first)) = language {
                *count += 1;
                *first = position.min(*first);
            }
            let speaker = features.speaker.map(usize::from);
            if let Some(has_documents) = speaker.and_then(|id| self.has_documents.get_mut(id)) {
                *has_documents = true;
            }
        }
        self.average_length = average(&lengths);
        let registered = self.registered_languages.iter().copied();
        let mut languages: Vec<_> = languages.into_iter().zip(registered).collect();
        languages.retain(|&((Reverse(count), _), _)| count > 0);
        languages.sort_by_key(|&(rank, _)| rank);
        self.languages = languages
            .into_iter()
            .map(|(_, language)| language)
            .collect();
    }

    pub(super) fn size_in_bytes(&self) -> usize {
        size_of_val(&*self.registered_languages)
            + size_of_val(&*self.languages)
            + size_of_val(&*self.registered_speakers)
            + size_of_val(&*self.has_documents)
            + self
                .registered_speakers
                .iter()
                .map(String::len)
                .sum::<usize>()
    }
}

/// Sums in document order, since a sum of floats depends on the order.
#[expect(clippy::cast_possible_truncation, reason = "an average needs no more")]
fn average(lengths: &[f32]) -> f32 {
    let sum: f64 = lengths.iter().copied().map(f64::from).sum();
    sum as f32 / to_f32(lengths.len().max(1))
}
