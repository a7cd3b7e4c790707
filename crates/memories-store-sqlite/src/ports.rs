//! The ports. Each method queues one job of the writer or the readers.

mod events;
mod ledger;
mod links;
mod memories;
mod warnings;
