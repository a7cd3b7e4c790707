//! Following the pages of a list.

use std::{
    num::{NonZeroU32, NonZeroUsize},
    ops::RangeInclusive,
};

use futures::{
    Stream, StreamExt, TryStreamExt,
    stream::{self, BoxStream},
};

use super::{ListRequest, Page};
use crate::{Client, Error, Memory};

type Pages = BoxStream<'static, Result<Page<Memory>, Error>>;

const FIRST: NonZeroU32 = NonZeroU32::MIN;

impl Client {
    /// All memories that pass a filter, page after page, each asked for when it is needed.
    ///
    /// Each page has the time of [`Timeouts::read`](crate::Timeouts::read). After an error the
    /// stream ends. Memories that come or go meanwhile may shift others from page to page, so
    /// that one is seen twice or not at all.
    ///
    /// ```no_run
    /// # async fn example(client: mem0_client::Client) -> Result<(), Box<dyn std::error::Error>> {
    /// use futures::TryStreamExt;
    /// use mem0_client::{Entity, Filter, ListRequest};
    ///
    /// let request = ListRequest::new(Filter::of(Entity::user("ada")?));
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

    /// All memories that pass a filter, as [`list`](Self::list) gives them and in the same
    /// order; but once the first page tells how many there are, the other pages are asked for at
    /// the same time, up to `at_once` of them.
    ///
    /// For when all of them are needed soon. It costs the platform's rate limit more.
    pub fn list_concurrently(
        &self,
        request: &ListRequest,
        at_once: NonZeroUsize,
    ) -> impl Stream<Item = Result<Memory, Error>> + Send + 'static {
        let (client, request) = (self.clone(), request.clone());
        let pages = stream::once(async move {
            let first = client.list_page(&request, FIRST).await?;
            let rest = client.pages_after(&first, request, at_once.get());
            Ok::<_, Error>(stream::once(async { Ok(first) }).chain(rest))
        });
        items(pages.try_flatten().boxed())
    }

    /// The pages after the first: those that it announces at the same time, and then, in case
    /// there are more by now, one after another.
    fn pages_after(&self, first: &Page<Memory>, request: ListRequest, at_once: usize) -> Pages {
        if !first.has_next {
            return stream::empty().boxed();
        }
        let last = announced_pages(first).unwrap_or(FIRST);
        let announced = self.pages(2..=last.get(), request.clone(), at_once);
        let later = self.pages(last.get().saturating_add(1)..=u32::MAX, request, 1);
        until_end(announced.chain(later).boxed())
    }

    fn pages(&self, numbers: RangeInclusive<u32>, request: ListRequest, at_once: usize) -> Pages {
        let client = self.clone();
        stream::iter(numbers.filter_map(NonZeroU32::new))
            .map(move |number| {
                let (client, request) = (client.clone(), request.clone());
                async move { client.page_or_end(&request, number).await }
            })
            .buffered(at_once)
            .boxed()
    }

    /// A page that went away since it was announced is empty.
    async fn page_or_end(
        &self,
        request: &ListRequest,
        number: NonZeroU32,
    ) -> Result<Page<Memory>, Error> {
        match self.list_page(request, number).await {
            Err(error) if error.is_not_found() && number != FIRST => Ok(Page {
                items: Vec::new(),
                total: None,
                has_next: false,
            }),
            other => other,
        }
    }
}

/// How many pages of the first one's size there are. Servers may give smaller pages than asked.
fn announced_pages(first: &Page<Memory>) -> Option<NonZeroU32> {
    let size = u64::try_from(first.items.len()).ok()?;
    let pages = first.total?.checked_add(size.checked_sub(1)?)? / size;
    NonZeroU32::new(u32::try_from(pages).ok()?)
}

/// The pages up to the first one that has no next, or an error.
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
