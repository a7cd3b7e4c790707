use std::{
    net::{Ipv4Addr, SocketAddr},
    time::Duration,
};

/// Configuration of the server.
#[derive(Debug, Clone)]
pub struct Options {
    /// The address to listen on; port 0 selects a free port. The default is a
    /// free port on the loopback interface.
    pub address: SocketAddr,
    /// The required API key; any key is accepted by default.
    pub key: Option<String>,
    /// The organisation id in the response to a ping.
    pub org_id: String,
    /// The project id in the response to a ping.
    pub project_id: String,
    /// The delay until added memories are visible, unless they were added with
    /// `"infer": false`, and until memories deleted by entity disappear.
    pub lag: Duration,
}

impl Default for Options {
    fn default() -> Self {
        Self {
            address: (Ipv4Addr::LOCALHOST, 0).into(),
            key: None,
            org_id: "org_example".to_owned(),
            project_id: "proj_example".to_owned(),
            lag: Duration::ZERO,
        }
    }
}
