//! Measures one process of a function.

use std::time::Duration;

use anyhow::{Result, ensure};
use lambda_emulator::{Function, Invocation};

use crate::{
    backends::Backends,
    packages::{Endpoint, Implementation, Packages},
};

/// The latencies and resource usage of one process.
pub(crate) struct Measurement {
    /// From the start of the process to its first reply.
    pub(crate) cold_start: Duration,
    /// CPU time until the function had replied and requested the next event.
    pub(crate) cold_start_cpu: Duration,
    /// The latencies of all later replies.
    pub(crate) warm: Vec<Duration>,
    /// Peak resident memory in bytes.
    pub(crate) peak_memory: u64,
}

/// Measures a new process.
pub(crate) async fn measure(
    packages: &Packages,
    implementation: Implementation,
    endpoint: Endpoint,
    requests: usize,
) -> Result<Measurement> {
    let backends = Backends::start().await?;
    let mut function = packages
        .function(implementation, endpoint, &backends)
        .start()
        .await?;
    let first = invoke(&mut function, endpoint).await?;
    let cold_start_cpu = function.usage()?.cpu;
    let mut warm = Vec::with_capacity(requests);
    for _ in 0..requests {
        warm.push(invoke(&mut function, endpoint).await?.duration);
    }
    let sent = backends.request_count();
    ensure!(
        sent > requests,
        "{sent} backend requests for {requests} events"
    );
    Ok(Measurement {
        cold_start: first.since_start,
        cold_start_cpu,
        warm,
        peak_memory: function.usage()?.peak,
    })
}

async fn invoke(function: &mut Function, endpoint: Endpoint) -> Result<Invocation> {
    let invocation = function.invoke(&endpoint.request()?).await?;
    let reply = invocation.http()?;
    ensure!(reply.status == 200, "{}: {:?}", reply.status, reply.body);
    endpoint.check(&reply.json()?)?;
    Ok(invocation)
}
