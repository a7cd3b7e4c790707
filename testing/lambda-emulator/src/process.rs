//! The function's process group, which includes the processes it starts.

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

/// Stopping a process takes microseconds.
const POLL_INTERVAL: Duration = Duration::from_micros(50);

#[derive(Debug)]
pub(crate) struct Process {
    child: Child,
    group: Pid,
    frozen: bool,
    pub(crate) started: Instant,
    pub(crate) log: Arc<Log>,
    _log_reader: AbortOnDropHandle<()>,
}

impl Process {
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
        // Closes our writing ends of the pipe.
        drop(command);
        let group = child
            .id()
            .and_then(|id| Pid::from_raw(id.try_into().ok()?))
            .ok_or_else(|| io::Error::other("the process has no id"))?;
        let log_reader = tokio::spawn(Arc::clone(&log).follow());
        Ok(Self {
            child,
            group,
            frozen: false,
            started,
            log,
            _log_reader: AbortOnDropHandle::new(log_reader),
        })
    }

    pub(crate) fn id(&self) -> i32 {
        self.group.as_raw_nonzero().get()
    }

    /// Waits for the exit of the process.
    pub(crate) async fn wait(&mut self) -> io::Result<ExitStatus> {
        self.child.wait().await
    }

    /// The exit status, if the process has exited.
    pub(crate) fn exit_status(&mut self) -> io::Result<Option<ExitStatus>> {
        self.child.try_wait()
    }

    /// Stops every thread of the process and waits until they have stopped or the
    /// process has exited.
    pub(crate) async fn freeze(&mut self) -> io::Result<()> {
        if self.frozen || self.child.try_wait()?.is_some() {
            return Ok(());
        }
        self.signal(Signal::STOP)?;
        self.frozen = true;
        // The kernel reports a process as stopped when its last thread has stopped.
        let stopped = WaitIdOptions::STOPPED | WaitIdOptions::NOHANG;
        while self.child.try_wait()?.is_none()
            && waitid(WaitId::Pid(self.group), stopped)?.is_none()
        {
            sleep(POLL_INTERVAL).await;
        }
        Ok(())
    }

    /// Continues a stopped process.
    pub(crate) fn thaw(&mut self) -> io::Result<()> {
        if !self.frozen {
            return Ok(());
        }
        self.frozen = false;
        self.signal(Signal::CONT)
    }

    /// Sends `SIGTERM`.
    pub(crate) fn terminate(&self) -> io::Result<()> {
        self.signal(Signal::TERM)
    }

    /// Kills the process, frozen or not, and waits for its exit.
    pub(crate) async fn kill(&mut self) -> io::Result<ExitStatus> {
        self.signal(Signal::KILL)?;
        self.child.wait().await
    }

    fn signal(&self, signal: Signal) -> io::Result<()> {
        // The id of an exited process may have been reused.
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
        // Kills the remaining processes of the group.
        let _ = self.signal(Signal::KILL);
    }
}
