//! Captures the standard output and error of the process through one pipe, which
//! preserves the order of lines.

use std::{
    collections::VecDeque,
    io::{self, PipeReader, PipeWriter, Read},
    sync::{Arc, Mutex, MutexGuard, PoisonError},
};

use tokio::{net::unix::pipe, sync::watch};

/// The oldest lines are dropped beyond this size.
const MAX_BYTES: usize = 8 * 1024 * 1024;
/// Longer lines are split.
const MAX_LINE_BYTES: usize = 1024 * 1024;
/// Together these exceed the capacity of a pipe, which is 64 KiB.
const MAX_READS: usize = 16;
const READ_BYTES: usize = 8 * 1024;

/// The log of a process.
#[derive(Debug)]
pub(crate) struct Log {
    /// For asynchronous reads.
    async_reader: pipe::Receiver,
    /// A duplicate of the same descriptor, for immediate reads.
    reader: PipeReader,
    lines: Mutex<LineBuffer>,
    written: watch::Sender<usize>,
}

#[derive(Debug, Default)]
struct LineBuffer {
    lines: VecDeque<String>,
    dropped: usize,
    bytes: usize,
    incomplete: Vec<u8>,
}

impl Log {
    /// Creates a log and the pipe for the process to write to.
    pub(crate) fn open() -> io::Result<(Arc<Self>, PipeWriter)> {
        let (reader, writer) = io::pipe()?;
        let log = Self {
            // This makes both descriptors non-blocking.
            async_reader: pipe::Receiver::from_owned_fd(reader.try_clone()?.into())?,
            reader,
            lines: Mutex::default(),
            written: watch::Sender::new(0),
        };
        Ok((Arc::new(log), writer))
    }

    /// Reads until all writing ends of the pipe are closed.
    pub(crate) async fn follow(self: Arc<Self>) {
        while self.async_reader.readable().await.is_ok() {
            match self.read(|buffer| self.async_reader.try_read(buffer)) {
                Ok(0) => return,
                Err(error) if error.kind() != io::ErrorKind::WouldBlock => return,
                _ => {}
            }
        }
    }

    /// Reads everything that was already written, such as by a frozen process.
    pub(crate) fn catch_up(&self) {
        for _ in 0..MAX_READS {
            if !matches!(self.read(|buffer| (&self.reader).read(buffer)), Ok(1..)) {
                return;
            }
        }
    }

    /// The number of lines written so far, including dropped ones.
    pub(crate) fn count(&self) -> usize {
        self.lock().count()
    }

    /// All lines after the first `skipped`, without dropped ones.
    pub(crate) fn lines_after(&self, skipped: usize) -> Vec<String> {
        let lines = self.lock();
        let skipped = skipped.saturating_sub(lines.dropped);
        let incomplete = String::from_utf8_lossy(&lines.incomplete).into_owned();
        let incomplete = Some(incomplete).filter(|line| !line.is_empty());
        lines
            .lines
            .iter()
            .skip(skipped)
            .cloned()
            .chain(incomplete)
            .collect()
    }

    /// Waits until the log contains a matching line.
    pub(crate) async fn wait_for_line(&self, matches: impl Fn(&str) -> bool) {
        let contains_line = |_: &usize| self.lock().lines.iter().any(|written| matches(written));
        // This fails only if the sender is dropped, and `self` owns it.
        let _ = self.written.subscribe().wait_for(contains_line).await;
    }

    /// Reads once; the lock prevents concurrent reads.
    fn read(&self, read: impl FnOnce(&mut [u8]) -> io::Result<usize>) -> io::Result<usize> {
        let mut lines = self.lock();
        let mut buffer = [0; READ_BYTES];
        let length = read(&mut buffer)?;
        lines.push(buffer.get(..length).unwrap_or_default());
        let count = lines.count();
        // Waiters lock the lines while they are notified.
        drop(lines);
        self.written.send_replace(count);
        Ok(length)
    }

    fn lock(&self) -> MutexGuard<'_, LineBuffer> {
        self.lines.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl LineBuffer {
    fn count(&self) -> usize {
        self.dropped + self.lines.len()
    }

    fn push(&mut self, bytes: &[u8]) {
        for piece in bytes.split_inclusive(|&byte| byte == b'\n') {
            let (text, ends) = match piece.strip_suffix(b"\n") {
                Some(text) => (text, true),
                None => (piece, false),
            };
            self.incomplete.extend_from_slice(text);
            if ends || self.incomplete.len() >= MAX_LINE_BYTES {
                self.finish();
            }
        }
    }

    fn finish(&mut self) {
        let line = String::from_utf8_lossy(&std::mem::take(&mut self.incomplete)).into_owned();
        self.bytes += line.len();
        self.lines.push_back(line);
        while self.bytes > MAX_BYTES
            && let Some(oldest) = self.lines.pop_front()
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
    fn lines_are_assembled_from_chunks() {
        let mut lines = LineBuffer::default();
        for bytes in ["one\ntw", "o\n\n", "thr"] {
            lines.push(bytes.as_bytes());
        }
        assert_eq!(lines.lines, ["one", "two", ""]);
        assert_eq!(lines.incomplete, b"thr");
    }

    #[test]
    fn a_line_without_an_end_is_split() {
        let mut lines = LineBuffer::default();
        for _ in 0..300 {
            lines.push(&[b'x'; READ_BYTES]);
        }
        assert_eq!(lines.lines.len(), 2);
        assert!(lines.incomplete.len() < MAX_LINE_BYTES);
    }

    #[test]
    fn the_oldest_lines_are_dropped_but_still_counted() {
        let mut lines = LineBuffer::default();
        let long = vec![b'x'; MAX_LINE_BYTES - 1];
        for _ in 0..12 {
            lines.push(&long);
            lines.push(b"\n");
        }
        assert_eq!(lines.count(), 12);
        assert_eq!(lines.lines.len(), 8);
    }
}
