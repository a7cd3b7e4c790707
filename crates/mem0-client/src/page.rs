//! Pages of lists.

mod response;

pub(crate) use response::{NextPage, PageResponse};

/// One page of a list.
#[derive(Debug, Clone, PartialEq)]
#[non_exhaustive]
pub struct Page<T> {
    /// The items on this page.
    pub items: Vec<T>,
    /// How many rows of this page are no items, because they have no id or text, or another shape.
    pub invalid_rows: usize,
    /// The number of items on all pages, if the server reports it.
    pub total: Option<u64>,
    /// Whether there is another page.
    pub has_next: bool,
}

impl<T> Page<T> {
    pub(crate) fn new(response: PageResponse<T>, page_size: u32) -> Self {
        let rows = response.items.len() + response.invalid_rows;
        let is_full = u32::try_from(rows).is_ok_and(|rows| rows >= page_size);
        let has_next = match response.next {
            NextPage::Exists => true,
            NextPage::None => false,
            NextPage::Unspecified => is_full,
        };
        Self {
            // A server that always announces another page must not cause an endless loop.
            has_next: has_next && rows > 0,
            total: response.count,
            items: response.items,
            invalid_rows: response.invalid_rows,
        }
    }
}
