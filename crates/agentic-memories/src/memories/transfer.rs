use std::{
    fs::File,
    io::{self, BufRead, BufReader, Write},
    path::{Path, PathBuf},
};

use anyhow::Context;
use clap::Args;
use memories_domain::Memory;
use tempfile::NamedTempFile;

use super::caller::CallerArgs;
use crate::render;

/// Memories per call of the port.
const BATCH: usize = 1_000;

/// Write a caller's memories as JSON lines
#[derive(Debug, Args)]
#[command(after_help = "\
A file written with --output is readable only by its owner, and appears only when
it is complete.

Examples:
  agentic-memories memories export --caller +12025550143 > robin.jsonl
  agentic-memories memories export --caller +12025550143 --output robin.jsonl")]
pub(crate) struct Export {
    #[command(flatten)]
    caller_args: CallerArgs,
    /// File to write [default: standard output]
    #[arg(long, value_name = "FILE")]
    output: Option<PathBuf>,
}

impl Export {
    pub(super) async fn run(self, out: &mut dyn Write) -> anyhow::Result<()> {
        let session = self.caller_args.open()?;
        let record = session.memories.load(&session.scope).await?;
        match &self.output {
            Some(path) => write_file(path, &record.memories)
                .with_context(|| format!("{} cannot be written", path.display()))?,
            None => write_lines(out, &record.memories)?,
        }
        let count = render::count(record.memories.len(), "memory", "memories");
        writeln!(anstream::stderr(), "Exported {count}.")?;
        Ok(())
    }
}

fn write_lines(mut out: impl Write, memories: &[Memory]) -> io::Result<()> {
    for memory in memories {
        serde_json::to_writer(&mut out, memory)?;
        out.write_all(b"\n")?;
    }
    out.flush()
}

fn write_file(path: &Path, memories: &[Memory]) -> io::Result<()> {
    let directory = path
        .parent()
        .filter(|parent| !parent.as_os_str().is_empty())
        .unwrap_or(Path::new("."));
    let file = NamedTempFile::new_in(directory)?;
    write_lines(io::BufWriter::new(&file), memories)?;
    file.as_file().sync_all()?;
    file.persist(path)?;
    Ok(())
}

/// Restore memories that `export` wrote, except those that already exist
#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  agentic-memories memories import --caller +12025550143 robin.jsonl
  agentic-memories memories import --caller +12025550143 < robin.jsonl")]
pub(crate) struct Import {
    #[command(flatten)]
    caller_args: CallerArgs,
    /// File to read [default: standard input]
    #[arg(value_name = "FILE")]
    input: Option<PathBuf>,
}

impl Import {
    pub(super) async fn run(self) -> anyhow::Result<()> {
        let memories = match &self.input {
            Some(path) => {
                let file = File::open(path)
                    .with_context(|| format!("{} cannot be read", path.display()))?;
                read_lines(BufReader::new(file))?
            }
            None => read_lines(io::stdin().lock())?,
        };
        let session = self.caller_args.open_or_create()?;
        let (given, mut new) = (memories.len(), 0);
        for batch in memories.chunks(BATCH) {
            new += session
                .memories
                .import(&session.scope, batch.to_vec())
                .await?;
        }
        let count = render::count(given, "memory", "memories");
        writeln!(
            anstream::stderr(),
            "Read {count}: {new} new, {} already stored.",
            given.saturating_sub(new)
        )?;
        Ok(())
    }
}

/// Parses all lines before any memory is restored, so that a damaged file changes nothing.
fn read_lines(input: impl BufRead) -> anyhow::Result<Vec<Memory>> {
    let mut memories = Vec::new();
    for (number, line) in (1..).zip(input.lines()) {
        let line = line.with_context(|| format!("line {number} cannot be read"))?;
        if !line.trim().is_empty() {
            memories.push(
                serde_json::from_str(&line)
                    .with_context(|| format!("line {number} is not a memory"))?,
            );
        }
    }
    Ok(memories)
}

#[cfg(test)]
mod tests {
    use super::*;

    const LINE: &str = r#"{"id":"m1","text":"Pays by card.","type":"factual","subject":"caller","created_at":"2026-11-23T07:00:00Z","updated_at":"2026-11-23T07:00:00Z"}"#;

    #[test]
    fn exported_lines_are_imported_unchanged() {
        let memories = read_lines(LINE.as_bytes()).unwrap();
        let mut written = Vec::new();
        write_lines(&mut written, &memories).unwrap();
        assert_eq!(read_lines(&*written).unwrap(), memories);
    }

    #[test]
    fn blank_lines_are_skipped() {
        assert_eq!(
            read_lines(format!("\n{LINE}\n\n").as_bytes())
                .unwrap()
                .len(),
            1
        );
    }

    #[test]
    fn the_error_names_a_damaged_line_without_showing_its_text() {
        let error = read_lines(format!("{LINE}\n{{\"text\":\"hush\"}}").as_bytes()).unwrap_err();
        assert!(error.to_string().contains("line 2"), "{error}");
        assert!(!format!("{error:?}").contains("hush"));
    }
}
