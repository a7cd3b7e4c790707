//! The service as a child process.

use std::{
    io::{BufRead, BufReader},
    net::SocketAddr,
    path::Path,
    process::{Child, Command, Stdio},
};

use anyhow::{Context, Result};

/// A running server process, which is killed on drop.
pub struct Server {
    child: Child,
    /// The address it listens on.
    pub address: SocketAddr,
}

impl Server {
    /// Starts `agentic-memories serve` with a data folder and a clean environment.
    pub fn start(program: &Path, data_dir: &Path) -> Result<Self> {
        Self::spawn(
            Command::new(program)
                .env_clear()
                .env("RUST_LOG", "warn")
                .args(["serve", "--listen", "127.0.0.1:0", "--data-dir"])
                .arg(data_dir),
        )
    }

    /// Starts a process and waits until it prints its address.
    pub fn spawn(command: &mut Command) -> Result<Self> {
        let mut child = command
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .with_context(|| format!("starting {}", command.get_program().display()))?;
        let output = child.stdout.take().context("no standard output")?;
        let address = BufReader::new(output)
            .lines()
            .map_while(Result::ok)
            .find_map(|line| parse_address(&line))
            .context("the process exited without printing an address")?;
        Ok(Self { child, address })
    }

    /// Resident memory in MiB (`VmRSS` on Linux).
    pub fn resident_mib(&self) -> Result<u64> {
        let status = std::fs::read_to_string(format!("/proc/{}/status", self.child.id()))?;
        let kib = status
            .lines()
            .find_map(|line| line.strip_prefix("VmRSS:")?.trim().strip_suffix(" kB"));
        Ok(kib.context("no VmRSS")?.parse::<u64>()? / 1024)
    }
}

fn parse_address(line: &str) -> Option<SocketAddr> {
    let (_, rest) = line.split_once("http://")?;
    let end = rest
        .find(|c: char| !(c.is_ascii_digit() || c == '.' || c == ':'))
        .unwrap_or(rest.len());
    rest.get(..end)?.parse().ok()
}

impl Drop for Server {
    fn drop(&mut self) {
        // The process may have exited already.
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}
