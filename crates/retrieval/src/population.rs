//! What all segments of an index share.

use crate::{language::Language, ranking::float, segment::SpeakerId, speakers};

/// The languages, speakers and lengths of all documents of an index.
#[derive(Debug, Clone, Default)]
pub(crate) struct Population {
    /// In the order of their first documents, with how many each has.
    languages: Vec<(&'static Language, usize)>,
    /// The keys of their names.
    speakers: Vec<String>,
    documents: usize,
    /// Of all documents, added up in their order so that it does not depend on
    /// how they came.
    length: f64,
}

impl Population {
    pub(crate) fn documents(&self) -> usize {
        self.documents
    }

    #[expect(clippy::cast_possible_truncation, reason = "an average needs no more")]
    pub(crate) fn average_length(&self) -> f32 {
        self.length as f32 / float(self.documents.max(1))
    }

    pub(crate) fn add_length(&mut self, length: f32) {
        self.documents += 1;
        self.length += f64::from(length);
    }

    /// The languages, the one of most documents first.
    pub(crate) fn languages(&self) -> Vec<&'static Language> {
        let mut languages = self.languages.clone();
        // Stable: of equally frequent languages the one that came first.
        languages.sort_by_key(|&(_, documents)| std::cmp::Reverse(documents));
        languages
            .into_iter()
            .map(|(language, _)| language)
            .collect()
    }

    /// The position of a document's language, which counts the document.
    pub(crate) fn language(&mut self, tag: Option<&str>) -> usize {
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

    /// The language at a position that [`language`](Self::language) gave.
    pub(crate) fn rules(&self, position: usize) -> &'static Language {
        self.languages
            .get(position)
            .map_or_else(|| Language::of(None), |&(language, _)| language)
    }

    /// The number of a document's speaker.
    pub(crate) fn speaker(&mut self, name: &str) -> SpeakerId {
        let key = speakers::key(name);
        let known = self.speakers.iter().position(|other| *other == key);
        let position = known.unwrap_or_else(|| {
            self.speakers.push(key);
            self.speakers.len() - 1
        });
        // Nobody tells so many speakers apart.
        SpeakerId::try_from(position).unwrap_or(SpeakerId::MAX)
    }

    /// The number of the speaker with a key, if a document has them.
    pub(crate) fn known_speaker(&self, key: &str) -> Option<SpeakerId> {
        let position = self.speakers.iter().position(|other| other == key)?;
        SpeakerId::try_from(position).ok()
    }

    pub(crate) fn size_in_bytes(&self) -> usize {
        size_of_val(&*self.languages)
            + size_of_val(&*self.speakers)
            + self.speakers.iter().map(String::len).sum::<usize>()
    }
}
