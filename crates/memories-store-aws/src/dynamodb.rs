//! The idempotency ledger in a `DynamoDB` table.
//!
//! The table's partition key is the string attribute `entry`; `expires_at` is its time-to-live
//! attribute. Entries hold digests, counts and times, nothing about a person.

mod entry;
mod error;
mod ledger;

pub use ledger::DynamoDbLedger;

#[cfg(test)]
mod tests;
