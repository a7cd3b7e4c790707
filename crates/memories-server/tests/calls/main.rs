//! The three calls over real HTTP, with the SQLite store and with a Mem0-compatible server.
#![allow(
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::missing_panics_doc,
    clippy::panic,
    clippy::unwrap_used,
    reason = "a test that cannot go on should stop"
)]

mod authentication;
mod callers;
mod client_data;
mod event_order;
mod failing_store;
mod fixtures;
mod invalid_requests;
mod mem0;
mod operator_warnings;
mod post_call;
mod recordings;
mod retrieve;
mod sensitive;
mod service;
mod telemetry;
mod truth;
mod watched_inbox;
