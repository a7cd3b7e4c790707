//! Load runs against a real, separate process, and what they need.

#[cfg(feature = "alternatives")]
pub mod engine;
pub mod load;
pub mod process;
pub mod quality;
pub mod seed;
