use std::{
    fs,
    io::{self, Read},
    path::{Path, PathBuf},
};

use anyhow::Context;
use clap::Args;

#[derive(Debug, Args)]
pub(super) struct Payload {
    /// Send this file as the body (- reads standard input)
    #[arg(long, value_name = "FILE")]
    payload: Option<PathBuf>,
}

impl Payload {
    pub(super) fn read(&self) -> anyhow::Result<Option<Vec<u8>>> {
        let Some(path) = &self.payload else {
            return Ok(None);
        };
        let bytes = if path == Path::new("-") {
            standard_input()
        } else {
            fs::read(path)
        };
        bytes
            .map(Some)
            .with_context(|| format!("{} cannot be read", path.display()))
    }
}

fn standard_input() -> io::Result<Vec<u8>> {
    let mut bytes = Vec::new();
    io::stdin().lock().read_to_end(&mut bytes)?;
    Ok(bytes)
}
