//! Listing memories.

use std::num::NonZeroU32;

use http::Method;
use jiff::civil::Date;
use serde::Serialize;

use crate::{
    Client, Error, Filter, InvalidRequest, Memory,
    page::Page,
    transport::{OperationKind, Path, Request},
    wire::encode,
};

mod pages;

/// Selects memories to list.
///
/// ```
/// use mem0_client::{Entity, Filter, ListRequest};
///
/// let request = ListRequest::new(Filter::new(Entity::user("ada")?)).latest_only(true);
/// # Ok::<(), mem0_client::InvalidRequest>(())
/// ```
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct ListRequest {
    filters: Filter,
    #[serde(skip_serializing_if = "Option::is_none")]
    start_date: Option<Date>,
    #[serde(skip_serializing_if = "Option::is_none")]
    end_date: Option<Date>,
    #[serde(skip_serializing_if = "Option::is_none")]
    latest_only: Option<bool>,
    #[serde(skip_serializing_if = "Option::is_none")]
    show_expired: Option<bool>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    categories: Vec<String>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    fields: Vec<String>,
    #[serde(skip)]
    page_size: u32,
}

impl ListRequest {
    /// The maximum [`page_size`](Self::page_size).
    pub const MAX_PAGE_SIZE: u32 = 200;

    /// Lists all memories that match the filter.
    #[must_use]
    pub const fn new(filter: Filter) -> Self {
        Self {
            filters: filter,
            start_date: None,
            end_date: None,
            latest_only: None,
            show_expired: None,
            categories: Vec::new(),
            fields: Vec::new(),
            page_size: Self::MAX_PAGE_SIZE,
        }
    }

    /// Only memories created on this day or later.
    #[must_use]
    pub const fn start_date(mut self, day: Date) -> Self {
        self.start_date = Some(day);
        self
    }

    /// Only memories created on this day or earlier.
    #[must_use]
    pub const fn end_date(mut self, day: Date) -> Self {
        self.end_date = Some(day);
        self
    }

    /// Excludes superseded memories.
    #[must_use]
    pub const fn latest_only(mut self, only: bool) -> Self {
        self.latest_only = Some(only);
        self
    }

    /// Includes expired memories.
    #[must_use]
    pub const fn show_expired(mut self, show: bool) -> Self {
        self.show_expired = Some(show);
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

    /// The number of memories on a page, from 1 to [`MAX_PAGE_SIZE`](Self::MAX_PAGE_SIZE). The
    /// default is the maximum, which needs the fewest requests.
    pub fn page_size(mut self, size: u32) -> Result<Self, InvalidRequest> {
        if size == 0 || size > Self::MAX_PAGE_SIZE {
            return Err(InvalidRequest::OutOfRange {
                name: "page_size",
                min: 1,
                max: Self::MAX_PAGE_SIZE,
            });
        }
        self.page_size = size;
        Ok(self)
    }
}

impl Client {
    /// Returns one page of the matching memories. Pages start at 1; the platform responds with 404
    /// after the last page.
    ///
    /// [`list`](Self::list) returns the memories of all pages.
    ///
    /// `POST /v3/memories/`
    pub async fn list_page(
        &self,
        request: &ListRequest,
        page: NonZeroU32,
    ) -> Result<Page<Memory>, Error> {
        let page_size = request.page_size;
        let path = Path::new(["v3", "memories"]);
        let request = Request::new("list", OperationKind::Read, Method::POST, path)
            .query("page", Some(page))
            .query("page_size", Some(page_size))
            .json(request);
        Ok(Page::new(self.send_for_rows(request).await?, page_size))
    }
}
