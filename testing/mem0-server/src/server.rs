use std::{io, net::SocketAddr, sync::Arc};

use serde_json::Value;
use tokio::{net::TcpListener, task::JoinHandle};

use crate::{
    Fault, Options, ReceivedRequest, connection,
    state::{SharedState, lock},
};

/// A running server, which stops on drop.
#[derive(Debug)]
pub struct Mem0Server {
    address: SocketAddr,
    state: Arc<SharedState>,
    accepting: JoinHandle<()>,
}

impl Mem0Server {
    /// Starts a server without memories.
    pub async fn start(options: Options) -> io::Result<Self> {
        let listener = TcpListener::bind(options.address).await?;
        let address = listener.local_addr()?;
        let state = Arc::new(SharedState::new(options));
        let accepting = tokio::spawn(connection::accept(listener, Arc::clone(&state)));
        Ok(Self {
            address,
            state,
            accepting,
        })
    }

    #[must_use]
    pub fn url(&self) -> String {
        format!("http://{}", self.address)
    }

    /// The address it listens on.
    #[must_use]
    pub const fn address(&self) -> SocketAddr {
        self.address
    }

    /// Plans a fault; faults are applied in the order of planning.
    pub fn plan(&self, fault: Fault) {
        lock(&self.state.faults).plan(fault);
    }

    /// Adds a row that is no memory to every list and every search result.
    pub fn add_invalid_row(&self, row: Value) {
        lock(&self.state.invalid_rows).push(row);
    }

    /// Removes all planned faults.
    pub fn clear_faults(&self) {
        lock(&self.state.faults).clear();
    }

    /// All requests so far, in order of arrival, including failed ones.
    #[must_use]
    pub fn received(&self) -> Vec<ReceivedRequest> {
        lock(&self.state.received).clone()
    }

    /// Waits until the server stops, which happens only if its task fails.
    pub async fn stopped(mut self) {
        let _ = (&mut self.accepting).await;
    }
}

impl Drop for Mem0Server {
    fn drop(&mut self) {
        self.accepting.abort();
    }
}
