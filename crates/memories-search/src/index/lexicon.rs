//! Finds the terms of a segment that are forms of a query's words.

use std::borrow::Cow;

use super::postings::{Posting, Postings};
use crate::{
    hash::hash32,
    text::{fold, inflection::WordForm, script::Script},
};

/// The terms of documents whose language inflects words and whose stemmer, if
/// there is one, does not know all forms, and all terms of other scripts than
/// Latin. Empty for documents in the main languages.
///
/// A query reads all entries: a few nanoseconds each, of which a few are compared
/// letter by letter.
#[derive(Default)]
pub(crate) struct Lexicon {
    entries: Box<[Entry]>,
}

/// A term, or what remains of it without letters that may be a prefix.
struct Entry {
    /// As in its [`Shape`].
    letters: u64,
    term: u32,
    /// As in its [`Shape`].
    beginning: u16,
    /// The number of letters that may be a prefix.
    skipped: u8,
    script: Script,
}

/// What tells most words apart that are not alike.
#[derive(Clone, Copy)]
struct Shape {
    /// The pairs of letters, or the characters of a word in Han, as bits by hash:
    /// a part of a word has a subset.
    letters: u64,
    /// The hash of the first two letters.
    beginning: u16,
    script: Script,
}

impl Shape {
    fn new(letters: &[char], script: Script) -> Self {
        let size = if script == Script::Han { 1 } else { 2 };
        let bits = letters
            .windows(size)
            .map(|pair| 1 << (hash(pair) % u64::BITS));
        let beginning = hash(letters.get(..2).unwrap_or(letters));
        Self {
            letters: bits.fold(0, |all, bit: u64| all | bit),
            #[expect(clippy::cast_possible_truncation, reason = "half of the bits suffice")]
            beginning: beginning as u16,
            script,
        }
    }

    fn may_be_like(self, entry: &Entry) -> bool {
        self.script == entry.script
            && (self.beginning == entry.beginning
                || self.letters & !entry.letters == 0
                || entry.letters & !self.letters == 0
                || self.script == Script::Han && self.letters & entry.letters != 0)
    }
}

fn hash(letters: &[char]) -> u32 {
    let mut buffer = [0; 8];
    let mut length = 0;
    for letter in letters.iter().take(2) {
        if let Some(rest) = buffer.get_mut(length..) {
            length += letter.encode_utf8(rest).len();
        }
    }
    let text = buffer
        .get(..length)
        .and_then(|it| std::str::from_utf8(it).ok());
    hash32(text.unwrap_or_default())
}

/// A query word and its stems, with and without prefixes.
pub(crate) struct QueryForms {
    forms: Vec<(WordForm, Vec<(usize, Shape)>)>,
}

impl QueryForms {
    /// Takes a query word and its stems in the languages of the index: a term may be
    /// the stem of another form that is longer than that of the word.
    pub(crate) fn new(word: &str, stems: &[String]) -> Self {
        let word = fold(word);
        let stems = stems.iter().map(String::as_str);
        let others = stems.filter(|stem| *stem != &*word);
        let forms = std::iter::once(&*word).chain(others).filter_map(|stem| {
            let form = WordForm::new(stem)?;
            let shapes = form
                .without_prefixes()
                .map(|(skipped, letters)| (skipped, Shape::new(letters, form.script())))
                .collect();
            Some((form, shapes))
        });
        Self {
            forms: forms.collect(),
        }
    }

    /// The highest similarity of any of the forms to an entry.
    fn similarity(&self, entry: &Entry, postings: &Postings) -> f32 {
        let mut other = None;
        let mut best = 0.0_f32;
        for (form, shapes) in &self.forms {
            for (skipped, _) in shapes.iter().filter(|(_, shape)| shape.may_be_like(entry)) {
                let other = other.get_or_insert_with(|| {
                    postings.text(entry.term as usize).and_then(WordForm::new)
                });
                if let Some(other) = other {
                    best = best.max(form.similarity(*skipped, other, entry.skipped.into()));
                }
            }
        }
        best
    }
}

