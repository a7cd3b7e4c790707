//! Closed-loop load: every connection sends its next request when the last
//! answer is complete.

use std::{
    net::SocketAddr,
    sync::{
        Arc,
        atomic::{AtomicUsize, Ordering},
    },
    time::{Duration, Instant},
};

use anyhow::{Context, Result, ensure};
use bytes::Bytes;
use hdrhistogram::Histogram;
use http_body_util::{BodyExt, Full};
use hyper::{
    Method, Request,
    client::conn::http1::{SendRequest, handshake},
    header,
};
use hyper_util::rt::TokioIo;
use tokio::{net::TcpStream, task::JoinSet};

/// One request, sent again and again.
#[derive(Clone)]
pub struct Shot {
    /// Where to.
    pub path: &'static str,
    /// What is sent; `GET` when empty.
    pub body: Bytes,
    /// A header with a key.
    pub key: Option<(&'static str, String)>,
}

/// What a run measured.
pub struct Measured {
    latencies: Histogram<u64>,
    elapsed: Duration,
}

impl Measured {
    /// The latency that `quantile` (0 to 1) of the requests stayed within.
    #[must_use]
    pub fn latency(&self, quantile: f64) -> Duration {
        Duration::from_nanos(self.latencies.value_at_quantile(quantile))
    }

    /// Requests a second.
    #[must_use]
    #[allow(clippy::cast_precision_loss, reason = "some thousands")]
    pub fn rate(&self) -> f64 {
        self.latencies.len() as f64 / self.elapsed.as_secs_f64()
    }
}

/// Sends `shot` `requests` times over `connections` connections.
pub async fn run(
    address: SocketAddr,
    shot: &Shot,
    connections: usize,
    requests: usize,
) -> Result<Measured> {
    let left = Arc::new(AtomicUsize::new(requests));
    let started = Instant::now();
    let mut connected = JoinSet::new();
    for _ in 0..connections {
        connected.spawn(connection(address, shot.clone(), Arc::clone(&left)));
    }
    let mut latencies = histogram()?;
    while let Some(measured) = connected.join_next().await {
        latencies.add(measured??)?;
    }
    Ok(Measured {
        latencies,
        elapsed: started.elapsed(),
    })
}

async fn connection(
    address: SocketAddr,
    shot: Shot,
    left: Arc<AtomicUsize>,
) -> Result<Histogram<u64>> {
    let stream = TcpStream::connect(address).await.context("connecting")?;
    stream.set_nodelay(true)?;
    let (mut sender, connection) = handshake(TokioIo::new(stream)).await?;
    tokio::spawn(connection);
    let mut latencies = histogram()?;
    while left
        .fetch_update(Ordering::Relaxed, Ordering::Relaxed, |left| {
            left.checked_sub(1)
        })
        .is_ok()
    {
        sender.ready().await?;
        let started = Instant::now();
        send(&mut sender, &shot).await?;
        latencies.record(u64::try_from(started.elapsed().as_nanos())?)?;
    }
    Ok(latencies)
}

async fn send(sender: &mut SendRequest<Full<Bytes>>, shot: &Shot) -> Result<()> {
    let method = if shot.body.is_empty() {
        Method::GET
    } else {
        Method::POST
    };
    let mut request = Request::builder()
        .method(method)
        .uri(shot.path)
        .header(header::HOST, "localhost")
        .header(header::CONTENT_TYPE, "application/json");
    if let Some((name, key)) = &shot.key {
        request = request.header(*name, key);
    }
    let response = sender
        .send_request(request.body(Full::new(shot.body.clone()))?)
        .await?;
    let status = response.status();
    let mut body = response.into_body();
    while let Some(frame) = body.frame().await {
        frame?;
    }
    ensure!(status.is_success(), "{} answered {status}", shot.path);
    Ok(())
}

fn histogram() -> Result<Histogram<u64>> {
    Ok(Histogram::new(3)?)
}
