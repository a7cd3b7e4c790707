//! Shared parts of the benchmarks: load generation against a separate process, seed data, and the
//! evaluation of search quality.

#[cfg(feature = "alternatives")]
pub mod engine;
pub mod load;
pub mod process;
pub mod quality;
pub mod seed;
