//! The functions as Lambda runs them: real processes, real events, and a freeze
//! after every reply.
#![allow(clippy::unwrap_used, clippy::indexing_slicing, clippy::panic)]

mod aws_double;
mod finished_calls;
mod requests;
mod stack;
mod starting;
