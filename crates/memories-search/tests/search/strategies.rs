//! Proptest strategies for documents and queries.

use std::sync::Arc;

use memories_embedding::{BinaryEmbeddings, TokenEmbeddings};
use memories_search::{Document, DocumentEmbeddings};
use proptest::{option, prelude::*, sample::select};

/// A document with all fields, owned.
#[derive(Debug, Clone)]
pub(crate) struct OwnedDocument {
    pub(crate) text: String,
    /// `prev`, `prev2` and `next`.
    pub(crate) context: [Option<String>; 3],
    pub(crate) label: Option<String>,
    pub(crate) speaker: Option<String>,
    pub(crate) timestamp: i64,
    pub(crate) language: Option<String>,
    /// Of the text and its context.
    pub(crate) embeddings: [Option<Arc<BinaryEmbeddings>>; 4],
}

impl OwnedDocument {
    pub(crate) fn borrow(&self) -> Document<'_> {
        let [prev, prev2, next] = self.context.each_ref().map(Option::as_deref);
        let embeddings = self.embeddings.each_ref().map(Option::as_ref);
        let embeddings = DocumentEmbeddings {
            text: embeddings[0],
            prev: embeddings[1],
            prev2: embeddings[2],
            next: embeddings[3],
        };
        Document {
            text: &self.text,
            prev,
            prev2,
            next,
            label: self.label.as_deref(),
            speaker: self.speaker.as_deref(),
            timestamp: self.timestamp,
            language: self.language.as_deref(),
            embeddings,
        }
    }
}

/// The time of queries, in seconds since the Unix epoch.
pub(crate) const NOW: i64 = 1_000_000;

/// Any, or close to [`NOW`].
pub(crate) fn any_timestamp() -> impl Strategy<Value = i64> {
    prop_oneof![any::<i64>(), NOW - 100_000..=NOW]
}

/// Arbitrary characters, words from a small vocabulary, or stop words.
pub(crate) fn any_text() -> impl Strategy<Value = String> {
    prop_oneof![
        any::<String>(),
        "([a-e]{1,2}['’ ]){0,12}",
        "(the |who |was |it |der |que |today |caller |🎻|\u{0}|\u{200d}|1,000 ){0,8}",
    ]
}

/// A fake model: a word's vector of eleven components depends on its length and
/// first byte only.
pub(crate) fn embed(text: &str) -> TokenEmbeddings {
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

/// A few shared ones, one of them of other dimensions.
fn any_embeddings() -> impl Strategy<Value = [Option<Arc<BinaryEmbeddings>>; 4]> {
    let mut pool: Vec<Arc<BinaryEmbeddings>> = ["a boat on the lake", "abc de e", "", "who was it"]
        .map(|text| Arc::clone(embed(text).embeddings()))
        .into();
    pool.push(Arc::new(BinaryEmbeddings::from_bytes(16, &[7; 6]).unwrap()));
    let any = || option::of(select(pool.clone()));
    let all = [any(), any(), any(), any()];
    prop_oneof![Just([None, None, None, None]), all]
}

pub(crate) fn any_document() -> impl Strategy<Value = OwnedDocument> {
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
        any_timestamp(),
        option::of(language),
        any_embeddings(),
    )
        .prop_map(
            |(text, context, label, speaker, timestamp, language, embeddings)| OwnedDocument {
                text,
                context,
                label,
                speaker,
                timestamp,
                language,
                embeddings,
            },
        )
}
