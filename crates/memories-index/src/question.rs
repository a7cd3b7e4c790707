use jiff::Timestamp;
use memories_embedding::TokenEmbeddings;
use memories_search::Query;

/// What is asked of a record.
///
/// `Debug` shows none of its words.
#[derive(Debug, Clone, Copy)]
pub struct SearchQuery<'q> {
    query: Query<'q>,
}

impl<'q> SearchQuery<'q> {
    /// A question in words, with what it means by the model that the record's
    /// [`EmbeddingMap`](crate::EmbeddingMap) are from.
    #[must_use]
    pub fn with_meaning(text: &'q str, meaning: Option<&'q TokenEmbeddings>) -> Self {
        let query = Query {
            text,
            embeddings: meaning,
            ..Query::default()
        };
        Self { query }
    }

    pub(crate) fn at(self, now: Timestamp) -> Query<'q> {
        Query {
            now: Some(now.as_second()),
            ..self.query
        }
    }
}

impl<'q> From<&'q str> for SearchQuery<'q> {
    fn from(text: &'q str) -> Self {
        Self::with_meaning(text, None)
    }
}

impl<'q> From<&'q String> for SearchQuery<'q> {
    fn from(text: &'q String) -> Self {
        text.as_str().into()
    }
}
