//! Ingesting calls.

mod add_once;
mod call_context;
pub(crate) mod direct_memory;
mod ingest;
mod payload;
pub(crate) mod profile_facts;
mod superseded;
