use jiff::Timestamp;
use memories_embedding::TokenEmbeddings;
use memories_search::Query;

/// A query to one caller's record. `Debug` hides its text.
#[derive(Debug, Clone, Copy)]
pub struct SearchQuery<'q>(Query<'q>);

impl<'q> SearchQuery<'q> {
    #[must_use]
    pub fn new(text: &'q str) -> Self {
        Self(text.into())
    }

    /// Adds the query's embedding, which must come from the model that the record's
    /// [`EmbeddingMap`](crate::EmbeddingMap) comes from. `None` ranks by keywords.
    #[must_use]
    pub fn with_embedding(self, embedding: Option<&'q TokenEmbeddings>) -> Self {
        Self(Query {
            embeddings: embedding,
            ..self.0
        })
    }

    pub(crate) const fn text(&self) -> &'q str {
        self.0.text
    }

    pub(crate) fn at(self, now: Timestamp) -> Query<'q> {
        Query {
            now: Some(now.as_second()),
            ..self.0
        }
    }
}

impl<'q> From<&'q str> for SearchQuery<'q> {
    fn from(text: &'q str) -> Self {
        Self::new(text)
    }
}

impl<'q> From<&'q String> for SearchQuery<'q> {
    fn from(text: &'q String) -> Self {
        Self::new(text)
    }
}
