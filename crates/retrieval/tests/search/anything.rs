//! Any documents and queries, and such that meet each other.

use proptest::{option, prelude::*};
use retrieval::Document;

/// Everything a document can hold, as owned text.
#[derive(Debug, Clone)]
pub(crate) struct Owned {
    pub(crate) text: String,
    pub(crate) neighbours: [Option<String>; 3],
    pub(crate) label: Option<String>,
    pub(crate) speaker: Option<String>,
    pub(crate) recency: i64,
    pub(crate) language: Option<String>,
}

impl Owned {
    pub(crate) fn borrow(&self) -> Document<'_> {
        let [before, before_that, after] = self.neighbours.each_ref().map(Option::as_deref);
        Document {
            text: &self.text,
            before,
            before_that,
            after,
            label: self.label.as_deref(),
            speaker: self.speaker.as_deref(),
            recency: self.recency,
            language: self.language.as_deref(),
            ..Document::default()
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
    )
        .prop_map(
            |(text, neighbours, label, speaker, recency, language)| Owned {
                text,
                neighbours,
                label,
                speaker,
                recency,
                language,
            },
        )
}
