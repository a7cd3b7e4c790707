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
    exchange::{Event, Exchange, State},
    process::Process,
    runtime_api::RuntimeApi,
    usage, variables,
};

/// How long a function with an extension may take to end.
const LAST_WORDS: Duration = Duration::from_millis(500);

/// A function in an environment of its own: one process that is given one event
/// after another. It is killed when this is dropped.
#[derive(Debug)]
pub struct Function {
    name: String,
    timeout: Duration,
    freeze: Freeze,
    phase: Phase,
    process: Process,
    exchange: Arc<Exchange>,
    _api: RuntimeApi,
}

/// How a function ended that was shut down.
#[derive(Debug)]
pub struct Ended {
    /// How its process ended.
    pub status: ExitStatus,
    /// What it wrote from the start of its process.
    pub log: Vec<String>,
}

/// What came first.
enum Met<T> {
    Condition(T),
    End(ExitStatus),
    Deadline,
}

impl Function {
    /// The function that a program is.
    pub fn at(program: impl AsRef<Path>) -> Builder {
        Builder::new(program.as_ref())
    }

    pub(crate) async fn start(builder: Builder) -> Result<Self, Error> {
        let exchange = Arc::new(Exchange::default());
        let api = RuntimeApi::offer(Arc::clone(&exchange))
            .await
            .map_err(Error::Offer)?;
        let mut command = Command::new(&builder.program);
        command
            .args(&builder.arguments)
            .env_clear()
            .envs(variables::of_lambda(
                &builder.name,
                &builder.handler,
                builder.memory_mib,
                &builder.task_root,
                api.address,
            ))
            .envs(builder.variables)
            .current_dir(&builder.task_root);
        let process = Process::start(command).map_err(|cause| Error::Start {
            program: builder.program.display().to_string(),
            cause,
        })?;
        Ok(Self {
            name: builder.name,
            timeout: builder.timeout,
            freeze: builder.freeze,
            phase: Phase::Init,
            process,
            exchange,
            _api: api,
        })
    }

    /// Waits until the function has asked for its first event, and freezes it, as
    /// Lambda does where functions are started before they are needed. Returns the
    /// time from the start of the process to that.
    pub async fn ready(&mut self) -> Result<Duration, Error> {
        if let Some(outcome) = self.initialised().await? {
            return Err(Error::NotStarted {
                outcome,
                log: self.log().join("\n"),
            });
        }
        let took = self.process.started.elapsed();
        self.rest().await?;
        Ok(took)
    }

