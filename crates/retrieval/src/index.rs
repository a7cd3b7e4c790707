use std::fmt;

use crate::{
    build::Builder, document::Document, language::Language, postings::Postings, query, ranking,
};

/// The analysed documents of one collection, ready to be searched.
///
/// An index never changes; it can be shared between threads.
pub struct Index {
    pub(crate) postings: Postings,
    /// The part of BM25's denominator that depends on the document alone.
    pub(crate) norms: Box<[f32]>,
    /// Seconds since the Unix epoch, by document.
    pub(crate) recency: Box<[i64]>,
    /// The documents' languages, the most frequent first.
    pub(crate) languages: Box<[&'static Language]>,
}

/// A document that was found.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Hit {
    /// Its position in the order in which [`Index::build`] got the documents.
    pub document: usize,
    /// The share of the query's information that was found in it, 0..1.
    ///
    /// This is simple BM25F (S. Robertson, H. Zaragoza: *The Probabilistic
    /// Relevance Framework: BM25 and Beyond*, 2009, section 3.6) without the
    /// constant factor `k1 + 1`, divided by its least upper bound, the sum of
    /// the query's idf:
    ///
    /// ```text
    /// score(q, d) = Σ idf(t) · tf(t, d) / (tf(t, d) + k1 · (1 − b + b · len(d) / avg len)) / Σ idf(t)
    /// idf(t)      = ln(1 + (N − df(t) + 0.5) / (df(t) + 0.5))
    /// ```
    ///
    /// The sums run over the distinct terms t of the query, those that no
    /// document has included. `tf` and `len` count the terms of all fields with
    /// the fields' weights (text 1.0, label 1.0, before 0.3, before that 0.1,
    /// after 0.1); `df` counts the documents that have the term in any field,
    /// `N` all documents; `k1` = 0.9, `b` = 0.4.
    ///
    /// A document of average length whose text has every term once therefore
    /// scores 1 / (1 + `k1`) ≈ 0.53; only repetition brings it nearer to 1.
    pub score: f32,
}

impl Index {
    /// Analyses documents, in the order in which hits will refer to them.
    pub fn build<'a>(documents: impl IntoIterator<Item = Document<'a>>) -> Self {
        let mut builder = Builder::default();
        for document in documents {
            builder.add(&document);
        }
        builder.finish()
    }

    /// The documents that share a term with the query, the best `limit` of them.
    ///
    /// Higher scores come first; of equal ones the newer document, then the one
    /// that was built in first. A query without a telling word finds nothing.
    #[must_use]
    pub fn search(&self, query: &str, limit: usize) -> Vec<Hit> {
        let terms = query::parse(query, &self.languages, &self.postings);
        ranking::rank(self, &terms, limit)
    }

    /// How many documents there are.
    #[must_use]
    pub fn len(&self) -> usize {
        self.norms.len()
    }

    /// Whether there are no documents.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.norms.is_empty()
    }

    /// The memory that the index occupies, for caches bounded by bytes.
    #[must_use]
    pub fn size_in_bytes(&self) -> usize {
        size_of::<Self>()
            + self.postings.size_in_bytes()
            + size_of_val(&*self.norms)
            + size_of_val(&*self.recency)
            + size_of_val(&*self.languages)
    }
}

impl fmt::Debug for Index {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Index")
            .field("documents", &self.len())
            .finish_non_exhaustive()
    }
}
