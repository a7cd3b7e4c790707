//! The ledger of what was given to a platform elsewhere, on a `DynamoDB` table.
//!
//! The table's key is the text attribute `entry`; `expires_at` is the attribute by which it
//! expires items. Entries hold digests and times, nothing about a person.

mod entry;
mod failure;
mod ledger;

pub use ledger::DynamoDbLedger;

#[cfg(test)]
mod tests;
