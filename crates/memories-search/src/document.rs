use std::{fmt, sync::Arc};

use crate::BinaryEmbeddings;

/// A text to be found, with what surrounds it.
///
/// `Debug` shows none of the words.
#[derive(Clone, Copy, Default, PartialEq, Eq)]
pub struct Document<'a> {
    /// The text itself.
    pub text: &'a str,
    /// What was said just before it.
    pub before: Option<&'a str>,
    /// What was said before `before`.
    pub prev2: Option<&'a str>,
    /// What was said just after it.
    pub after: Option<&'a str>,
    /// A name or heading that counts like the text, such as "favourite dish".
    pub label: Option<&'a str>,
    /// Whose words they are, or whom a statement is about: a name that
    /// [`SpeakerAliases`](crate::SpeakerAliases) and queries know.
    pub speaker: Option<&'a str>,
    /// When it was said, in seconds since the Unix epoch: what questions about
    /// time look at; of two equally good hits the newer one comes first.
    pub recency: i64,
    /// The language of all its texts as a BCP 47 tag ("en", "pt-br"); only the
    /// primary subtag counts. `None` is read as English; words of a language
    /// that is not known are compared as written.
    pub language: Option<&'a str>,
    /// What its texts mean, where that was computed.
    pub signs: DocumentEmbeddings<'a>,
}

/// What the texts of a document mean. The index shares the signs with whoever
/// else has them, other documents among them.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct DocumentEmbeddings<'a> {
    /// Of the text itself; without it the others count for nothing.
    pub text: Option<&'a Arc<BinaryEmbeddings>>,
    /// Of [`Document::before`].
    pub before: Option<&'a Arc<BinaryEmbeddings>>,
    /// Of [`Document::prev2`].
    pub prev2: Option<&'a Arc<BinaryEmbeddings>>,
    /// Of [`Document::after`].
    pub after: Option<&'a Arc<BinaryEmbeddings>>,
}

impl fmt::Debug for Document<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Document")
            .field("recency", &self.recency)
            .field("language", &self.language)
            .finish_non_exhaustive()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn debug_output_shows_no_words() {
        let document = Document {
            text: "secret",
            before: Some("secret"),
            label: Some("secret"),
            speaker: Some("secret"),
            ..Document::default()
        };
        assert!(!format!("{document:?}").contains("secret"));
    }
}
