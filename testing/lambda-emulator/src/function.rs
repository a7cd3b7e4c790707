use std::{
    io,
    path::Path,
    process::ExitStatus,
    sync::Arc,
    time::{Duration, Instant},
};

use jiff::Timestamp;
use serde::Serialize;
use tokio::{process::Command, time::timeout};

use crate::{
    Builder, Error, Freeze, Invocation, Outcome, PAYLOAD_LIMIT, Phase, Usage,
    process::Process,
    runtime_api::RuntimeApi,
    state::{Event, RuntimeState, SharedState},
    usage, variables,
};

/// The time that Lambda allows a function with an extension to shut down.
const SHUTDOWN_GRACE: Duration = Duration::from_millis(500);

/// A running function: one process that handles one event at a time. It is killed on
/// drop.
#[derive(Debug)]
pub struct Function {
    name: String,
    timeout: Duration,
    freeze: Freeze,
    phase: Phase,
    process: Process,
    state: Arc<SharedState>,
    _api: RuntimeApi,
}

/// The result of a shutdown.
#[derive(Debug)]
pub struct ExitReport {
    pub status: ExitStatus,
    /// The lines that it wrote since the start of its process.
    pub log: Vec<String>,
}

/// The first of several events that the emulator waits for.
enum FirstOf<T> {
    Condition(T),
    Exit(ExitStatus),
    Deadline,
}

impl Builder {
    /// Starts the process without waiting for its initialisation.
    pub async fn start(self) -> Result<Function, Error> {
        let state = Arc::new(SharedState::default());
        let api = RuntimeApi::start(Arc::clone(&state))
            .await
            .map_err(Error::RuntimeApi)?;
        let mut command = Command::new(&self.program);
        command
            .args(&self.arguments)
            .env_clear()
            .envs(variables::for_function(
                &self.name,
                &self.handler,
                self.memory_mib,
                &self.task_root,
                api.address,
            ))
            .envs(self.variables)
            .current_dir(&self.task_root);
        let process = Process::start(command).map_err(|cause| Error::Start {
            program: self.program.display().to_string(),
            cause,
        })?;
        Ok(Function {
            name: self.name,
            timeout: self.timeout,
            freeze: self.freeze,
            phase: Phase::Init,
            process,
            state,
            _api: api,
        })
    }
}

impl Function {
    /// Configures a function that runs `program`.
    pub fn builder(program: impl AsRef<Path>) -> Builder {
        Builder::new(program.as_ref())
    }

    /// Waits until the function has requested its first event and freezes it, as
    /// Lambda does with provisioned concurrency. Returns the duration of the
    /// initialisation.
    pub async fn ready(&mut self) -> Result<Duration, Error> {
        if let Some(outcome) = self.wait_until_initialised().await? {
            return Err(Error::NotStarted {
                outcome,
                log: self.log().join("\n"),
            });
        }
        let elapsed = self.process.started.elapsed();
        self.freeze_if_idle().await?;
        Ok(elapsed)
    }

    /// Sends the function an event, waits for the outcome and until the function has
    /// requested the next event, and then freezes it if so configured.
    pub async fn invoke(&mut self, event: &impl Serialize) -> Result<Invocation, Error> {
        let payload = serde_json::to_vec(event).map_err(Error::Event)?;
        if payload.len() > PAYLOAD_LIMIT {
            return Err(Error::EventTooLarge(payload.len()));
        }
        let lines = match self.phase {
            Phase::Init => 0,
            Phase::Invoke => self.process.log.count(),
        };
        let before = Instant::now();
        if let Some(outcome) = self.wait_until_initialised().await? {
            return Ok(self.invocation(outcome, before, Instant::now(), lines));
        }
        self.process.thaw().map_err(Error::Signal)?;
        let start = Instant::now();
        let deadline = start + self.timeout;
        let event = Event::new(
            &self.name,
            payload.into(),
            milliseconds_from_now(self.timeout),
        );
        self.state.deliver(event);
        let (outcome, at) = match self.wait_for(deadline, RuntimeState::completion).await? {
            FirstOf::Condition(completion) => (completion.outcome, completion.at),
            FirstOf::Exit(status) => (Outcome::Exited(Phase::Invoke, status), Instant::now()),
            FirstOf::Deadline => {
                self.kill().await?;
                (Outcome::TimedOut(Phase::Invoke), Instant::now())
            }
        };
        if matches!(self.wait_for(deadline, idle).await?, FirstOf::Deadline) {
            self.kill().await?;
        }
        let invocation = self.invocation(outcome, start, at, lines);
        self.freeze_if_idle().await?;
        self.process.log.catch_up();
        Ok(Invocation {
            log: self.process.log.lines_after(lines),
            whole_log: self.log(),
            ..invocation
        })
    }

