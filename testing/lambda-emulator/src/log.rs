//! What the process writes to its output and its error output: one pipe, so that
//! the order of lines is kept.

use std::{
    collections::VecDeque,
    io::{self, PipeReader, PipeWriter, Read},
    sync::{Arc, Mutex, MutexGuard, PoisonError},
};

use tokio::{net::unix::pipe, sync::watch};

/// The most that is kept; the oldest lines go first.
const KEPT: usize = 8 * 1024 * 1024;
/// A longer line becomes several.
const LONGEST_LINE: usize = 1024 * 1024;
/// Together these read more than a pipe holds, which is 64 KiB.
const READS: usize = 16;
const READ: usize = 8 * 1024;

/// The log of a process.
#[derive(Debug)]
pub(crate) struct Log {
    /// Tells when there is something to read.
    arriving: pipe::Receiver,
    /// The same end of the pipe, for reading without waiting to be told.
    arrived: PipeReader,
    lines: Mutex<Lines>,
    written: watch::Sender<usize>,
}

#[derive(Debug, Default)]
struct Lines {
    kept: VecDeque<String>,
    dropped: usize,
    bytes: usize,
    unfinished: Vec<u8>,
}

impl Log {
    /// A log, and what the process writes to.
    pub(crate) fn open() -> io::Result<(Arc<Self>, PipeWriter)> {
        let (reader, writer) = io::pipe()?;
        let log = Self {
            // This makes both of them one that never waits.
            arriving: pipe::Receiver::from_owned_fd(reader.try_clone()?.into())?,
            arrived: reader,
            lines: Mutex::default(),
            written: watch::Sender::new(0),
        };
        Ok((Arc::new(log), writer))
    }

    /// Reads whatever comes until nobody can write any more.
    pub(crate) async fn follow(self: Arc<Self>) {
        while self.arriving.readable().await.is_ok() {
            match self.read(|buffer| self.arriving.try_read(buffer)) {
                Ok(0) => return,
                Err(error) if error.kind() != io::ErrorKind::WouldBlock => return,
                _ => {}
            }
        }
    }

    /// Reads what is written already, so that nothing a frozen process wrote is
    /// missing.
    pub(crate) fn catch_up(&self) {
        for _ in 0..READS {
            if !matches!(self.read(|buffer| (&self.arrived).read(buffer)), Ok(1..)) {
                return;
            }
        }
    }

    /// How many lines there were so far.
    pub(crate) fn count(&self) -> usize {
        self.locked().count()
    }

    /// Every line after the first `skipped`, as far as they are kept.
    pub(crate) fn after(&self, skipped: usize) -> Vec<String> {
        let lines = self.locked();
        let skipped = skipped.saturating_sub(lines.dropped);
        let unfinished = String::from_utf8_lossy(&lines.unfinished).into_owned();
        let unfinished = Some(unfinished).filter(|line| !line.is_empty());
        lines
            .kept
            .iter()
            .skip(skipped)
            .cloned()
            .chain(unfinished)
            .collect()
    }

    /// Returns once the log has such a line.
    pub(crate) async fn has(&self, line: impl Fn(&str) -> bool) {
        let has = |_: &usize| self.locked().kept.iter().any(|kept| line(kept));
        // It fails when the sender is gone, which is here.
        let _ = self.written.subscribe().wait_for(has).await;
    }

    /// Reads once, and never at the same time as another.
    fn read(&self, read: impl FnOnce(&mut [u8]) -> io::Result<usize>) -> io::Result<usize> {
        let mut lines = self.locked();
        let mut buffer = [0; READ];
        let length = read(&mut buffer)?;
        lines.push(buffer.get(..length).unwrap_or_default());
        let count = lines.count();
        // Who waits for a line looks at them while it is told of their number.
        drop(lines);
        self.written.send_replace(count);
        Ok(length)
    }

    fn locked(&self) -> MutexGuard<'_, Lines> {
        self.lines.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Lines {
    fn count(&self) -> usize {
        self.dropped + self.kept.len()
    }

    fn push(&mut self, bytes: &[u8]) {
        for piece in bytes.split_inclusive(|&byte| byte == b'\n') {
            let (text, ends) = match piece.strip_suffix(b"\n") {
                Some(text) => (text, true),
                None => (piece, false),
            };
            self.unfinished.extend_from_slice(text);
            if ends || self.unfinished.len() >= LONGEST_LINE {
                self.finish();
            }
        }
    }

    fn finish(&mut self) {
        let line = String::from_utf8_lossy(&std::mem::take(&mut self.unfinished)).into_owned();
        self.bytes += line.len();
        self.kept.push_back(line);
        while self.bytes > KEPT
            && let Some(oldest) = self.kept.pop_front()
        {
            self.bytes -= oldest.len();
            self.dropped += 1;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_are_put_together_from_what_was_read() {
        let mut lines = Lines::default();
        for bytes in ["one\ntw", "o\n\n", "thr"] {
            lines.push(bytes.as_bytes());
        }
        assert_eq!(lines.kept, ["one", "two", ""]);
        assert_eq!(lines.unfinished, b"thr");
    }

    #[test]
    fn a_line_without_end_is_cut() {
        let mut lines = Lines::default();
        for _ in 0..300 {
            lines.push(&[b'x'; READ]);
        }
        assert_eq!(lines.kept.len(), 2);
        assert!(lines.unfinished.len() < LONGEST_LINE);
    }

    #[test]
    fn the_oldest_lines_go_and_are_still_counted() {
        let mut lines = Lines::default();
        let long = vec![b'x'; LONGEST_LINE - 1];
        for _ in 0..12 {
            lines.push(&long);
            lines.push(b"\n");
        }
        assert_eq!(lines.count(), 12);
        assert_eq!(lines.kept.len(), 8);
    }
}
