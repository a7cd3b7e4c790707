//! Listing memories.

use std::num::NonZeroU32;

use http::Method;
use jiff::civil::Date;
use serde::Serialize;

use crate::{
    Client, Error, Filter, InvalidRequest, Memory,
    call::{Call, Effect},
    listing::{Listing, Next},
    path::Path,
    search::with_essentials,
};

mod pages;

/// Whose memories to list.
///
/// ```
/// use mem0_client::{Entity, Filter, ListRequest};
///
/// let request = ListRequest::new(Filter::of(Entity::user("ada")?)).latest_only(true);
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
    /// The greatest [`page_size`](Self::page_size).
    pub const MAX_PAGE_SIZE: u32 = 200;

    /// All memories that pass the filter.
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

    /// Only memories made on this day or later.
    #[must_use]
    pub const fn start_date(mut self, day: Date) -> Self {
        self.start_date = Some(day);
        self
    }

    /// Only memories made on this day or earlier.
    #[must_use]
    pub const fn end_date(mut self, day: Date) -> Self {
        self.end_date = Some(day);
        self
    }

    /// Leave out what newer memories have replaced.
    #[must_use]
    pub const fn latest_only(mut self, only: bool) -> Self {
        self.latest_only = Some(only);
        self
    }

    /// Return also what has expired.
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

    /// Return only these fields, besides the id and the text.
    #[must_use]
    pub fn fields(mut self, names: impl IntoIterator<Item = impl Into<String>>) -> Self {
        self.fields = with_essentials(names);
        self
    }

    /// How many memories a page has, from 1 to 200. By default 200, for the fewest requests.
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

/// One page of a list.
#[derive(Debug, Clone, PartialEq)]
#[non_exhaustive]
pub struct Page<T> {
    /// What is on this page.
    pub items: Vec<T>,
    /// How many there are on all pages, if the server says so.
    pub total: Option<u64>,
    /// Whether there is another page.
    pub has_next: bool,
}

impl<T> Page<T> {
    pub(crate) fn new(listing: Listing<T>, page_size: u32) -> Self {
        let full = u32::try_from(listing.items.len()).is_ok_and(|found| found >= page_size);
        let more = match listing.next {
            Next::Exists => true,
            Next::None => false,
            Next::NotSaid => full,
        };
        Self {
            // A server that promises pages for ever must not be asked for ever.
            has_next: more && !listing.items.is_empty(),
            total: listing.count,
            items: listing.items,
        }
    }
}

impl Client {
    /// One page of the memories that pass a filter; the first page has number 1. Past the last
    /// page the platform answers 404.
    ///
    /// [`list`](Self::list) follows all pages.
    ///
    /// `POST /v3/memories/`
    pub async fn list_page(
        &self,
        request: &ListRequest,
        page: NonZeroU32,
    ) -> Result<Page<Memory>, Error> {
        let path = Path::new(["v3", "memories"]);
        let call = Call::new("list", Effect::Read, Method::POST, path)
            .query("page", Some(page))
            .query("page_size", Some(request.page_size))
            .json(request);
        Ok(Page::new(self.perform(call).await?, request.page_size))
    }
}
