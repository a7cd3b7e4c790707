use std::{fmt, sync::Arc, time::Duration};

use serde::de::DeserializeOwned;

use crate::{
    Error, Timeouts,
    transport::{Request, Transport},
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
        let timeout = request.kind.timeout(&self.timeouts);
        self.transport.send(&request, timeout).await
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
