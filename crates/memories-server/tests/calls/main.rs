//! The three calls over real HTTP, against the embedded store and a Mem0-compatible server.
#![allow(
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::missing_panics_doc,
    clippy::panic,
    clippy::unwrap_used,
    missing_docs,
    reason = "a test that cannot go on should stop"
)]

mod authentication;
mod bad_input;
mod events;
mod failing_store;
mod fixtures;
mod mem0;
mod recordings;
mod ring;
mod running;
mod search;
mod telemetry;
