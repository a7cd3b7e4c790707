//! The functions as Lambda runs them: real processes, real events, and a freeze
//! after every reply.
#![cfg(target_os = "linux")]
#![allow(
    clippy::indexing_slicing,
    clippy::panic,
    clippy::unwrap_used,
    reason = "a test that cannot go on should stop"
)]

mod aws_double;
mod contents;
mod fixtures;
mod freezing;
mod handing_back;
mod hanging_up;
mod learning;
mod log;
mod requests;
mod running;
mod signatures;
mod stack;
mod starting;
