//! An event sink on an SQS FIFO queue.
//!
//! [`SqsSink`] sends each event as a message, which a worker decodes with [`MessageDecoder`]. A
//! message is a JSON object with the event's key and its content: the parsed call, or the body of
//! an event that could not be read as a call. Content that is not small is compressed, and content
//! that is still too large for a message is stored in an S3 bucket, and the message refers to it.

mod decoder;
mod digests;
mod envelope;
mod error;
mod gzip;
mod outgoing_message;
mod sink;

pub use decoder::{Message, MessageDecoder};
pub use envelope::PayloadRef;
pub use error::DecodeError;
pub use sink::SqsSink;

#[cfg(test)]
mod tests;
