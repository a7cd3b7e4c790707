//! The database file: its schema, and the threads that read and write it.

mod open;
mod readers;
mod schema;
mod worker_thread;
mod writer;

pub use open::OpenError;
pub(crate) use open::{create_file, open_reader, open_writer};
pub(crate) use readers::{ReaderPool, in_read_transaction};
pub(crate) use worker_thread::{JobQueue, Worker};
pub(crate) use writer::Writer;
