//! The client against servers that behave like the platform, and against faulty ones.
#![allow(
    clippy::indexing_slicing,
    clippy::panic,
    clippy::unwrap_used,
    reason = "a failed assumption fails the test"
)]

mod connection_failures;
mod connections;
mod errors;
mod operations;
mod paging;
mod retries;
mod server;
