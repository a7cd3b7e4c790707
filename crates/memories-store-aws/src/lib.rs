//! The ports of AgenticMemories on AWS.
//!
//! * [`sqs`]: an event sink on a FIFO queue, and the decoder of its messages.
//! * [`dynamodb`]: the idempotency ledger in a table.
//! * [`client`]: the AWS operations that these need, without the AWS SDK.

pub mod client;
mod digest;
pub mod dynamodb;
pub mod sqs;

#[cfg(test)]
mod testing;
