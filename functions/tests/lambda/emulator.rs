//! Lambda's Runtime API for one process, which it freezes between invocations as
//! Lambda does: <https://docs.aws.amazon.com/lambda/latest/dg/runtimes-api.html>.

use std::{
    process::Stdio,
    sync::{Arc, Mutex},
    time::Duration,
};

use axum::{
    Router,
    body::Bytes,
    extract::{Path, State},
    http::StatusCode,
    response::{IntoResponse, Response},
    routing::{get, post},
};
use jiff::Timestamp;
use rustix::process::{Pid, Signal, WaitId, WaitIdOptions, kill_process, waitid};
use serde_json::Value;
use tokio::{
    io::{AsyncBufReadExt, BufReader},
    net::TcpListener,
    process::{Child, Command},
    sync::{Mutex as AsyncMutex, mpsc, watch},
    time::timeout,
};

/// Longer than anything here takes; a test that waits longer has failed.
const PATIENCE: Duration = Duration::from_secs(60);
/// The time a function has, as the template's.
const TIMEOUT_MS: i64 = 30_000;
const REQUEST_ID: &str = "8476a536-e9f4-11e8-9739-2dfe598c3fcd";

/// What an invocation came to.
#[derive(Debug)]
pub(crate) enum Outcome {
    /// The function's reply.
    Reply(Value),
    /// The runtime reported an error.
    Error(Value),
}

impl Outcome {
    pub(crate) fn reply(self) -> Value {
        match self {
            Self::Reply(reply) => reply,
            Self::Error(error) => panic!("the function failed: {error}"),
        }
    }
}

/// A running function. It is killed when this is dropped.
pub(crate) struct Function {
    process: Child,
    events: mpsc::Sender<Value>,
    outcomes: mpsc::Receiver<Outcome>,
    idle: watch::Receiver<bool>,
    log: Arc<Mutex<Vec<String>>>,
    written: watch::Receiver<()>,
}

#[derive(Clone)]
struct Api {
    events: Arc<AsyncMutex<mpsc::Receiver<Value>>>,
    outcomes: mpsc::Sender<Outcome>,
    idle: watch::Sender<bool>,
}

impl Function {
    pub(crate) async fn start(binary: &str, variables: &[(&str, String)]) -> Self {
        let (events, waiting) = mpsc::channel(1);
        let (answered, outcomes) = mpsc::channel(1);
        let (asks, idle) = watch::channel(false);
        let api = Api {
            events: Arc::new(AsyncMutex::new(waiting)),
            outcomes: answered,
            idle: asks,
        };
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let address = listener.local_addr().unwrap().to_string();
        tokio::spawn(async move { axum::serve(listener, router(api)).await });
        let mut process = Command::new(binary)
            .env_clear()
            .envs(variables.iter().map(|(name, value)| (*name, value)))
            .env("AWS_LAMBDA_RUNTIME_API", address)
            .env("AWS_LAMBDA_FUNCTION_NAME", "AgenticMemoriesTest")
            .env("AWS_LAMBDA_FUNCTION_MEMORY_SIZE", "256")
            .env("AWS_LAMBDA_FUNCTION_VERSION", "$LATEST")
            .env("AWS_LAMBDA_LOG_FORMAT", "JSON")
            .stdin(Stdio::null())
            .stdout(Stdio::piped())
            .kill_on_drop(true)
            .spawn()
            .unwrap();
        let log = Arc::default();
        let stdout = process.stdout.take().unwrap();
        let (writes, written) = watch::channel(());
        tokio::spawn(collect(BufReader::new(stdout), Arc::clone(&log), writes));
        Self {
            process,
            events,
            outcomes,
            idle,
            log,
            written,
        }
    }

    /// Invokes the function, and freezes it once it asks for the next event.
    pub(crate) async fn invoke(&mut self, event: Value) -> Outcome {
        timeout(PATIENCE, self.invoke_patiently(event))
            .await
            .unwrap_or_else(|_| panic!("no answer; log: {:#?}", self.log()))
    }

    async fn invoke_patiently(&mut self, event: Value) -> Outcome {
        self.signal(Signal::CONT);
        self.until_idle().await;
        self.events.send(event).await.unwrap();
        let outcome = tokio::select! {
            outcome = self.outcomes.recv() => outcome.unwrap(),
            _ = self.process.wait() => panic!("the function died; log: {:#?}", self.log()),
        };
        self.until_idle().await;
        self.freeze();
        outcome
    }

