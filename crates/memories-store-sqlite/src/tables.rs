//! The tables: statements, and the conversion of rows.

pub(crate) mod caller_links;
pub(crate) mod calls;
mod column;
pub(crate) mod contributions;
pub(crate) mod embeddings;
pub(crate) mod history;
pub(crate) mod inbox;
pub(crate) mod ledger;
pub(crate) mod memories;
pub(crate) mod partitions;
pub(crate) mod processed_parts;
pub(crate) mod warnings;
