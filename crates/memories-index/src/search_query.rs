use jiff::{Timestamp, tz::TimeZone};
use memories_embedding::TokenEmbeddings;
use memories_search::Query;

/// A query to one caller's record. `Debug` hides its text.
#[derive(Debug, Clone)]
pub struct SearchQuery<'q> {
    query: Query<'q>,
    /// In which days are judged.
    time_zone: TimeZone,
}

impl<'q> SearchQuery<'q> {
    /// Of the words alone; days are those of UTC.
    #[must_use]
    pub fn new(text: &'q str) -> Self {
        Self {
            query: text.into(),
            time_zone: TimeZone::UTC,
        }
    }

    /// Judges in this zone which days have passed.
    #[must_use]
    pub fn in_time_zone(self, time_zone: TimeZone) -> Self {
        Self { time_zone, ..self }
    }

    /// Adds the query's embedding, which must come from the model that the record's
    /// [`EmbeddingMap`](crate::EmbeddingMap) comes from. `None` ranks by keywords.
    #[must_use]
    pub fn with_embedding(self, embedding: Option<&'q TokenEmbeddings>) -> Self {
        let query = Query {
            embeddings: embedding,
            ..self.query
        };
        Self { query, ..self }
    }

    pub(crate) const fn text(&self) -> &'q str {
        self.query.text
    }

    pub(crate) const fn time_zone(&self) -> &TimeZone {
        &self.time_zone
    }

    pub(crate) fn query_at(&self, now: Timestamp) -> Query<'q> {
        Query {
            now: Some(now.as_second()),
            ..self.query
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
