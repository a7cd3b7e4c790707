use std::{ffi::OsString, future::Future, io::Write, net::SocketAddr, sync::Arc, time::Duration};

use anyhow::{Context, bail};
use clap::Args;
use jiff::Timestamp;
use memories_server::{
    App,
    config::{Config, StoreConfig},
    telemetry,
};
use memories_store_sqlite::SqliteStore;
use owo_colors::OwoColorize;
use tokio::{
    net::TcpListener,
    signal::unix::{Signal, SignalKind, signal},
    time::{MissedTickBehavior, interval},
};

use crate::{
    environment::configuration,
    ranker::Use,
    stored::{self, DataDir, Stored},
};

/// How often memories whose time is over are removed.
const PURGE_EVERY: Duration = Duration::from_hours(1);

/// Run the service
#[derive(Debug, Args)]
#[command(after_help = "\
The service answers POST /client-data, /retrieve and /post-call until it gets
SIGINT (Ctrl-C) or SIGTERM; then it finishes the requests under way, learns from
the calls that are due, and stops. A second signal stops it at once; calls that
were acknowledged are on disk and are learned at the next start.

Memories are kept in the SQLite file of the data directory; with MEM0_API_KEY set,
on the Mem0 Platform, and the file keeps the inbox and a ledger of what was added.

On a loopback address it starts without any key. On any other address it needs
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
        telemetry::start(&config.log)?;
        let listener = listen(config.listen).await?;
        let stored = stored::open(config, Use::Serve)?;
        let Stored {
            config, file, mem0, ..
        } = &stored;
        let app = App::new(config, stored.memories(), Arc::new(file.clone()))?;

        let signals = Signals::new()?;
        for warning in warnings {
            writeln!(anstream::stderr(), "{} {warning}", "warning:".yellow())?;
        }
        let address = listener.local_addr()?;
        writeln!(
            out,
            "AgenticMemories listens on http://{address}, memories {}",
            place(config)
        )?;
        out.flush()?;

        if let Some(mem0) = mem0 {
            mem0.check_account_in_background();
        }
        let purging = tokio::spawn(purge(file.clone()));
        let served = serve_until_signal(app, listener, signals).await;
        purging.abort();
        file.shutdown().await;
        served
    }
}

/// Where memories are, in words.
fn place(config: &Config) -> String {
    let dir = config.memory.data_dir.display();
    match &config.store {
        StoreConfig::Sqlite => format!("in {dir}"),
        StoreConfig::Mem0(mem0) => format!("at {}, inbox in {dir}", mem0.base_url),
    }
}

/// Opens the port.
pub(crate) async fn listen(address: SocketAddr) -> anyhow::Result<TcpListener> {
    TcpListener::bind(address).await.with_context(|| {
        format!("cannot listen on {address}; choose another address with --listen or LISTEN_ADDR")
    })
}

async fn serve_until_signal(
    app: App,
    listener: TcpListener,
    mut signals: Signals,
) -> anyhow::Result<()> {
    let (stop, stopped) = tokio::sync::oneshot::channel::<()>();
    let impatient = async move {
        signals.next().await;
        // Nobody listens any more when the server has failed already.
        let _ = stop.send(());
        signals.next().await;
    };
    let asked = async move {
        let _ = stopped.await;
    };
    tokio::select! {
        served = app.serve(listener, asked) => served.context("the server failed"),
        () = impatient => bail!("stopped at once by a second signal; what was acknowledged is learned at the next start"),
    }
}

/// Removes memories whose time is over, now and every hour.
async fn purge(store: SqliteStore) {
    let mut hours = interval(PURGE_EVERY);
    hours.set_missed_tick_behavior(MissedTickBehavior::Delay);
    loop {
        hours.tick().await;
        match store.purge_expired(Timestamp::now()).await {
            Ok(0) => {}
            Ok(purged) => tracing::info!(purged, "expired memories removed"),
            Err(error) => tracing::error!(%error, "expired memories cannot be removed"),
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
        let of = |kind| signal(kind).context("signals cannot be received");
        Ok(Self {
            interrupt: of(SignalKind::interrupt())?,
            terminate: of(SignalKind::terminate())?,
        })
    }

    /// Waits for the next one.
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
