use std::{io, time::Duration};

use nix::{time::clock_getcpuclockid, unistd::Pid};
use procfs::{ProcError, process::Process};

/// What a process has taken so far.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Usage {
    /// CPU time of all its threads, ended ones included, to the nanosecond; and
    /// that of processes it started and waited for, to the tick of 10 ms.
    pub cpu: Duration,
    /// Bytes in memory now (`VmRSS`).
    pub resident: u64,
    /// The most bytes it ever had in memory (`VmHWM`).
    pub peak: u64,
}

impl Usage {
    pub(crate) fn of(id: i32) -> io::Result<Self> {
        let process = Process::new(id).map_err(unreadable)?;
        let status = process.status().map_err(unreadable)?;
        let stat = process.stat().map_err(unreadable)?;
        let own = Duration::from(clock_getcpuclockid(Pid::from_raw(id))?.now()?);
        let ticks = u64::try_from(stat.cutime + stat.cstime).unwrap_or_default();
        let children = Duration::from_millis(1_000 * ticks / procfs::ticks_per_second());
        let bytes = |kib: Option<u64>| {
            kib.map(|kib| kib * 1024)
                .ok_or_else(|| io::Error::other("an ended process has no memory"))
        };
        Ok(Self {
            cpu: own + children,
            resident: bytes(status.vmrss)?,
            peak: bytes(status.vmhwm)?,
        })
    }
}

/// Whether every thread of a process stands still on a signal.
pub(crate) fn is_stopped(id: i32) -> io::Result<bool> {
    let process = Process::new(id).map_err(unreadable)?;
    for thread in process.tasks().map_err(unreadable)? {
        if thread
            .and_then(|thread| thread.stat())
            .map_err(unreadable)?
            .state
            != 'T'
        {
            return Ok(false);
        }
    }
    Ok(true)
}

fn unreadable(error: ProcError) -> io::Error {
    io::Error::other(error)
}
