//! Finished calls by way of an SQS queue: [`SqsIntake`] takes them in, [`Claims`] opens the
//! messages on the other side.
//!
//! A message is a JSON object that holds the event as it came if it is small, compressed if it
//! is not, and reduced to what teaches and compressed if that is needed to fit. What fits in no
//! way goes into a bucket, and the message says where.

mod claims;
mod envelope;
mod error;
mod gzip;
mod intake;
mod names;
mod parcel;

pub use claims::{Claims, Delivered};
pub use envelope::Claim;
pub use error::OpenError;
pub use intake::SqsIntake;

#[cfg(test)]
mod tests;
