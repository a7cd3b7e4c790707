//! The functions as Lambda runs them: real processes, real events, and a freeze after every
//! response.
#![cfg(target_os = "linux")]
#![allow(
    clippy::indexing_slicing,
    clippy::panic,
    clippy::unwrap_used,
    reason = "a test fails by panicking"
)]

mod dependencies;
mod fake_aws;
mod fixtures;
mod lifecycle;
mod log;
mod post_call;
mod processing;
mod requests;
mod retries;
mod running_function;
mod signatures;
mod stack;
mod startup;
