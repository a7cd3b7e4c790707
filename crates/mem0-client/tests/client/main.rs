//! The client against servers that answer as the platform does, and worse.
#![allow(
    clippy::indexing_slicing,
    clippy::panic,
    clippy::unwrap_used,
    reason = "a test that cannot go on should stop"
)]

mod broken;
mod connections;
mod errors;
mod operations;
mod paging;
mod retries;
mod server;
