//! The few AWS operations that are needed, signed and sent without the AWS SDK, whose crates
//! cost more in size and start-up time than four JSON calls are worth.
//!
//! - SQS: [`Aws::send_message`];
//! - `DynamoDB`: [`Aws::put_item`], [`Aws::update_item`], [`Aws::delete_item`];
//! - S3: [`Aws::put_object`], [`Aws::get_object`], [`Aws::delete_object`];
//! - Secrets Manager: [`Aws::secret`].
//!
//! Every operation has one time limit for all its attempts, and repeats what may succeed the
//! next time. So all of them must be safe to repeat: a message carries its deduplication id, a
//! put item something to know it by.

mod client;
mod dynamodb;
mod endpoint;
mod environment;
mod error;
mod json_call;
mod refusal;
mod region;
mod s3;
mod secrets_manager;
mod service;
mod sign;
mod sqs;
mod transport;

pub use client::Aws;
pub use dynamodb::{AttributeValue, Conditional, Expressions, Item};
pub use environment::EnvironmentError;
pub use error::Error;
pub use region::Region;
pub use sqs::FifoMessage;

#[cfg(test)]
mod tests;
