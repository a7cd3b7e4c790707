use std::{fmt, sync::Arc, time::Duration};

use bytes::Bytes;
use serde::de::DeserializeOwned;

use crate::{
    Error, Timeouts,
    page::PageResponse,
    transport::{Request, Transport},
    wire::decode::decode,
};

mod builder;

pub use builder::ClientBuilder;

/// A client for the Mem0 Platform. Cloning is cheap; clones share their connections.
#[derive(Clone)]
pub struct Client {
    transport: Arc<Transport>,
    timeouts: Timeouts,
}

impl Client {
    /// A client with a different timeout for every operation, for example the remainder of a larger
    /// deadline. It shares the connections of this client.
    ///
    /// ```no_run
    /// # async fn example(
    /// #     client: mem0_client::Client, request: mem0_client::SearchRequest
    /// # ) -> Result<(), mem0_client::Error> {
    /// # use std::time::Duration;
    /// let memories = client.with_timeout(Duration::from_millis(800)).search(&request).await?;
    /// # Ok(())
    /// # }
    /// ```
    #[must_use]
    pub fn with_timeout(&self, timeout: Duration) -> Self {
        Self {
            transport: Arc::clone(&self.transport),
            timeouts: Timeouts::all(timeout),
        }
    }

    pub(crate) async fn send<T: DeserializeOwned>(&self, request: Request) -> Result<T, Error> {
        decode(&self.receive(&request).await?)
    }

    /// Sends a request for a list. A row that is none is left out.
    pub(crate) async fn send_for_rows<T: DeserializeOwned>(
        &self,
        request: Request,
    ) -> Result<PageResponse<T>, Error> {
        let page = PageResponse::from_body(&self.receive(&request).await?)?;
        if page.invalid_rows > 0 {
            tracing::warn!(
                operation = request.operation,
                rows = page.invalid_rows,
                "rows of the server's response were left out: they have no id or text, or another \
                 shape"
            );
        }
        Ok(page)
    }

    async fn receive(&self, request: &Request) -> Result<Bytes, Error> {
        let timeout = request.kind.timeout(&self.timeouts);
        self.transport.send(request, timeout).await
    }
}

impl fmt::Debug for Client {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Client")
            .field("base_url", &self.transport.base.as_str())
            .field("timeouts", &self.timeouts)
            .finish_non_exhaustive()
    }
}
