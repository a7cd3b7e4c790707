//! The endpoints that ElevenLabs calls.

mod client_data;
mod post_call;
mod retrieve;

pub(super) use client_data::routes as client_data;
pub(super) use post_call::routes as post_call;
pub(super) use retrieve::routes as retrieve;
