//! Load runs against a real, separate process, and what they need.

pub mod load;
pub mod process;
pub mod seed;
