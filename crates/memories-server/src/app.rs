use std::{future::IntoFuture, io, sync::Arc, time::Duration};

use axum::Router;
use memories_domain::ports::{
    CallerLinks, EventInbox, EventSink, MemoryReader, MemoryWriter, WarningLog,
};
use tokio::{
    net::TcpListener,
    sync::{Notify, watch},
    time::{sleep, timeout},
};
use tokio_util::{
    sync::CancellationToken,
    task::{AbortOnDropHandle, TaskTracker},
};

use crate::{
    calls::{CallProcessor, LinkedReader, NotifyingSink, OperatorWarnings, PendingCalls, Worker},
    config::Config,
    http::ApiRouter,
    wiring::{PlatformError, Wiring},
};

/// How long a stopping service waits for requests in flight.
const REQUEST_GRACE: Duration = Duration::from_secs(30);
/// How long a stopping service continues to process due events.
const DRAIN_TIMEOUT: Duration = Duration::from_secs(20);

/// The whole service.
pub struct App {
    router: Router,
    worker: Worker,
    /// Everything that runs beside the requests.
    tasks: TaskTracker,
}

/// The ports that the service uses.
#[derive(Clone)]
pub struct Ports {
    pub reader: Arc<dyn MemoryReader>,
    pub writer: Arc<dyn MemoryWriter>,
    pub inbox: Arc<dyn EventInbox>,
    pub warnings: Arc<dyn WarningLog>,
    pub links: Arc<dyn CallerLinks>,
}

impl App {
    pub fn new(config: &Config, ports: Ports) -> Result<Self, PlatformError> {
        let Ports {
            reader,
            writer,
            inbox,
            warnings,
            links,
        } = ports;
        let reader: Arc<dyn MemoryReader> = Arc::new(LinkedReader::new(reader, Arc::clone(&links)));
        let tasks = TaskTracker::new();
        let enqueued = Arc::new(Notify::new());
        let (processed, processed_events) = watch::channel(0);
        let pending = PendingCalls::new(
            Arc::clone(&inbox),
            Arc::clone(&links),
            processed_events,
            config.memory.timeout,
        );
        let sink: Arc<dyn EventSink> = Arc::new(NotifyingSink {
            sink: Arc::clone(&inbox) as Arc<dyn EventSink>,
            enqueued: Arc::clone(&enqueued),
            tasks: tasks.clone(),
        });
        let warnings = OperatorWarnings::recorded_in(warnings, tasks.clone());
        let wiring = Wiring::new(config)?.with_warnings(warnings);
        let router = ApiRouter::default()
            .client_data(wiring.client_data(Arc::clone(&reader), Some(pending.clone())))
            .retrieve(wiring.retrieve(Arc::clone(&reader), Some(pending)))
            .post_call(wiring.post_call(&sink))
            .health(wiring.health(reader))
            .build();
        let worker = Worker {
            id: config.worker_id.clone(),
            inbox,
            processor: CallProcessor {
                links: Some(links),
                ..wiring.call_processor(writer)
            },
            enqueued,
            processed,
        };
        Ok(Self {
            router,
            worker,
            tasks,
        })
    }

    /// The router alone, to be served by another server. The events that it accepts are processed
    /// only when a worker uses the same inbox.
    pub fn router(&self) -> Router {
        self.router.clone()
    }

    /// Serves requests and processes events until `shutdown` is cancelled; then finishes the
    /// requests in flight within 30 seconds and the due events within another 20.
    pub async fn serve(self, listener: TcpListener, shutdown: CancellationToken) -> io::Result<()> {
        let Self {
            router,
            worker,
            tasks,
        } = self;
        let stop_worker = CancellationToken::new();
        let worker = AbortOnDropHandle::new(tasks.spawn(worker.run(stop_worker.clone())));
        let served = serve_requests(router, listener, shutdown).await;
        // Only now, so that the events of the last requests are processed.
        stop_worker.cancel();
        tasks.close();
        if timeout(DRAIN_TIMEOUT, tasks.wait()).await.is_err() {
            tracing::warn!(
                "shutdown timed out with unprocessed calls; they are processed after the next start"
            );
        }
        drop(worker);
        served
    }
}

async fn serve_requests(
    router: Router,
    listener: TcpListener,
    shutdown: CancellationToken,
) -> io::Result<()> {
    let server =
        axum::serve(listener, router).with_graceful_shutdown(shutdown.clone().cancelled_owned());
    let grace_elapsed = async {
        shutdown.cancelled().await;
        sleep(REQUEST_GRACE).await;
    };
    tokio::select! {
        result = server.into_future() => result,
        () = grace_elapsed => Ok(()),
    }
}
