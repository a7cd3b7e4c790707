use std::{
    fs::File,
    io::{self, BufRead, BufReader, Write},
    path::{Path, PathBuf},
};

use anyhow::Context;
use clap::Args;
use memories_domain::Memory;
use tempfile::NamedTempFile;

use super::whose::Whose;
use crate::render;

/// Memories put back in one transaction.
const BATCH: usize = 1_000;

/// Write a caller's memories as JSON lines, one memory per line
#[derive(Debug, Args)]
#[command(after_help = "\
A file named with --output is readable by its owner alone, and appears only when
it is complete.

Examples:
  agentic-memories memories export --caller +12025550143 > robin.jsonl
  agentic-memories memories export --caller +12025550143 --output robin.jsonl")]
pub(crate) struct Export {
    #[command(flatten)]
    whose: Whose,
    /// File to write [default: standard output]
    #[arg(long, value_name = "FILE")]
    output: Option<PathBuf>,
}

impl Export {
    pub(super) async fn run(self, out: &mut dyn Write) -> anyhow::Result<()> {
        let file = self.whose.open()?;
        let record = file.store.recall(&file.scope).await?;
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

/// Put back memories that `export` wrote; those that are there already stay as they are
#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  agentic-memories memories import --caller +12025550143 robin.jsonl
  agentic-memories memories import --caller +12025550143 < robin.jsonl")]
pub(crate) struct Import {
    #[command(flatten)]
    whose: Whose,
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
        let file = self.whose.open_or_create()?;
        let (given, mut new) = (memories.len(), 0);
        for batch in memories.chunks(BATCH) {
            new += file.store.import(&file.scope, batch.to_vec()).await?;
        }
        let count = render::count(given, "memory", "memories");
        writeln!(
            anstream::stderr(),
            "Read {count}: {new} new, {} there already.",
            given.saturating_sub(new)
        )?;
        Ok(())
    }
}

/// Reads all lines before any is put back, so that a damaged file changes nothing.
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
    fn what_was_written_is_read_back() {
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
    fn a_damaged_line_is_named_and_its_words_are_not_shown() {
        let error = read_lines(format!("{LINE}\n{{\"text\":\"hush\"}}").as_bytes()).unwrap_err();
        assert!(error.to_string().contains("line 2"), "{error}");
        assert!(!format!("{error:?}").contains("hush"));
    }
}
