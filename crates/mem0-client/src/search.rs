//! Searching memories.

use std::fmt;

use http::Method;
use jiff::Timestamp;
use serde::Serialize;

use crate::{
    Client, Error, Filter, InvalidRequest, Memory,
    call::{Call, Effect},
    listing::Listing,
    path::Path,
};

/// What to look for, and among whose memories.
///
/// ```
/// use mem0_client::{Entity, Filter, SearchRequest};
///
/// let request = SearchRequest::new("open issues", Filter::of(Entity::user("ada")?))?
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
    /// The greatest [`top_k`](Self::top_k).
    pub const MAX_TOP_K: u32 = 1000;

    /// The query is trimmed, and must not be blank.
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

    /// How many memories to return at most, from 1 to 1000; the platform's default is 10.
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

    /// The least score of a result, from 0 to 1; the platform's default is 0.1.
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

    /// Leave out what newer memories have replaced. By default the platform returns both, also
    /// where they contradict each other.
    #[must_use]
    pub const fn latest_only(mut self, only: bool) -> Self {
        self.latest_only = Some(only);
        self
    }

    /// Sort the results once more with a better measure, which takes the platform 150 to 400 ms.
    #[must_use]
    pub const fn rerank(mut self, rerank: bool) -> Self {
        self.rerank = Some(rerank);
        self
    }

    /// Return also what has expired.
    #[must_use]
    pub const fn show_expired(mut self, show: bool) -> Self {
        self.show_expired = Some(show);
        self
    }

    /// The time from which `yesterday` and the like are meant, if not now.
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

    /// Return only these fields, besides the id and the text.
    #[must_use]
    pub fn fields(mut self, names: impl IntoIterator<Item = impl Into<String>>) -> Self {
        self.fields = with_essentials(names);
        self
    }
}

/// Without an id and a text it is no memory.
pub(crate) fn with_essentials(names: impl IntoIterator<Item = impl Into<String>>) -> Vec<String> {
    let mut names: Vec<String> = names.into_iter().map(Into::into).collect();
    for essential in ["id", "memory"] {
        if !names.iter().any(|name| name == essential) {
            names.push(essential.to_owned());
        }
    }
    names
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
    /// The memories that fit a query, best first. What was just added may take some seconds to
    /// be found.
    ///
    /// `POST /v3/memories/search/`
    pub async fn search(&self, request: &SearchRequest) -> Result<Vec<Memory>, Error> {
        let path = Path::new(["v3", "memories", "search"]);
        let call = Call::new("search", Effect::Search, Method::POST, path).json(request);
        Ok(self.perform::<Listing<Memory>>(call).await?.items)
    }
}
