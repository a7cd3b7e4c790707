//! Searching memories.

use std::fmt;

use http::Method;
use jiff::Timestamp;
use serde::Serialize;

use crate::{
    Client, Error, Filter, InvalidRequest, Memory,
    transport::{OperationKind, Path, Request},
    wire::encode,
};

/// A search query and a filter.
///
/// ```
/// use mem0_client::{Entity, Filter, SearchRequest};
///
/// let request = SearchRequest::new("open issues", Filter::new(Entity::user("ada")?))?
///     .top_k(8)?
///     .threshold(0.1)?
///     .latest_only(true);
/// # Ok::<(), mem0_client::InvalidRequest>(())
/// ```
#[derive(Clone, PartialEq, Serialize)]
pub struct SearchRequest {
    query: String,
    filters: Filter,
    #[serde(skip_serializing_if = "Option::is_none")]
    top_k: Option<u32>,
    #[serde(skip_serializing_if = "Option::is_none")]
    threshold: Option<f64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    latest_only: Option<bool>,
    #[serde(skip_serializing_if = "Option::is_none")]
    rerank: Option<bool>,
    #[serde(skip_serializing_if = "Option::is_none")]
    show_expired: Option<bool>,
    #[serde(skip_serializing_if = "Option::is_none")]
    reference_date: Option<Timestamp>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    categories: Vec<String>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    fields: Vec<String>,
}

impl SearchRequest {
    /// The maximum [`top_k`](Self::top_k).
    pub const MAX_TOP_K: u32 = 1000;

    /// Searches the memories that match `filter`. The query is trimmed and must not be blank.
    pub fn new(query: &str, filter: Filter) -> Result<Self, InvalidRequest> {
        let query = query.trim();
        if query.is_empty() {
            return Err(InvalidRequest::BlankQuery);
        }
        Ok(Self {
            query: query.to_owned(),
            filters: filter,
            top_k: None,
            threshold: None,
            latest_only: None,
            rerank: None,
            show_expired: None,
            reference_date: None,
            categories: Vec::new(),
            fields: Vec::new(),
        })
    }

    /// The maximum number of results, from 1 to [`MAX_TOP_K`](Self::MAX_TOP_K); the platform's
    /// default is 10.
    pub fn top_k(mut self, top_k: u32) -> Result<Self, InvalidRequest> {
        if top_k == 0 || top_k > Self::MAX_TOP_K {
            return Err(InvalidRequest::OutOfRange {
                name: "top_k",
                min: 1,
                max: Self::MAX_TOP_K,
            });
        }
        self.top_k = Some(top_k);
        Ok(self)
    }

    /// The minimum score of a result, from 0 to 1; the platform's default is 0.1.
    pub fn threshold(mut self, threshold: f64) -> Result<Self, InvalidRequest> {
        if !(0.0..=1.0).contains(&threshold) {
            return Err(InvalidRequest::OutOfRange {
                name: "threshold",
                min: 0,
                max: 1,
            });
        }
        self.threshold = Some(threshold);
        Ok(self)
    }

    /// Excludes superseded memories. By default the platform returns them too, even if they
    /// contradict newer ones.
    #[must_use]
    pub const fn latest_only(mut self, only: bool) -> Self {
        self.latest_only = Some(only);
        self
    }

    /// Reranks the results with a more accurate model, which takes the platform 150 to 400 ms.
    #[must_use]
    pub const fn rerank(mut self, rerank: bool) -> Self {
        self.rerank = Some(rerank);
        self
    }

    /// Includes expired memories.
    #[must_use]
    pub const fn show_expired(mut self, show: bool) -> Self {
        self.show_expired = Some(show);
        self
    }

    /// The reference for relative dates in the query, such as `yesterday`. The default is now.
    #[must_use]
    pub const fn reference_date(mut self, time: Timestamp) -> Self {
        self.reference_date = Some(time);
        self
    }

    /// Only memories in one of these categories.
    #[must_use]
    pub fn categories(mut self, names: impl IntoIterator<Item = impl Into<String>>) -> Self {
        self.categories = names.into_iter().map(Into::into).collect();
        self
    }

    /// Returns only these fields, in addition to the id and the text.
    #[must_use]
    pub fn fields(mut self, names: impl IntoIterator<Item = impl Into<String>>) -> Self {
        self.fields = encode::with_required_fields(names);
        self
    }
}

impl fmt::Debug for SearchRequest {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("SearchRequest")
            .field("filters", &self.filters)
            .field("top_k", &self.top_k)
            .field("threshold", &self.threshold)
            .field("latest_only", &self.latest_only)
            .finish_non_exhaustive()
    }
}

impl Client {
    /// Returns the memories that match a query, best first. New memories may take a few seconds to
    /// appear.
    ///
    /// `POST /v3/memories/search/`
    pub async fn search(&self, request: &SearchRequest) -> Result<Vec<Memory>, Error> {
        let path = Path::new(["v3", "memories", "search"]);
        let request =
            Request::new("search", OperationKind::Search, Method::POST, path).json(request);
        Ok(self.send_for_rows(request).await?.items)
    }
}