    /// All lines that the process has written so far, at most the last 8 MiB.
    #[must_use]
    pub fn log(&self) -> Vec<String> {
        self.process.log.catch_up();
        self.process.log.lines_after(0)
    }

    /// Waits until the process has written a matching line.
    pub async fn wait_for_log_line(&self, line: impl Fn(&str) -> bool) {
        self.process.log.wait_for_line(line).await;
    }

    /// The resource usage of the process so far.
    pub fn usage(&self) -> Result<Usage, Error> {
        Usage::of_process(self.process.id()).map_err(Error::Usage)
    }

    /// Whether the kernel reports every thread of the process as stopped.
    pub fn is_frozen(&self) -> Result<bool, Error> {
        usage::is_stopped(self.process.id()).map_err(Error::Usage)
    }

    /// Kills the process, as if its machine failed. Later events have the outcome
    /// [`Outcome::Exited`].
    pub async fn kill(&mut self) -> Result<ExitStatus, Error> {
        self.process.kill().await.map_err(Error::Signal)
    }

    /// Shuts the function down as Lambda does: with an extension, it gets `SIGTERM` and
    /// half a second; otherwise it is killed.
    pub async fn shutdown(mut self) -> Result<ExitReport, Error> {
        let status = self.terminate().await.map_err(Error::Signal)?;
        Ok(ExitReport {
            status,
            log: self.log(),
        })
    }

    async fn terminate(&mut self) -> io::Result<ExitStatus> {
        if self.state.read(RuntimeState::has_extensions) {
            self.state
                .announce_shutdown(milliseconds_from_now(SHUTDOWN_GRACE));
            self.process.terminate()?;
            self.process.thaw()?;
            if let Ok(status) = timeout(SHUTDOWN_GRACE, self.process.wait()).await {
                return status;
            }
        }
        self.process.kill().await
    }

    /// Waits until the function can receive an event; returns the outcome if it cannot.
    async fn wait_until_initialised(&mut self) -> Result<Option<Outcome>, Error> {
        let ready = |state: &RuntimeState| match state.init_error() {
            Some(error) => Some(Err(error)),
            None => idle(state).map(Ok),
        };
        let phase = self.phase;
        if let Some(status) = self.process.exit_status().map_err(Error::Signal)? {
            let init_error = self.state.read(RuntimeState::init_error);
            return Ok(Some(match init_error {
                Some(error) => Outcome::InitError(error),
                None => Outcome::Exited(phase, status),
            }));
        }
        let deadline = Instant::now() + self.timeout;
        match self.wait_for(deadline, ready).await? {
            FirstOf::Condition(Ok(())) => {
                self.phase = Phase::Invoke;
                Ok(None)
            }
            FirstOf::Condition(Err(error)) => {
                // The log includes what it writes until it exits.
                let _ = timeout(SHUTDOWN_GRACE, self.process.wait()).await;
                self.kill().await?;
                Ok(Some(Outcome::InitError(error)))
            }
            FirstOf::Exit(status) => Ok(Some(Outcome::Exited(phase, status))),
            FirstOf::Deadline => {
                self.kill().await?;
                Ok(Some(Outcome::TimedOut(phase)))
            }
        }
    }

    /// Waits for a condition on the state, the exit of the process or the deadline.
    async fn wait_for<T>(
        &mut self,
        deadline: Instant,
        condition: impl Fn(&RuntimeState) -> Option<T>,
    ) -> Result<FirstOf<T>, Error> {
        let Self { state, process, .. } = self;
        Ok(tokio::select! {
            // A function that replied before it exited has replied.
            biased;
            value = state.wait_for(condition) => FirstOf::Condition(value),
            status = process.wait() => FirstOf::Exit(status.map_err(Error::Signal)?),
            () = tokio::time::sleep_until(deadline.into()) => FirstOf::Deadline,
        })
    }

    async fn freeze_if_idle(&mut self) -> Result<(), Error> {
        if self.freeze == Freeze::WhenIdle && self.state.read(RuntimeState::is_idle) {
            self.process.freeze().await.map_err(Error::Signal)?;
        }
        Ok(())
    }

    fn invocation(
        &self,
        outcome: Outcome,
        start: Instant,
        at: Instant,
        lines: usize,
    ) -> Invocation {
        self.process.log.catch_up();
        Invocation {
            outcome,
            duration: at - start,
            billed: start.elapsed(),
            since_start: at - self.process.started,
            log: self.process.log.lines_after(lines),
            whole_log: self.log(),
        }
    }
}

fn idle(state: &RuntimeState) -> Option<()> {
    state.is_idle().then_some(())
}

fn milliseconds_from_now(duration: Duration) -> i64 {
    let milliseconds = i64::try_from(duration.as_millis()).unwrap_or(i64::MAX);
    Timestamp::now()
        .as_millisecond()
        .saturating_add(milliseconds)
}