    /// Gives the function an event and waits for what becomes of it, and until the
    /// function has asked for the next one. Where it is so configured, the function
    /// is frozen then.
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
        if let Some(outcome) = self.initialised().await? {
            return Ok(self.told(outcome, before, Instant::now(), lines));
        }
        self.process.thaw().map_err(Error::Signal)?;
        let began = Instant::now();
        let deadline = began + self.timeout;
        let event = Event::new(
            &self.name,
            payload.into(),
            milliseconds_from_now(self.timeout),
        );
        self.exchange.deliver(event);
        let (outcome, at) = match self.meet(deadline, State::answer).await? {
            Met::Condition(answer) => (answer.outcome, answer.at),
            Met::End(status) => (Outcome::Died(Phase::Invoke, status), Instant::now()),
            Met::Deadline => {
                self.kill().await?;
                (Outcome::TimedOut(Phase::Invoke), Instant::now())
            }
        };
        if matches!(self.meet(deadline, idle).await?, Met::Deadline) {
            self.kill().await?;
        }
        let invocation = self.told(outcome, began, at, lines);
        self.rest().await?;
        self.process.log.catch_up();
        Ok(Invocation {
            log: self.process.log.after(lines),
            whole_log: self.log(),
            ..invocation
        })
    }

    /// Every line that the process wrote so far, as far back as 8 MiB.
    #[must_use]
    pub fn log(&self) -> Vec<String> {
        self.process.log.catch_up();
        self.process.log.after(0)
    }

    /// Returns once the process has written such a line.
    pub async fn logged(&self, line: impl Fn(&str) -> bool) {
        self.process.log.has(line).await;
    }

    /// What the process has taken so far.
    pub fn usage(&self) -> Result<Usage, Error> {
        Usage::of(self.process.id()).map_err(Error::Usage)
    }

    /// Whether every thread of the process stands still, as the kernel sees it.
    pub fn is_frozen(&self) -> Result<bool, Error> {
        usage::is_stopped(self.process.id()).map_err(Error::Usage)
    }

    /// Ends the process at once, as when its machine fails. An event after that
    /// has the outcome [`Outcome::Died`].
    pub async fn kill(&mut self) -> Result<ExitStatus, Error> {
        self.process.kill().await.map_err(Error::Signal)
    }

    /// Ends the function as Lambda does: one with an extension is asked to
    /// (`SIGTERM`) and has half a second, any other is killed.
    pub async fn shutdown(mut self) -> Result<Ended, Error> {
        let status = self.end().await.map_err(Error::Signal)?;
        Ok(Ended {
            status,
            log: self.log(),
        })
    }

    async fn end(&mut self) -> io::Result<ExitStatus> {
        if self.exchange.look(State::has_extensions) {
            self.exchange
                .announce_end(milliseconds_from_now(LAST_WORDS));
            self.process.ask_to_end()?;
            self.process.thaw()?;
            if let Ok(ended) = timeout(LAST_WORDS, self.process.ended()).await {
                return ended;
            }
        }
        self.process.kill().await
    }

    /// Waits until an event can be delivered; otherwise tells why none can be.
    async fn initialised(&mut self) -> Result<Option<Outcome>, Error> {
        let ready = |state: &State| match state.init_error() {
            Some(error) => Some(Err(error)),
            None => idle(state).map(Ok),
        };
        let phase = self.phase;
        if let Some(status) = self.process.has_ended().map_err(Error::Signal)? {
            let reported = self.exchange.look(State::init_error);
            return Ok(Some(match reported {
                Some(error) => Outcome::InitError(error),
                None => Outcome::Died(phase, status),
            }));
        }
        let deadline = Instant::now() + self.timeout;
        match self.meet(deadline, ready).await? {
            Met::Condition(Ok(())) => {
                self.phase = Phase::Invoke;
                Ok(None)
            }
            Met::Condition(Err(error)) => {
                // What it still writes belongs to the log.
                let _ = timeout(LAST_WORDS, self.process.ended()).await;
                self.kill().await?;
                Ok(Some(Outcome::InitError(error)))
            }
            Met::End(status) => Ok(Some(Outcome::Died(phase, status))),
            Met::Deadline => {
                self.kill().await?;
                Ok(Some(Outcome::TimedOut(phase)))
            }
        }
    }

    /// Waits for something of the exchange, for the end of the process, or for a
    /// point in time.
    async fn meet<T>(
        &mut self,
        deadline: Instant,
        condition: impl Fn(&State) -> Option<T>,
    ) -> Result<Met<T>, Error> {
        let Self {
            exchange, process, ..
        } = self;
        Ok(tokio::select! {
            // A function that answered and then ended did answer.
            biased;
            met = exchange.when(condition) => Met::Condition(met),
            status = process.ended() => Met::End(status.map_err(Error::Signal)?),
            () = tokio::time::sleep_until(deadline.into()) => Met::Deadline,
        })
    }

    /// Freezes the function if it is idle and to be frozen.
    async fn rest(&mut self) -> Result<(), Error> {
        if self.freeze == Freeze::WhenIdle && self.exchange.look(State::is_idle) {
            self.process.freeze().await.map_err(Error::Signal)?;
        }
        Ok(())
    }

    fn told(&self, outcome: Outcome, began: Instant, at: Instant, lines: usize) -> Invocation {
        self.process.log.catch_up();
        Invocation {
            outcome,
            took: at - began,
            billed: began.elapsed(),
            since_start: at - self.process.started,
            log: self.process.log.after(lines),
            whole_log: self.log(),
        }
    }
}

fn idle(state: &State) -> Option<()> {
    state.is_idle().then_some(())
}

fn milliseconds_from_now(duration: Duration) -> i64 {
    let milliseconds = i64::try_from(duration.as_millis()).unwrap_or(i64::MAX);
    Timestamp::now()
        .as_millisecond()
        .saturating_add(milliseconds)
}
