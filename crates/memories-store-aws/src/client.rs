//! The AWS operations that this crate needs, signed and sent without the AWS SDK, whose crates
//! cost more binary size and start-up time than a few requests are worth.
//!
//! Every operation has one timeout for all its attempts, and transient failures are retried. So
//! every request must be safe to repeat: a message carries its deduplication id, an update of an
//! item a condition that recognises its own first attempt.

mod aws_client;
mod dynamodb;
mod endpoints;
mod environment;
mod error;
mod json_protocol;
mod region;
mod s3;
mod secrets_manager;
mod service;
mod service_error;
mod signer;
mod sqs;
mod transport;

pub use aws_client::AwsClient;
pub(crate) use dynamodb::{AttributeValue, Item, Update, UpdateOutcome};
pub use environment::EnvironmentError;
pub use error::Error;
pub(crate) use sqs::FifoMessage;

#[cfg(test)]
mod tests;
