//! Streams over all pages of a list.

use std::{
    num::{NonZeroU32, NonZeroUsize},
    ops::RangeInclusive,
};

use futures::{
    Stream, StreamExt, TryStreamExt,
    stream::{self, BoxStream},
};

use super::ListRequest;
use crate::{Client, Error, Memory, Page};

type Pages = BoxStream<'static, Result<Page<Memory>, Error>>;

const FIRST_PAGE: NonZeroU32 = NonZeroU32::MIN;

impl Client {
    /// Streams all matching memories; each page is requested when it is needed.
    ///
    /// [`Timeouts::read`](crate::Timeouts::read) applies to each page. The stream ends after an
    /// error. If memories are added or deleted meanwhile, others may move to another page, so that
    /// the stream contains them twice or not at all.
    ///
    /// ```no_run
    /// # async fn example(client: mem0_client::Client) -> Result<(), Box<dyn std::error::Error>> {
    /// use futures::TryStreamExt;
    /// use mem0_client::{Entity, Filter, ListRequest};
    ///
    /// let request = ListRequest::new(Filter::new(Entity::user("ada")?));
    /// let memories: Vec<_> = client.list(&request).try_collect().await?;
    /// # Ok(())
    /// # }
    /// ```
    pub fn list(
        &self,
        request: &ListRequest,
    ) -> impl Stream<Item = Result<Memory, Error>> + Send + 'static {
        items(until_end(self.pages(1..=u32::MAX, request.clone(), 1)))
    }

    /// Streams the same memories as [`list`](Self::list), in the same order, but with concurrent
    /// requests: the first page contains the total, and up to `concurrency` of the other pages are
    /// requested at the same time.
    ///
    /// It is faster if all memories are needed, and consumes more of the platform's rate limit.
    pub fn list_concurrently(
        &self,
        request: &ListRequest,
        concurrency: NonZeroUsize,
    ) -> impl Stream<Item = Result<Memory, Error>> + Send + 'static {
        let (client, request) = (self.clone(), request.clone());
        let pages = stream::once(async move {
            let first = client.list_page(&request, FIRST_PAGE).await?;
            let rest = client.pages_after(&first, request, concurrency.get());
            Ok::<_, Error>(stream::once(async { Ok(first) }).chain(rest))
        });
        items(pages.try_flatten().boxed())
    }

    /// The pages after the first: concurrently up to the announced total, then sequentially in case
    /// memories were added meanwhile.
    fn pages_after(&self, first: &Page<Memory>, request: ListRequest, concurrency: usize) -> Pages {
        if !first.has_next {
            return stream::empty().boxed();
        }
        let last = total_pages(first).unwrap_or(FIRST_PAGE);
        let announced = self.pages(2..=last.get(), request.clone(), concurrency);
        let later = self.pages(last.get().saturating_add(1)..=u32::MAX, request, 1);
        until_end(announced.chain(later).boxed())
    }

    fn pages(
        &self,
        numbers: RangeInclusive<u32>,
        request: ListRequest,
        concurrency: usize,
    ) -> Pages {
        let client = self.clone();
        stream::iter(numbers.filter_map(NonZeroU32::new))
            .map(move |number| {
                let (client, request) = (client.clone(), request.clone());
                async move { client.page_or_end(&request, number).await }
            })
            .buffered(concurrency)
            .boxed()
    }

    /// A page that no longer exists counts as an empty last page.
    async fn page_or_end(
        &self,
        request: &ListRequest,
        number: NonZeroU32,
    ) -> Result<Page<Memory>, Error> {
        match self.list_page(request, number).await {
            Err(error) if error.is_not_found() && number != FIRST_PAGE => Ok(Page {
                items: Vec::new(),
                invalid_rows: 0,
                total: None,
                has_next: false,
            }),
            other => other,
        }
    }
}

/// The total number of pages, based on the size of the first one, because servers may return smaller
/// pages than requested.
fn total_pages(first: &Page<Memory>) -> Option<NonZeroU32> {
    let size = u64::try_from(first.items.len() + first.invalid_rows).ok()?;
    let pages = first.total?.checked_add(size.checked_sub(1)?)? / size;
    NonZeroU32::new(u32::try_from(pages).ok()?)
}

/// The pages up to and including the first one without a next page, or the first error.
fn until_end(pages: Pages) -> Pages {
    stream::try_unfold(Some(pages), |pages| async {
        let Some(mut pages) = pages else {
            return Ok(None);
        };
        let page = pages.try_next().await?;
        Ok(page.map(|page| {
            let rest = page.has_next.then_some(pages);
            (page, rest)
        }))
    })
    .boxed()
}

fn items(pages: Pages) -> impl Stream<Item = Result<Memory, Error>> + Send + 'static {
    pages
        .map_ok(|page| stream::iter(page.items.into_iter().map(Ok)))
        .try_flatten()
}