    async fn until_idle(&mut self) {
        let alive = tokio::select! {
            idle = self.idle.wait_for(|idle| *idle) => idle.is_ok(),
            _ = self.process.wait() => false,
        };
        assert!(alive, "the function died; log: {:#?}", self.log());
    }

    /// Waits for a function that cannot start to end, and tells whether it failed.
    pub(crate) async fn has_failed(&mut self) -> bool {
        let ended = timeout(PATIENCE, self.process.wait()).await.unwrap();
        !ended.unwrap().success()
    }

    /// Ends the function as Lambda may at any time while it is frozen.
    pub(crate) async fn kill(&mut self) {
        self.process.kill().await.unwrap();
    }

    /// The state in `/proc`: `T` for a frozen process.
    pub(crate) fn state(&self) -> char {
        let stat =
            std::fs::read_to_string(format!("/proc/{}/stat", self.pid().as_raw_nonzero())).unwrap();
        let (_, after_name) = stat.rsplit_once(") ").unwrap();
        after_name.chars().next().unwrap()
    }

    /// The lines the function has written, once there are `count`.
    pub(crate) async fn log_of(&mut self, count: usize) -> Vec<String> {
        let log = Arc::clone(&self.log);
        let enough = self
            .written
            .wait_for(|()| log.lock().unwrap().len() >= count);
        timeout(PATIENCE, enough).await.unwrap().unwrap();
        self.log()
    }

    /// The last line of a function that has ended.
    pub(crate) async fn last_line(&mut self) -> String {
        let closed = self.written.wait_for(|()| false);
        timeout(PATIENCE, closed).await.unwrap().unwrap_err();
        self.log().pop().unwrap()
    }

    fn log(&self) -> Vec<String> {
        self.log.lock().unwrap().clone()
    }

    fn pid(&self) -> Pid {
        let pid = self.process.id().unwrap();
        Pid::from_raw(i32::try_from(pid).unwrap()).unwrap()
    }

    /// Stops the process, and waits until it stands.
    fn freeze(&self) {
        self.signal(Signal::STOP);
        waitid(WaitId::Pid(self.pid()), WaitIdOptions::STOPPED).unwrap();
    }

    fn signal(&self, signal: Signal) {
        kill_process(self.pid(), signal).unwrap();
    }
}

async fn collect(
    stdout: BufReader<tokio::process::ChildStdout>,
    log: Arc<Mutex<Vec<String>>>,
    writes: watch::Sender<()>,
) {
    let mut lines = stdout.lines();
    while let Ok(Some(line)) = lines.next_line().await {
        log.lock().unwrap().push(line);
        writes.send_replace(());
    }
}

fn router(api: Api) -> Router {
    Router::new()
        .route("/2018-06-01/runtime/invocation/next", get(next))
        .route(
            "/2018-06-01/runtime/invocation/{id}/{outcome}",
            post(settle),
        )
        .with_state(api)
}

async fn next(State(api): State<Api>) -> Response {
    let mut events = api.events.lock().await;
    api.idle.send_replace(true);
    let Some(event) = events.recv().await else {
        return StatusCode::GONE.into_response();
    };
    api.idle.send_replace(false);
    let deadline = Timestamp::now().as_millisecond() + TIMEOUT_MS;
    let headers = [
        ("lambda-runtime-aws-request-id", REQUEST_ID.to_owned()),
        ("lambda-runtime-deadline-ms", deadline.to_string()),
        (
            "lambda-runtime-invoked-function-arn",
            "arn:aws:lambda:us-east-1:123456789012:function:AgenticMemoriesTest".to_owned(),
        ),
        (
            "lambda-runtime-trace-id",
            "Root=1-5bef4de7-ad49b0e87f6ef6c87fc2e700;Parent=9a9197af755a6419;Sampled=1".to_owned(),
        ),
    ];
    (headers, axum::Json(event)).into_response()
}

async fn settle(
    State(api): State<Api>,
    Path((_, outcome)): Path<(String, String)>,
    body: Bytes,
) -> StatusCode {
    let body = serde_json::from_slice(&body).unwrap_or_default();
    let outcome = match outcome.as_str() {
        "response" => Outcome::Reply(body),
        _ => Outcome::Error(body),
    };
    api.outcomes.send(outcome).await.unwrap();
    StatusCode::ACCEPTED
}
