//! The client.

use std::{fmt, sync::Arc, time::Duration};

use serde::de::DeserializeOwned;

use crate::{Error, Timeouts, call::Call, transport::Transport};

mod builder;

pub use builder::ClientBuilder;

/// A client of the Mem0 Platform. Cloning it is cheap, and clones share their connections.
#[derive(Clone)]
pub struct Client {
    transport: Arc<Transport>,
    timeouts: Timeouts,
}

impl Client {
    /// A client to be set up.
    pub fn builder() -> ClientBuilder {
        ClientBuilder::default()
    }

    /// The same client with another limit for every operation, for example what is left of a
    /// larger deadline. It shares the connections of this one.
    ///
    /// ```no_run
    /// # async fn example(
    /// #     client: mem0_client::Client, request: mem0_client::SearchRequest
    /// # ) -> Result<(), mem0_client::Error> {
    /// # use std::time::Duration;
    /// let memories = client.within(Duration::from_millis(800)).search(&request).await?;
    /// # Ok(())
    /// # }
    /// ```
    #[must_use]
    pub fn within(&self, limit: Duration) -> Self {
        Self {
            transport: Arc::clone(&self.transport),
            timeouts: Timeouts::all(limit),
        }
    }

    pub(crate) async fn perform<T: DeserializeOwned>(&self, call: Call) -> Result<T, Error> {
        let limit = call.effect.limit(&self.timeouts);
        self.transport.perform(&call, limit).await
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
