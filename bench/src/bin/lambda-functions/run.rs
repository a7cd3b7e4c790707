//! One process of a function, from its start to its end.

use std::time::Duration;

use anyhow::{Result, ensure};
use lambda_emulator::{Function, Invocation};

use crate::{
    contender::{Call, Contenders, Side},
    platform::Platform,
};

/// What a process took.
pub(crate) struct Run {
    /// From its start to its first reply.
    pub(crate) cold: Duration,
    /// The CPU time until it had replied and asked for the next event.
    pub(crate) cold_cpu: Duration,
    /// Each reply after that.
    pub(crate) warm: Vec<Duration>,
    /// The most bytes it held.
    pub(crate) peak: u64,
}

/// Measures a fresh process.
pub(crate) async fn measured(
    contenders: &Contenders,
    side: Side,
    call: Call,
    requests: usize,
) -> Result<Run> {
    let platform = Platform::start().await?;
    let mut function = contenders.function(side, call, &platform).start().await?;
    let first = answered(&mut function, call).await?;
    let cold_cpu = function.usage()?.cpu;
    let mut warm = Vec::with_capacity(requests);
    for _ in 0..requests {
        warm.push(answered(&mut function, call).await?.took);
    }
    let asked = platform.requests();
    ensure!(asked > requests, "{asked} requests for {requests} events");
    Ok(Run {
        cold: first.since_start,
        cold_cpu,
        warm,
        peak: function.usage()?.peak,
    })
}

async fn answered(function: &mut Function, call: Call) -> Result<Invocation> {
    let invocation = function.invoke(&call.request()?).await?;
    let reply = invocation.http()?;
    ensure!(reply.status == 200, "{}: {:?}", reply.status, reply.body);
    call.check(&reply.json()?)?;
    Ok(invocation)
}
