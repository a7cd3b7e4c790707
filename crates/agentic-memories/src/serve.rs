use std::{ffi::OsString, future::Future, io::Write, net::SocketAddr, sync::Arc, time::Duration};

use anyhow::{Context, bail};
use clap::Args;
use memories_domain::ports::MemoryWriter;
use memories_server::{
    App,
    config::{Config, StoreConfig},
    telemetry,
};
use owo_colors::OwoColorize;
use tokio::{
    net::TcpListener,
    signal::unix::{Signal, SignalKind, signal},
    time::{MissedTickBehavior, interval},
};
use tokio_util::{future::FutureExt, sync::CancellationToken};

use crate::{
    embedding_model::AccessMode,
    environment::configuration,
    stores::{self, DataDir},
};

const PURGE_INTERVAL: Duration = Duration::from_hours(1);

/// Run the service
#[derive(Debug, Args)]
#[command(after_help = "\
The service answers POST /client-data, /retrieve and /post-call until it receives
SIGINT (Ctrl-C) or SIGTERM; then it finishes the requests in flight, processes the
calls that are due, and stops. A second signal stops it at once; acknowledged calls
are on disk and are processed after the next start.

Memories are stored in the SQLite file of the data directory or, with MEM0_API_KEY
set, on the Mem0 Platform; in that case the file contains the inbox and a ledger of
what was added.

On a loopback address it starts without any key. On any other address it requires
ELEVENLABS_WORKSPACE_KEY and ELEVENLABS_HMAC_KEY, unless --insecure is given.

Examples:
  agentic-memories serve
  agentic-memories serve --listen 0.0.0.0:8080 --data-dir /var/lib/agentic-memories
  LOG_FORMAT=json RUST_LOG=warn agentic-memories serve")]
pub(crate) struct Serve {
    /// Address and port to listen on; port 0 takes a free one [default: the variable `LISTEN_ADDR`, else 127.0.0.1:8080]
    #[arg(long, value_name = "ADDR")]
    listen: Option<OsString>,
    #[command(flatten)]
    data_dir: DataDir,
    /// Start without keys even where other machines can reach the service
    #[arg(long)]
    insecure: bool,
}

impl Serve {
    pub(crate) async fn run(self, out: &mut dyn Write) -> anyhow::Result<()> {
        let config = configuration([("LISTEN_ADDR", self.listen), self.data_dir.flag()])?;
        let mut warnings = config.check_exposure(config.listen, self.insecure)?;
        warnings.extend(config.warnings());
        telemetry::init(&config.log)?;
        let listener = listen(config.listen).await?;
        let stores = stores::open(config, AccessMode::Serve)?;
        let app = App::new(&stores.config, stores.ports())?;

        let signals = Signals::new()?;
        for warning in warnings {
            writeln!(anstream::stderr(), "{} {warning}", "warning:".yellow())?;
        }
        let address = listener.local_addr()?;
        writeln!(
            out,
            "AgenticMemories listens on http://{address}, memories {}",
            location(&stores.config)
        )?;
        out.flush()?;

        if let Some(mem0) = &stores.mem0 {
            mem0.reader().check_account_in_background();
        }
        let shutdown = CancellationToken::new();
        let purge = purge_expired(stores.expiring());
        let purge = tokio::spawn(purge.with_cancellation_token_owned(shutdown.clone()));
        let served = serve_until_signal(app, listener, signals, shutdown).await;
        purge
            .await
            .context("the removal of expired memories panicked")?;
        stores.sqlite.shutdown().await;
        served
    }
}

/// Describes the location of the memories.
fn location(config: &Config) -> String {
    let dir = config.memory.data_dir.display();
    match &config.store {
        StoreConfig::Sqlite => format!("in {dir}"),
        StoreConfig::Mem0(mem0) => format!("at {}, inbox in {dir}", mem0.base_url),
    }
}

pub(crate) async fn listen(address: SocketAddr) -> anyhow::Result<TcpListener> {
    TcpListener::bind(address).await.with_context(|| {
        format!("cannot listen on {address}; choose another address with --listen or LISTEN_ADDR")
    })
}

async fn serve_until_signal(
    app: App,
    listener: TcpListener,
    mut signals: Signals,
    shutdown: CancellationToken,
) -> anyhow::Result<()> {
    // Cancelled even if the server fails.
    let _stop_background_tasks = shutdown.clone().drop_guard();
    let second_signal = async {
        signals.next().await;
        shutdown.cancel();
        signals.next().await;
    };
    tokio::select! {
        served = app.serve(listener, shutdown.clone()) => served.context("the server failed"),
        () = second_signal => bail!("stopped at once by a second signal; acknowledged calls are processed after the next start"),
    }
}

/// Removes expired memories, now and every hour.
async fn purge_expired(stores: Vec<Arc<dyn MemoryWriter>>) {
    let mut interval = interval(PURGE_INTERVAL);
    interval.set_missed_tick_behavior(MissedTickBehavior::Delay);
    loop {
        interval.tick().await;
        for store in &stores {
            match store.purge_expired().await {
                Ok(0) => {}
                Ok(purged) => tracing::info!(purged, "expired memories removed"),
                Err(error) => tracing::error!(%error, "expired memories cannot be removed"),
            }
        }
    }
}

/// The signals that ask a process to stop.
pub(crate) struct Signals {
    interrupt: Signal,
    terminate: Signal,
}

impl Signals {
    pub(crate) fn new() -> anyhow::Result<Self> {
        let listen_for = |kind| signal(kind).context("signals cannot be received");
        Ok(Self {
            interrupt: listen_for(SignalKind::interrupt())?,
            terminate: listen_for(SignalKind::terminate())?,
        })
    }

    pub(crate) fn next(&mut self) -> impl Future<Output = ()> {
        let Self {
            interrupt,
            terminate,
        } = self;
        async {
            tokio::select! {
                _ = interrupt.recv() => {}
                _ = terminate.recv() => {}
            }
        }
    }
}
