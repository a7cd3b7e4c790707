use std::{
    future::{Future, IntoFuture, pending},
    io,
    sync::Arc,
    time::Duration,
};

use axum::Router;
use memories_domain::{EventInbox, EventSink, MemoryStore};
use tokio::{
    net::TcpListener,
    sync::{Notify, oneshot, watch},
    time::sleep,
};

use crate::{
    config::Config,
    endpoints::{EndpointError, client_data, post_call, readiness, retrieve, student},
    http::FrontDoor,
    learning::Worker,
    use_case::LearningProgress,
};

/// How long requests under way are waited for when the service stops.
const LAST_REQUESTS: Duration = Duration::from_secs(30);

/// The whole service, wired to a store and an inbox.
pub struct App {
    router: Router,
    worker: Worker,
}

impl App {
    /// Wires the service.
    pub fn new(
        config: &Config,
        store: Arc<dyn MemoryStore>,
        inbox: Arc<dyn EventInbox>,
    ) -> Result<Self, EndpointError> {
        let arrived = Arc::new(Notify::new());
        let (settled, settled_events) = watch::channel(0);
        let progress =
            LearningProgress::new(Arc::clone(&inbox), settled_events, config.memory.timeout);
        let intake = Arc::clone(&inbox) as Arc<dyn EventSink>;
        let router = FrontDoor::default()
            .client_data(client_data(
                config,
                Arc::clone(&store),
                Some(progress.clone()),
            )?)
            .retrieve(retrieve(config, Arc::clone(&store), Some(progress))?)
            .post_call(post_call(config, intake, Arc::clone(&arrived))?)
            .health(readiness(config, Arc::clone(&store)))
            .open();
        let worker = Worker {
            inbox,
            student: student(config, store),
            arrived,
            settled,
        };
        Ok(Self { router, worker })
    }

    /// The router alone, for a front door that brings its own server. Nothing is
    /// learned from the events it takes in until a worker reads the same inbox.
    pub fn router(&self) -> Router {
        self.router.clone()
    }

    /// Answers on `listener` and learns from calls until `shutdown` ends; then
    /// finishes the requests under way, as long as their clients keep to 30
    /// seconds, and the calls that are due.
    pub async fn serve(
        self,
        listener: TcpListener,
        shutdown: impl Future<Output = ()> + Send + 'static,
    ) -> io::Result<()> {
        let router = self.router();
        let worker = self.worker.start();
        let (stopping, stopped) = oneshot::channel::<()>();
        let serving = axum::serve(listener, router).with_graceful_shutdown(async move {
            shutdown.await;
            // Nobody listens any more when the server has failed already.
            let _ = stopping.send(());
        });
        let patience_over = async {
            if stopped.await.is_err() {
                pending::<()>().await;
            }
            sleep(LAST_REQUESTS).await;
        };
        let served = tokio::select! {
            served = serving.into_future() => served,
            () = patience_over => Ok(()),
        };
        worker.drain().await;
        served
    }
}
