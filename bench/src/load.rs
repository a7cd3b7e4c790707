//! Closed-loop load: every connection sends its next request when the previous
//! response is complete.

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

/// A request that is sent repeatedly.
#[derive(Clone)]
pub struct RequestTemplate {
    pub path: &'static str,
    /// The body; the method is `GET` if it is empty, otherwise `POST`.
    pub body: Bytes,
    /// The name and value of a header with an API key.
    pub api_key: Option<(&'static str, String)>,
}

/// The latencies and the throughput of a run.
pub struct LoadReport {
    latencies: Histogram<u64>,
    elapsed: Duration,
}

impl LoadReport {
    /// The latency at `quantile` (0 to 1).
    #[must_use]
    pub fn latency(&self, quantile: f64) -> Duration {
        Duration::from_nanos(self.latencies.value_at_quantile(quantile))
    }

    /// Requests per second.
    #[must_use]
    #[allow(
        clippy::cast_precision_loss,
        reason = "there are a few thousand requests"
    )]
    pub fn throughput(&self) -> f64 {
        self.latencies.len() as f64 / self.elapsed.as_secs_f64()
    }
}

/// Sends `template` `requests` times over `connections` connections.
pub async fn run(
    address: SocketAddr,
    template: &RequestTemplate,
    connections: usize,
    requests: usize,
) -> Result<LoadReport> {
    let remaining = Arc::new(AtomicUsize::new(requests));
    let started = Instant::now();
    let mut tasks = JoinSet::new();
    for _ in 0..connections {
        tasks.spawn(run_connection(
            address,
            template.clone(),
            Arc::clone(&remaining),
        ));
    }
    let mut latencies = histogram()?;
    while let Some(report) = tasks.join_next().await {
        latencies.add(report??)?;
    }
    Ok(LoadReport {
        latencies,
        elapsed: started.elapsed(),
    })
}

async fn run_connection(
    address: SocketAddr,
    template: RequestTemplate,
    remaining: Arc<AtomicUsize>,
) -> Result<Histogram<u64>> {
    let stream = TcpStream::connect(address).await.context("connecting")?;
    stream.set_nodelay(true)?;
    let (mut sender, connection) = handshake(TokioIo::new(stream)).await?;
    tokio::spawn(connection);
    let mut latencies = histogram()?;
    while remaining
        .fetch_update(Ordering::Relaxed, Ordering::Relaxed, |remaining| {
            remaining.checked_sub(1)
        })
        .is_ok()
    {
        sender.ready().await?;
        let started = Instant::now();
        send(&mut sender, &template).await?;
        latencies.record(u64::try_from(started.elapsed().as_nanos())?)?;
    }
    Ok(latencies)
}

async fn send(sender: &mut SendRequest<Full<Bytes>>, template: &RequestTemplate) -> Result<()> {
    let method = if template.body.is_empty() {
        Method::GET
    } else {
        Method::POST
    };
    let mut request = Request::builder()
        .method(method)
        .uri(template.path)
        .header(header::HOST, "localhost")
        .header(header::CONTENT_TYPE, "application/json");
    if let Some((name, value)) = &template.api_key {
        request = request.header(*name, value);
    }
    let response = sender
        .send_request(request.body(Full::new(template.body.clone()))?)
        .await?;
    let status = response.status();
    let mut body = response.into_body();
    while let Some(frame) = body.frame().await {
        frame?;
    }
    ensure!(
        status.is_success(),
        "{} responded with {status}",
        template.path
    );
    Ok(())
}

fn histogram() -> Result<Histogram<u64>> {
    Ok(Histogram::new(3)?)
}
