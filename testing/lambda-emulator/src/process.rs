//! The function's process, and every process it starts: a group, as signals reach
//! it.

use std::{
    io,
    process::{ExitStatus, Stdio},
    sync::Arc,
    time::{Duration, Instant},
};

use rustix::process::{Pid, Signal, WaitId, WaitIdOptions, kill_process_group, waitid};
use tokio::{
    process::{Child, Command},
    time::sleep,
};
use tokio_util::task::AbortOnDropHandle;

use crate::log::Log;

/// How often to look whether a process has stopped, which takes it microseconds.
const LOOK: Duration = Duration::from_micros(50);

#[derive(Debug)]
pub(crate) struct Process {
    child: Child,
    group: Pid,
    frozen: bool,
    pub(crate) started: Instant,
    pub(crate) log: Arc<Log>,
    _reading: AbortOnDropHandle<()>,
}

impl Process {
    /// Runs a command that was given its program, arguments and environment.
    pub(crate) fn start(mut command: Command) -> io::Result<Self> {
        let (log, writer) = Log::open()?;
        command
            .stdin(Stdio::null())
            .stdout(writer.try_clone()?)
            .stderr(writer)
            .process_group(0)
            .kill_on_drop(true);
        let started = Instant::now();
        let child = command.spawn()?;
        // The writing ends that are left are the process' own.
        drop(command);
        let group = child
            .id()
            .and_then(|id| Pid::from_raw(id.try_into().ok()?))
            .ok_or_else(|| io::Error::other("a process without an id"))?;
        let reading = tokio::spawn(Arc::clone(&log).follow());
        Ok(Self {
            child,
            group,
            frozen: false,
            started,
            log,
            _reading: AbortOnDropHandle::new(reading),
        })
    }

    /// The process' id.
    pub(crate) fn id(&self) -> i32 {
        self.group.as_raw_nonzero().get()
    }

    /// Returns when the process has ended.
    pub(crate) async fn ended(&mut self) -> io::Result<ExitStatus> {
        self.child.wait().await
    }

    /// How the process ended, if it did.
    pub(crate) fn has_ended(&mut self) -> io::Result<Option<ExitStatus>> {
        self.child.try_wait()
    }

    /// Stops every thread of the process, and returns when they stand still, or
    /// the process has ended.
    pub(crate) async fn freeze(&mut self) -> io::Result<()> {
        if self.frozen || self.child.try_wait()?.is_some() {
            return Ok(());
        }
        self.signal(Signal::STOP)?;
        self.frozen = true;
        // The kernel reports a process as stopped once its last thread is.
        let stopped = WaitIdOptions::STOPPED | WaitIdOptions::NOHANG;
        while self.child.try_wait()?.is_none()
            && waitid(WaitId::Pid(self.group), stopped)?.is_none()
        {
            sleep(LOOK).await;
        }
        Ok(())
    }

    /// Lets the process go on.
    pub(crate) fn thaw(&mut self) -> io::Result<()> {
        if !self.frozen {
            return Ok(());
        }
        self.frozen = false;
        self.signal(Signal::CONT)
    }

    /// Asks the process to end.
    pub(crate) fn ask_to_end(&self) -> io::Result<()> {
        self.signal(Signal::TERM)
    }

    /// Ends the process, frozen or not, and returns when it is gone.
    pub(crate) async fn kill(&mut self) -> io::Result<ExitStatus> {
        self.signal(Signal::KILL)?;
        self.child.wait().await
    }

    fn signal(&self, signal: Signal) -> io::Result<()> {
        // The id of a process that is gone may be another's by now.
        if self.child.id().is_none() {
            return Ok(());
        }
        match kill_process_group(self.group, signal) {
            Ok(()) | Err(rustix::io::Errno::SRCH) => Ok(()),
            Err(error) => Err(error.into()),
        }
    }
}

impl Drop for Process {
    fn drop(&mut self) {
        // Nothing of the group may be left.
        let _ = self.signal(Signal::KILL);
    }
}
