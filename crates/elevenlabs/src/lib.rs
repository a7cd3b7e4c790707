//! The wire contract between ElevenLabs agents and a memory service.
//!
//! The contract consists of three webhooks. This crate parses and writes their bodies and does
//! no I/O:
//!
//! - [`initiation`]: sent while the phone rings; the reply personalises the conversation;
//! - [`tool`]: the agent's memory search during the call;
//! - [`post_call`]: the finished call, authenticated by its [`signature`].
//!
//! The platform adds fields, event types and enum values about once a month. Requests are
//! therefore parsed field by field: unknown fields are ignored, an optional field of an
//! unexpected type is treated as absent, and unknown enum values are preserved as text.

#![warn(missing_docs)]

mod json;

pub mod initiation;
pub mod post_call;
pub mod request;
pub mod signature;
pub mod tool;

#[cfg(test)]
mod fixtures;
