//! Any documents and queries, and such that meet each other.

use std::sync::Arc;

use memories_search::{BinaryEmbeddings, Document, DocumentEmbeddings, TokenEmbeddings};
use proptest::{option, prelude::*, sample::select};

/// Everything a document can hold, as owned text.
#[derive(Debug, Clone)]
pub(crate) struct Owned {
    pub(crate) text: String,
    pub(crate) neighbours: [Option<String>; 3],
    pub(crate) label: Option<String>,
    pub(crate) speaker: Option<String>,
    pub(crate) recency: i64,
    pub(crate) language: Option<String>,
    /// Of the text and its neighbours.
    pub(crate) signs: [Option<Arc<BinaryEmbeddings>>; 4],
}

impl Owned {
    pub(crate) fn borrow(&self) -> Document<'_> {
        let [before, prev2, after] = self.neighbours.each_ref().map(Option::as_deref);
        let [text, of_before, of_before_that, of_after] = self.signs.each_ref().map(Option::as_ref);
        Document {
            text: &self.text,
            before,
            prev2,
            after,
            label: self.label.as_deref(),
            speaker: self.speaker.as_deref(),
            recency: self.recency,
            language: self.language.as_deref(),
            signs: DocumentEmbeddings {
                text,
                before: of_before,
                prev2: of_before_that,
                after: of_after,
            },
        }
    }
}

/// When queries are asked, in seconds since the Unix epoch.
pub(crate) const NOW: i64 = 1_000_000;

/// At any time, or about now.
pub(crate) fn any_recency() -> impl Strategy<Value = i64> {
    prop_oneof![any::<i64>(), NOW - 100_000..=NOW]
}

/// Unrelated characters, words that meet each other, and stop words.
pub(crate) fn any_text() -> impl Strategy<Value = String> {
    prop_oneof![
        any::<String>(),
        "([a-e]{1,2}['’ ]){0,12}",
        "(the |who |was |it |der |que |today |caller |🎻|\u{0}|\u{200d}|1,000 ){0,8}",
    ]
}

/// What words and their spaces mean, by a model of eleven dimensions that has
/// nothing but the length and the first byte of a word to go by.
pub(crate) fn meaning(text: &str) -> TokenEmbeddings {
    let start = |word: &str| word.as_ptr() as usize - text.as_ptr() as usize;
    let words: Vec<(usize, &str)> = text
        .split_whitespace()
        .map(|word| (start(word), word))
        .collect();
    let vectors: Vec<[f32; 11]> = words.iter().map(|(_, word)| vector(word)).collect();
    let tokens = words.iter().zip(&vectors);
    TokenEmbeddings::new(
        11,
        tokens.map(|((start, word), vector)| (*start..start + word.len(), &vector[..])),
    )
}

fn vector(word: &str) -> [f32; 11] {
    let seed = word.bytes().next().unwrap_or_default();
    let mut state = u32::from(seed) * 31 + u32::try_from(word.len()).unwrap();
    [(); 11].map(|()| {
        state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
        f32::from(u16::try_from(state >> 16).unwrap()) - 32_768.0
    })
}

/// Few different ones, shared by whoever has them; some are of another model.
fn any_signs() -> impl Strategy<Value = [Option<Arc<BinaryEmbeddings>>; 4]> {
    let mut known: Vec<Arc<BinaryEmbeddings>> =
        ["a boat on the lake", "abc de e", "", "who was it"]
            .map(|text| Arc::clone(meaning(text).signs()))
            .into();
    known.push(Arc::new(BinaryEmbeddings::from_bytes(16, &[7; 6]).unwrap()));
    let signs = || option::of(select(known.clone()));
    let all = [signs(), signs(), signs(), signs()];
    prop_oneof![Just([None, None, None, None]), all]
}

pub(crate) fn any_document() -> impl Strategy<Value = Owned> {
    let language = "en|pt-br|de|fr|tr|ar|ta|el|ja|pl||\\PC{0,3}";
    (
        any_text(),
        [
            option::of(any_text()),
            option::of(any_text()),
            option::of(any_text()),
        ],
        option::of(any_text()),
        option::of("caller|agent|anna|\\PC{0,3}"),
        any_recency(),
        option::of(language),
        any_signs(),
    )
        .prop_map(
            |(text, neighbours, label, speaker, recency, language, signs)| Owned {
                text,
                neighbours,
                label,
                speaker,
                recency,
                language,
                signs,
            },
        )
}
