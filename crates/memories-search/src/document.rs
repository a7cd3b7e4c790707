use std::{fmt, sync::Arc};

use memories_embedding::BinaryEmbeddings;

/// A text to index, with its context.
///
/// `Debug` shows no text.
#[derive(Clone, Copy, Default, PartialEq, Eq)]
pub struct Document<'a> {
    pub text: &'a str,
    /// The turn before it in the conversation.
    pub prev: Option<&'a str>,
    /// The turn before `prev`.
    pub prev2: Option<&'a str>,
    /// The turn after it.
    pub next: Option<&'a str>,
    /// A name or heading that is searched like the text: "favourite dish".
    pub label: Option<&'a str>,
    /// Who said it, or whom a statement is about, by a name that queries and
    /// [`SpeakerAliases`](crate::SpeakerAliases) use.
    pub speaker: Option<&'a str>,
    /// When it was said, in seconds since the Unix epoch. Queries for a period
    /// match it; of two equally good hits the newer one comes first.
    pub timestamp: i64,
    /// A BCP 47 tag ("en", "pt-br"), of which only the primary subtag counts.
    /// `None` means English, unless letters of the text tell that it is none of the
    /// main languages; words of unsupported languages are not stemmed.
    pub language: Option<&'a str>,
    pub embeddings: DocumentEmbeddings<'a>,
}

/// The embeddings of a document's texts, as far as they are computed. The index
/// shares them with their other owners.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct DocumentEmbeddings<'a> {
    /// Without it the others are ignored.
    pub text: Option<&'a Arc<BinaryEmbeddings>>,
    pub prev: Option<&'a Arc<BinaryEmbeddings>>,
    pub prev2: Option<&'a Arc<BinaryEmbeddings>>,
    pub next: Option<&'a Arc<BinaryEmbeddings>>,
}

impl fmt::Debug for Document<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Document")
            .field("timestamp", &self.timestamp)
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
            prev: Some("secret"),
            label: Some("secret"),
            speaker: Some("secret"),
            ..Document::default()
        };
        assert!(!format!("{document:?}").contains("secret"));
    }
}
