use std::{io, time::Duration};

use nix::{time::clock_getcpuclockid, unistd::Pid};
use procfs::{ProcError, process::Process};

/// The resource usage of a process.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Usage {
    /// CPU time of all its threads, including exited ones, with nanosecond resolution;
    /// plus that of reaped child processes, with a resolution of 10 ms.
    pub cpu: Duration,
    /// Current resident memory in bytes (`VmRSS`).
    pub resident: u64,
    /// Peak resident memory in bytes (`VmHWM`).
    pub peak: u64,
}

impl Usage {
    pub(crate) fn of_process(id: i32) -> io::Result<Self> {
        let process = Process::new(id).map_err(io_error)?;
        let status = process.status().map_err(io_error)?;
        let stat = process.stat().map_err(io_error)?;
        let own = Duration::from(clock_getcpuclockid(Pid::from_raw(id))?.now()?);
        let ticks = u64::try_from(stat.cutime + stat.cstime).unwrap_or_default();
        let children = Duration::from_millis(1_000 * ticks / procfs::ticks_per_second());
        let bytes = |kib: Option<u64>| {
            kib.map(|kib| kib * 1024)
                .ok_or_else(|| io::Error::other("the process has exited"))
        };
        Ok(Self {
            cpu: own + children,
            resident: bytes(status.vmrss)?,
            peak: bytes(status.vmhwm)?,
        })
    }
}

/// Whether every thread of a process is stopped by a signal.
pub(crate) fn is_stopped(id: i32) -> io::Result<bool> {
    let process = Process::new(id).map_err(io_error)?;
    for thread in process.tasks().map_err(io_error)? {
        if thread
            .and_then(|thread| thread.stat())
            .map_err(io_error)?
            .state
            != 'T'
        {
            return Ok(false);
        }
    }
    Ok(true)
}

fn io_error(error: ProcError) -> io::Error {
    io::Error::other(error)
}
