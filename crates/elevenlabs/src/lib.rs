//! What ElevenLabs agents send to a memory service, and what they accept back.
//!
//! Three requests make up the contract, and this crate reads and writes their bodies without
//! doing any I/O:
//!
//! - [`initiation`]: asked while the phone rings, answered with what is known of the caller;
//! - [`tool`]: the agent's search during the call;
//! - [`post_call`]: the finished call, authenticated by its [`signature`].
//!
//! The platform adds fields, event types and enum values about once a month. So everything that
//! is read here is read field by field: unknown fields are ignored, an optional field of an
//! unexpected type counts as absent, and unknown values are kept as text.

#![warn(missing_docs)]

mod json;

pub mod initiation;
pub mod post_call;
pub mod request;
pub mod signature;
pub mod tool;

#[cfg(test)]
mod fixtures;