impl Lexicon {
    /// Takes for each document whether forms of words in Latin letters are
    /// compared.
    pub(super) fn new(postings: &Postings, compares_forms: &[bool]) -> Self {
        let mut entries = Vec::new();
        let any_compares_forms = compares_forms.contains(&true);
        let is_inflected = |posting: &Posting| {
            let document = compares_forms.get(posting.document as usize);
            document.is_some_and(|compares_forms| *compares_forms)
        };
        for (id, (term, of_term)) in (0..).zip(postings.iter()) {
            let term = term.text();
            let is_compared = match Script::of(term) {
                None => false,
                Some(Script::Latin) => any_compares_forms && of_term.iter().any(is_inflected),
                Some(_) => true,
            };
            let Some(form) = is_compared.then(|| WordForm::new(term)).flatten() else {
                continue;
            };
            for (skipped, letters) in form.without_prefixes() {
                let shape = Shape::new(letters, form.script());
                entries.push(Entry {
                    letters: shape.letters,
                    term: id,
                    beginning: shape.beginning,
                    skipped: u8::try_from(skipped).unwrap_or(u8::MAX),
                    script: form.script(),
                });
            }
        }
        Self {
            entries: entries.into(),
        }
    }

    /// The terms that are alike to a query word, by their positions among the
    /// postings, with their similarities.
    pub(crate) fn similar(&self, word: &QueryForms, postings: &Postings) -> Vec<(usize, f32)> {
        let mut similar: Vec<(usize, f32)> = Vec::new();
        for entry in &self.entries {
            let similarity = word.similarity(entry, postings);
            if similarity <= 0.0 {
                continue;
            }
            let term = entry.term as usize;
            match similar.last_mut() {
                Some((last, best)) if *last == term => *best = best.max(similarity),
                _ => similar.push((term, similarity)),
            }
        }
        similar
    }

    pub(crate) fn is_empty(&self) -> bool {
        self.entries.is_empty()
    }

    pub(super) fn size_in_bytes(&self) -> usize {
        size_of_val(&*self.entries)
    }
}

/// The postings of a term whose documents are found by other forms of it.
pub(crate) fn inflected_postings(
    term: usize,
    postings: &Postings,
    compares_forms: impl Fn(u32) -> bool,
) -> Cow<'_, [Posting]> {
    let of_term = postings.postings(term);
    let is_inflected = |posting: &&Posting| compares_forms(posting.document);
    let is_latin = postings.text(term).and_then(Script::of) == Some(Script::Latin);
    if !is_latin || of_term.iter().all(|posting| is_inflected(&posting)) {
        return of_term.into();
    }
    of_term.iter().filter(is_inflected).copied().collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{Document, Index};

    /// Of the first segment of an index.
    fn entries(documents: &[(&str, Option<&str>)]) -> usize {
        let index = Index::build(documents.iter().map(|&(text, language)| Document {
            text,
            language,
            ..Document::default()
        }));
        index.segments[0].segment.lexicon.entries.len()
    }

    #[test]
    fn an_entry_is_small() {
        assert_eq!(size_of::<Entry>(), 16);
    }

    #[test]
    fn main_languages_have_no_entries() {
        let documents = [
            ("The boiler in Mr. Dvořák's cellar whistles.", Some("en")),
            ("Die Heizung im Keller pfeift.", Some("de-AT")),
            ("La caldera del sótano silba.", Some("es-MX")),
            ("La chaudière de la cave siffle.", Some("fr")),
            ("A caldeira da cave está a assobiar.", Some("pt")),
            ("La caldaia della cantina fischia.", Some("it")),
            ("De ketel in de kelder fluit.", Some("nl")),
            ("The boiler whistles, call 555 0123.", None),
        ];
        assert_eq!(entries(&documents), 0);
    }

    #[test]
    fn other_languages_and_scripts_have_an_entry_for_each_term() {
        assert_eq!(entries(&[("Kazán fütyül 1990", Some("hu"))]), 2);
        assert_eq!(entries(&[("The name is 보일러", Some("en"))]), 1);
        // The word itself, and without its first letter.
        assert_eq!(entries(&[("בחיפה", Some("he"))]), 2);
    }

    #[test]
    fn only_documents_in_an_inflecting_language_are_found_by_forms() {
        let documents = ["hu", "en"].map(|language| Document {
            text: "Kovácsnak",
            language: Some(language),
            ..Document::default()
        });
        let hits = Index::build(documents).search("Kovácsot", 2);
        assert_eq!(hits.iter().map(|hit| hit.document).collect::<Vec<_>>(), [0]);
    }
}
